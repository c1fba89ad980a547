namespace SharedConsular.Runtime;

/// <summary>Delivers messages of some topics. May be given a message twice, after a crash or a failure of another.</summary>
public interface IOutboxConsumer
{
    /// <summary>A consumer of this topic is given every message.</summary>
    public const string EveryTopic = "*";

    IReadOnlyCollection<string> Topics { get; }

    /// <summary>Until when the message must wait, which is no failure; null when it may be delivered now.</summary>
    Task<DateTimeOffset?> FindWait(StoredMessage message, CancellationToken ct) => Task.FromResult<DateTimeOffset?>(null);

    /// <summary>Returns when the message is delivered; throws when it is not, and it will be tried again later.</summary>
    Task Deliver(StoredMessage message, CancellationToken ct);
}
