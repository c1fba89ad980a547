namespace SharedConsular.Runtime.Copies;

/// <summary>One end of a copy.</summary>
internal interface ICopyEnd : IAsyncDisposable
{
    Task<byte[]> ReadSecret(CancellationToken ct);

    /// <summary>All rows of a table as they were at one moment for all tables; a value is a text, a number, bytes, or nothing.</summary>
    IAsyncEnumerable<object?[]> Read(StoredTable table, CancellationToken ct);

    Task<bool> IsEmpty(CancellationToken ct);

    Task WriteSecret(byte[] secret, CancellationToken ct);

    Task Write(StoredTable table, IReadOnlyList<object?[]> rows, CancellationToken ct);

    /// <summary>After all rows: from here on positions go on behind the last one.</summary>
    Task Finish(CancellationToken ct);
}

/// <summary>
/// Carries all of a store to another one, row by row, with the positions events and reads have: the blocks that seal them hold at
/// the other end. It is a move, a backup (into a file of the embedded store) and a restore.
/// </summary>
public static class StoreCopy
{
    /// <summary>Between two writes.</summary>
    private const int RowsMax = 500;

    private const string PostgresSign = "=";

    /// <summary>Whether a place is a connection string; else it is a file.</summary>
    public static bool IsPostgres(string place) =>
        place.Contains(PostgresSign, StringComparison.Ordinal) && place.Contains("Host", StringComparison.OrdinalIgnoreCase);

    /// <returns>How many rows each table has.</returns>
    /// <exception cref="StoreUnavailableException">One of the two can't be used, or the other end is not empty.</exception>
    public static async Task<IReadOnlyList<(string Table, long Rows)>> Run(string from, string to, CancellationToken ct)
    {
        await using var source = await Open(from, mayBeMade: false, ct).ConfigureAwait(false);
        await using var target = await Open(to, mayBeMade: true, ct).ConfigureAwait(false);
        if (!await target.IsEmpty(ct).ConfigureAwait(false))
        {
            throw new StoreUnavailableException(StoreUnavailableException.Foreign, "The store to copy to is not empty. Nothing was written.");
        }

        await target.WriteSecret(await source.ReadSecret(ct).ConfigureAwait(false), ct).ConfigureAwait(false);
        var counts = new List<(string, long)>();
        foreach (var table in StoredTables.All)
        {
            counts.Add((table.Name, await Copy(source, target, table, ct).ConfigureAwait(false)));
        }

        await target.Finish(ct).ConfigureAwait(false);

        return counts;
    }

    private static async Task<ICopyEnd> Open(string place, bool mayBeMade, CancellationToken ct) => IsPostgres(place)
        ? await PostgresCopyEnd.Open(place, mayBeMade, ct).ConfigureAwait(false)
        : mayBeMade || File.Exists(place)
            ? SqliteCopyEnd.Open(place)
            : throw new StoreUnavailableException(StoreUnavailableException.Foreign, $"There is no store at {place}.");

    private static async Task<long> Copy(ICopyEnd source, ICopyEnd target, StoredTable table, CancellationToken ct)
    {
        var (rows, count) = (new List<object?[]>(RowsMax), 0L);
        await foreach (var row in source.Read(table, ct).ConfigureAwait(false))
        {
            rows.Add(row);
            if (rows.Count == RowsMax)
            {
                await target.Write(table, rows, ct).ConfigureAwait(false);
                count += rows.Count;
                rows.Clear();
            }
        }

        await target.Write(table, rows, ct).ConfigureAwait(false);

        return count + rows.Count;
    }
}
