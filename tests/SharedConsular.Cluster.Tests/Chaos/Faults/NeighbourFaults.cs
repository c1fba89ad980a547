namespace SharedConsular.Cluster.Tests.Chaos.Faults;

/// <summary>A partner's system answers that it can't.</summary>
internal sealed class ReceiverFails : IFault
{
    public string Kind => "webhook receiver failing";

    public bool IsGentle => true;

    public Task Begin(Installation on, Random random, CancellationToken ct)
    {
        on.Receiver.Fails = true;

        return Task.CompletedTask;
    }

    public Task End(Installation on, CancellationToken ct)
    {
        on.Receiver.Fails = false;

        return Task.CompletedTask;
    }
}

/// <summary>Messages that can't be delivered lie among those that can: one whose words are broken, and one that nobody hears.</summary>
internal sealed class PoisonMessage : IFault
{
    public const string OrderKey = "poison";
    public const string Unheard = "nobody.hears-this";

    public string Kind => "poison outbox message";

    public bool IsGentle => true;

    public Task Begin(Installation on, Random random, CancellationToken ct) => on.Run(
        $"""
        INSERT INTO outbox(tenant, type, id, topic, order_key, body, at) VALUES
            ('ee', 'case', 'SC-NONE', 'case.closed', '{OrderKey} {random.Next()}', 'not JSON', (extract(epoch FROM clock_timestamp()) * 1000)::bigint),
            ('ee', 'case', 'SC-NONE', '{Unheard}', '{OrderKey} {random.Next()}', 'not JSON', (extract(epoch FROM clock_timestamp()) * 1000)::bigint)
        """, ct);

    public Task End(Installation on, CancellationToken ct) => Task.CompletedTask;
}
