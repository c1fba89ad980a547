namespace SharedConsular.Cluster.Tests.Chaos.Faults;

/// <summary>A node dies, and somebody starts it again.</summary>
internal sealed class NodeKilled : IFault
{
    private int _node;

    public string Kind => "node killed";

    public Task Begin(Installation on, Random random, CancellationToken ct) => on.Nodes[_node = random.Next(Installation.NodesMax)].Kill();

    public Task End(Installation on, CancellationToken ct)
    {
        on.Nodes[_node].Launch();

        return Task.CompletedTask;
    }
}

/// <summary>A node lives and does nothing, and then goes on as if nothing had been.</summary>
internal sealed class NodeHung : IFault
{
    private int _node;

    public string Kind => "node hung";

    public Task Begin(Installation on, Random random, CancellationToken ct)
    {
        on.Nodes[_node = random.Next(Installation.NodesMax)].Hang();

        return Task.CompletedTask;
    }

    public Task End(Installation on, CancellationToken ct)
    {
        on.Nodes[_node].GoOn();

        return Task.CompletedTask;
    }
}

/// <summary>A node reaches the database no more, while everybody else does: its connections break, or nothing comes through them.</summary>
internal sealed class NodeCutOff : IFault
{
    private int _node;

    public string Kind => "node cut off from the database";

    public Task Begin(Installation on, Random random, CancellationToken ct)
    {
        var wire = on.Wires[_node = random.Next(Installation.NodesMax)];
        Action cut = random.Next(2) == 0 ? wire.Cut : wire.FallSilent;
        cut();

        return Task.CompletedTask;
    }

    public Task End(Installation on, CancellationToken ct)
    {
        on.Wires[_node].Heal();

        return Task.CompletedTask;
    }
}

/// <summary>
/// The time of day of one node is wrong: by up to a minute fast, and slow by less than a sign-in allows, because a node that is slower
/// refuses, and is right to, a token that was given out a moment ago.
/// </summary>
internal sealed class ClockMoved : IFault
{
    public static readonly TimeSpan SkewMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SlowMax = TimeSpan.FromSeconds(25);

    public string Kind => "clock of one node moved";

    public bool IsGentle => true;

    public Task Begin(Installation on, Random random, CancellationToken ct)
    {
        on.LastNodesClock!.Move(((SkewMax + SlowMax) * random.NextDouble()) - SlowMax);

        return Task.CompletedTask;
    }

    public Task End(Installation on, CancellationToken ct)
    {
        on.LastNodesClock!.Move(TimeSpan.Zero);

        return Task.CompletedTask;
    }
}
