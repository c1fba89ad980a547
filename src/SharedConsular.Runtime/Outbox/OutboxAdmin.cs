namespace SharedConsular.Runtime;

/// <summary>What an operator sees of messages that could not be delivered, and can do about them.</summary>
public sealed class OutboxAdmin(IEventStore store)
{
    public const int PageSizeMax = 200;

    /// <summary>Messages put aside, oldest first.</summary>
    public Task<IReadOnlyList<DeadLetter>> ReadDead(long afterPosition, int countMax, CancellationToken ct) =>
        store.ReadDead(afterPosition, Math.Clamp(countMax, 1, PageSizeMax), ct);

    /// <summary>Delivers a dead message again, with all its attempts. False when it is not dead or not there.</summary>
    public Task<bool> Replay(long position, CancellationToken ct) => store.Replay(position, ct);
}
