namespace SharedConsular.Runtime;

/// <summary>The record of who read what of whom. Records are added and never changed.</summary>
public interface IReadLog
{
    /// <summary>Writes reads in one transaction. They are durable when the task completes.</summary>
    Task AppendReads(IReadOnlyList<ReadRecord> reads, CancellationToken ct);

    /// <summary>Reads of one tenant's entities, newest first, at most <paramref name="countMax"/>.</summary>
    Task<ReadsFound> FindReads(ReadFilter filter, int countMax, CancellationToken ct);

    /// <summary>The reads of all tenants in the order they were stored.</summary>
    Task<IReadOnlyList<StoredRead>> ReadAllReads(long afterPosition, int countMax, CancellationToken ct);
}

/// <summary>Somebody saw a person's data. Names keys and closed words, and holds nothing of what was read.</summary>
/// <param name="Entity">What was read, in the tenant that owns it.</param>
/// <param name="Reader">Who, and for which party.</param>
/// <param name="Role">The role the reader was signed in with, as a word.</param>
/// <param name="Rule">The id of the rule that allowed it.</param>
/// <param name="Purpose">What for, as a word.</param>
/// <param name="Agreement">The instrument the reader's party acts under; null where none is needed.</param>
/// <param name="Fields">Which fields, as words with a space between them.</param>
/// <param name="Via">In which kind of answer, as a word.</param>
public sealed record ReadRecord(
    EntityKey Entity, Actor Reader, string Role, string Rule, string Purpose, string? Agreement, string Fields, string Via, DateTimeOffset At);

/// <param name="Position">Its place among all reads of the store; grows, may have gaps.</param>
public sealed record StoredRead(long Position, ReadRecord Record);

/// <summary>Which reads to find.</summary>
/// <param name="Tenant">The tenant that owns the entities.</param>
/// <param name="Before">Only those stored before this position; all when left out.</param>
public sealed record ReadFilter(TenantId Tenant, long? Before = null)
{
    /// <summary>The id of the entity.</summary>
    public string? Id { get; init; }

    public TenantId? ReaderTenant { get; init; }

    public string? ReaderUser { get; init; }

    public string? Rule { get; init; }

    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether a read of the tenant and entity asked for is among those asked for.</summary>
    internal bool Fits(ReadRecord read) =>
        (ReaderTenant is null || read.Reader.Tenant == ReaderTenant)
        && (ReaderUser is null || read.Reader.User.Value == ReaderUser)
        && (Rule is null || read.Rule == Rule)
        && !(read.At < From)
        && !(read.At >= Until);
}

/// <param name="Reads">Those found, newest first.</param>
/// <param name="Before">
/// Where to go on; null when there are no more. A page that finds little may be short, or empty, and still go on.
/// </param>
public sealed record ReadsFound(IReadOnlyList<StoredRead> Reads, long? Before);
