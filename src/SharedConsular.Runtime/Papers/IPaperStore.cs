using System.Security.Cryptography;

namespace SharedConsular.Runtime;

/// <summary>
/// Where files lie that are too big for events. It is given what is sealed already, and no name of anybody: whoever holds the store
/// holds noise. A port, because a cluster keeps them where all its nodes reach them.
/// </summary>
/// <remarks>Every method throws a <see cref="StoreUnavailableException"/> when the store does not answer.</remarks>
public interface IPaperStore
{
    /// <summary>Keeps a file under a name that was never used before. It is durable and whole when this returns, and not there at all before.</summary>
    Task Put(PaperName name, ReadOnlyMemory<byte> contents, CancellationToken ct);

    /// <summary>What was put there; null when there is nothing.</summary>
    Task<byte[]?> Find(PaperName name, CancellationToken ct);

    /// <summary>Deletes it, with whatever a broken attempt to put it has left; nothing happens where there is nothing.</summary>
    Task Remove(PaperName name, CancellationToken ct);

    /// <summary>All that lies there, in some fixed order behind a place, with rests of broken attempts; what is not of this store is left out.</summary>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="countMax">The most to be looked at.</param>
    /// <param name="ct">Stops waiting.</param>
    Task<PaperPage> List(string? after, int countMax, CancellationToken ct);
}

/// <param name="Next">Where the next page begins; null when this is the last.</param>
public sealed record PaperPage(IReadOnlyList<StoredPaper> Papers, string? Next);

/// <param name="At">When it was written.</param>
public readonly record struct StoredPaper(PaperName Name, DateTimeOffset At);

/// <summary>Names one file: the entity it belongs to and a number that was drawn for it.</summary>
/// <param name="Id">32 lower-case hexadecimal digits.</param>
public sealed record PaperName(EntityKey Entity, string Id)
{
    private const int IdLength = 32;
    private const int Parts = 4;

    public static string DrawId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength / 2));

    /// <summary>The name as it is written in a store; null for what no store of ours has written.</summary>
    public static PaperName? Parse(string path) =>
        path.Split('/') is { Length: Parts } parts && TenantId.Parse(parts[0]) is { } tenant && parts.All(p => p.Length > 0 && p[0] != '.')
        && parts[^1] is { Length: IdLength } id && id.All(char.IsAsciiHexDigitLower)
            ? new PaperName(new EntityKey(tenant, parts[1], parts[2]), id)
            : null;

    public override string ToString() => $"{Entity}/{Id}";
}
