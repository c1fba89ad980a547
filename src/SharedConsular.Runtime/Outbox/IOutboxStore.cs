namespace SharedConsular.Runtime;

/// <summary>Messages that wait to be delivered, as a store keeps them.</summary>
public interface IOutboxStore
{
    /// <summary>
    /// Messages that may be delivered now, oldest first. A message behind one of the same order key that waits for
    /// its next attempt is not among them; a dead one holds nobody up.
    /// </summary>
    Task<IReadOnlyList<StoredMessage>> ReadDue(DateTimeOffset now, int countMax, CancellationToken ct);

    /// <summary>Takes delivered messages away and notes the failures of others, in one transaction.</summary>
    Task Settle(IReadOnlyList<long> delivered, IReadOnlyList<FailedDelivery> failed, CancellationToken ct);

    /// <summary>How much waits, of one tenant's entities or of all.</summary>
    Task<OutboxState> ReadState(TenantId? source, DateTimeOffset now, CancellationToken ct);

    Task<IReadOnlyList<DeadLetter>> ReadDead(long afterPosition, int countMax, CancellationToken ct);

    /// <summary>Gives a dead message its attempts back. False when there is no such dead message.</summary>
    Task<bool> Replay(long position, CancellationToken ct);
}

/// <param name="Position">Its id; grows in the order messages were stored and is never used again.</param>
/// <param name="Source">The entity whose event caused it.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="OrderKey">Messages of one key are delivered in order.</param>
/// <param name="Body">The message as JSON.</param>
/// <param name="RecordedAt">When its event was decided.</param>
/// <param name="Attempts">How often delivery has failed.</param>
public sealed record StoredMessage(
    long Position, EntityKey Source, string Topic, string OrderKey, ReadOnlyMemory<byte> Body,
    DateTimeOffset RecordedAt, int Attempts);

/// <param name="Due">Could be delivered now.</param>
/// <param name="Scheduled">Wait for their hour, or for another attempt.</param>
/// <param name="OldestDueAt">When the oldest of those due was stored; null when none is.</param>
public sealed record OutboxState(long Due, long Scheduled, long Dead, DateTimeOffset? OldestDueAt);

/// <param name="Position">Which message.</param>
/// <param name="Attempts">Failures so far, with this one.</param>
/// <param name="NextAttemptAt">When to try again; null when it is dead. One that only waits has failed no more than before.</param>
/// <param name="FailedAt">When the delivery failed.</param>
/// <param name="ErrorCode">The kind of failure. Never its message: that may hold personal data.</param>
public sealed record FailedDelivery(
    long Position, int Attempts, DateTimeOffset? NextAttemptAt, DateTimeOffset FailedAt, string ErrorCode);

/// <summary>A message that is not tried any more until someone replays it.</summary>
public sealed record DeadLetter(StoredMessage Message, DateTimeOffset DeadAt, string ErrorCode);
