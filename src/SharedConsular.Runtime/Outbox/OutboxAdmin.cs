namespace SharedConsular.Runtime;

/// <summary>What an operator sees of messages that could not be delivered, and can do about them; a party of its own only.</summary>
public sealed class OutboxAdmin(IEventStore store)
{
    public const int PageSizeMax = 200;

    /// <summary>A page of one party is looked for among this many pages of all; dead letters are few, or everything is amiss.</summary>
    private const int PagesMax = 100;

    /// <summary>How much waits: of one party, or of all without one.</summary>
    public Task<OutboxState> ReadState(TenantId? source, DateTimeOffset now, CancellationToken ct) => store.ReadState(source, now, ct);

    /// <summary>Messages put aside, oldest first: of one party, or of all without one.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ReadDead(TenantId? source, long afterPosition, int countMax, CancellationToken ct)
    {
        var (size, letters) = (Math.Clamp(countMax, 1, PageSizeMax), new List<DeadLetter>());
        for (var page = 0; page < PagesMax; page++)
        {
            var found = await store.ReadDead(afterPosition, PageSizeMax, ct).ConfigureAwait(false);
            letters.AddRange(found.Where(l => IsOf(source, l)).Take(size - letters.Count));
            if (letters.Count == size || found.Count < PageSizeMax)
            {
                break;
            }

            afterPosition = found[^1].Message.Position;
        }

        return letters;
    }

    /// <summary>Delivers a dead message again, with all its attempts. False when it is not dead, not there or of another party.</summary>
    public async Task<bool> Replay(TenantId? source, long position, CancellationToken ct) =>
        await Find(source, position, ct).ConfigureAwait(false) is not null && await store.Replay(position, ct).ConfigureAwait(false);

    /// <summary>Takes a dead message away for good. False as above.</summary>
    public async Task<bool> Discard(TenantId? source, long position, CancellationToken ct)
    {
        if (await Find(source, position, ct).ConfigureAwait(false) is null)
        {
            return false;
        }

        await store.Settle([position], [], ct).ConfigureAwait(false);

        return true;
    }

    private async Task<DeadLetter?> Find(TenantId? source, long position, CancellationToken ct) =>
        (await store.ReadDead(position - 1, 1, ct).ConfigureAwait(false)) is [{ } letter] && letter.Message.Position == position && IsOf(source, letter)
            ? letter
            : null;

    private static bool IsOf(TenantId? source, DeadLetter letter) => source is null || letter.Message.Source.Tenant == source;
}
