namespace SharedConsular.Runtime;

/// <summary>The list rows, as a store keeps them.</summary>
public interface IListStore
{
    /// <summary>A secret of this installation that cursors are signed with. The same on every node.</summary>
    ReadOnlyMemory<byte> CursorSecret { get; }

    /// <summary>Reads rows in the order of the scan, starting behind a place; at most <paramref name="countMax"/>.</summary>
    Task<IReadOnlyList<PlacedRow>> ReadRows(ListScan scan, int countMax, CancellationToken ct);

    Task<StoredRow?> FindRow(string viewer, string list, string id, CancellationToken ct);

    /// <summary>
    /// Replaces all rows and tallies of an entity when its stream is at this version; otherwise does nothing and returns false.
    /// </summary>
    Task<bool> ReplaceRows(EntityKey key, long version, ListedState state, CancellationToken ct);

    /// <summary>All numbers of a board that are not zero, as of one moment.</summary>
    Task<IReadOnlyDictionary<string, long>> ReadTallies(string board, CancellationToken ct);
}

/// <summary>What lists and boards show of an entity.</summary>
public sealed record ListedState(IReadOnlyList<RowChange> Rows, IReadOnlyList<Tally> Tallies);

/// <summary>A way through a list.</summary>
/// <param name="Viewer">Whose list.</param>
/// <param name="List">Which list.</param>
/// <param name="Terms">A row must have all of these.</param>
/// <param name="Prefix">A row must have a term that begins with this. Rows then run in the order of that term.</param>
/// <param name="Descending">From the end to the beginning.</param>
/// <param name="After">The place behind which to start.</param>
public sealed record ListScan(
    string Viewer, string List, IReadOnlyList<string> Terms, string? Prefix, bool Descending, RowPlace? After)
{
    /// <summary>Entities that stand in this list are left out, as if they had no row; null leaves out nothing.</summary>
    public ListName? Without { get; init; }
}

/// <summary>A list, by its viewer and name.</summary>
public sealed record ListName(string Viewer, string List);

/// <summary>Where a row stands in a list. <paramref name="Term"/> is empty unless the scan is by prefix.</summary>
public sealed record RowPlace(string Term, string Sort, string Id, string Tenant, string Type);

public sealed record PlacedRow(StoredRow Row, RowPlace Place);

/// <param name="Entity">The entity the row stands for, in its home tenant.</param>
/// <param name="Body">The line as JSON, as it was stored.</param>
public sealed record StoredRow(EntityKey Entity, ReadOnlyMemory<byte> Body)
{
    public string Id => Entity.Id;

    /// <summary>What opens its sealed values; none where nothing is sealed.</summary>
    internal PersonKeys? Keys { get; init; }

    /// <summary>The line, with what was sealed in it.</summary>
    /// <exception cref="System.Text.Json.JsonException">The body is not a <typeparamref name="T"/>.</exception>
    public T Read<T>()
    {
        using var scope = Keys is null ? null : SealingScope.Open(Keys, null);

        return StoredJson.Read<T>(Body.Span);
    }
}
