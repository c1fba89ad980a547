using Npgsql;

namespace SharedConsular.Runtime.Postgres;

public sealed partial class PostgresStore
{
    /// <summary>How many rows one trip brings while those that are listed already, or by another of their terms, are left out.</summary>
    private const int RowsPerTripMin = 64;

    /// <summary>How many trips one page takes at most; each goes on where the last one ended.</summary>
    private const int TripsMax = 10_000;

    public async Task<IReadOnlyList<PlacedRow>> ReadRows(ListScan scan, int countMax, CancellationToken ct)
    {
        var (rows, goesOn) = (new List<PlacedRow>(), true);
        for (var trip = 0; goesOn && rows.Count < countMax && trip < TripsMax; trip++)
        {
            var wanted = Math.Max(scan.Prefix is null ? countMax - rows.Count : RowsPerTripMin, countMax - rows.Count);
            var found = await Read(PostgresScope.Of(scan.Viewer), PostgresListQuery.Write(scan, wanted), GetPlaced, ct).ConfigureAwait(false);
            rows.AddRange(found.Where(f => scan.Prefix is null || IsFirstMatch(f.Placed.Place.Term, scan.Prefix, f.Terms)).Select(f => f.Placed));
            goesOn = found.Count == wanted;
            scan = goesOn ? scan with { After = found[^1].Placed.Place } : scan;
        }

        return rows.Count > countMax ? rows[..countMax] : rows;
    }

    public async Task<StoredRow?> FindRow(string viewer, string list, string id, CancellationToken ct) =>
        (await Read(
            PostgresScope.Of(viewer),
            new PostgresStatement("SELECT tenant, type, id, body FROM list_rows WHERE id = $1 AND viewer = $2 AND list = $3 LIMIT 1")
                .Text(id).Text(viewer).Text(list),
            r => new StoredRow(r.GetKey(0), r.GetBlob(3)), ct).ConfigureAwait(false)).FirstOrDefault();

    public async Task<IReadOnlyDictionary<string, long>> ReadTallies(string board, CancellationToken ct) =>
        (await Read(
            PostgresScope.All, new PostgresStatement("SELECT name, total FROM tallies WHERE board = $1 AND total <> 0").Text(board),
            r => (Name: r.GetText(0), Total: r.GetNumber(1)), ct).ConfigureAwait(false)).ToDictionary(t => t.Name, t => t.Total, StringComparer.Ordinal);

    // A commit that has looked at the rows and not written them yet would write over what is put here: nobody may be under way.
    public Task<bool> ReplaceRows(EntityKey key, long version, ListedState state, CancellationToken ct) =>
        Write(PostgresScope.Of(key.Tenant), async transaction =>
        {
            await transaction.Run(
                [new PostgresStatement($"SELECT pg_advisory_xact_lock({PostgresCommits.PositionsLock})")], null, ct).ConfigureAwait(false);
            var found = new PostgresFindings();
            var at = 0L;
            await transaction.Run(
                [
                    new PostgresStatement("SELECT version FROM events WHERE tenant = $1 AND type = $2 AND id = $3 ORDER BY version DESC LIMIT 1").Key(key),
                    new PostgresStatement("SELECT viewer, list, sort, terms FROM list_rows WHERE id = $3 AND tenant = $1 AND type = $2").Key(key),
                    new PostgresStatement("SELECT counts FROM entity_tallies WHERE tenant = $1 AND type = $2 AND id = $3").Key(key),
                ],
                (statement, reader) =>
                {
                    switch (statement)
                    {
                        case 0:
                            at = reader.GetNumber(0);
                            break;
                        case 1:
                            found.Rows[(key, reader.GetText(0), reader.GetText(1))] = (reader.GetText(2), reader.GetText(3));
                            break;
                        default:
                            found.Counts[key] = reader.GetText(0);
                            break;
                    }
                },
                ct).ConfigureAwait(false);
            if (at != version)
            {
                return false;
            }

            var changes = new PostgresChanges(found);
            changes.Replace(key, state);
            await transaction.Run(changes.Write(), null, ct).ConfigureAwait(false);

            return true;
        }, ct);

    /// <summary>All rows, terms and tallies as text, for tests to compare.</summary>
    internal async Task<string> DumpLists() =>
        string.Join('\n', await Read(PostgresScope.All, new PostgresStatement("""
            SELECT concat_ws('|', viewer, list, sort, id, tenant, type, encode(terms::bytea, 'hex'), convert_from(body, 'UTF8')) FROM list_rows
            UNION ALL SELECT concat_ws('|', viewer, list, term, sort, id, tenant, type) FROM list_terms
            UNION ALL SELECT concat_ws('|', board, name, total) FROM tallies ORDER BY 1
            """), r => r.GetText(0), CancellationToken.None).ConfigureAwait(false));

    private static (PlacedRow Placed, string Terms) GetPlaced(NpgsqlDataReader reader)
    {
        var key = reader.GetKey(0);

        return (
            new PlacedRow(new StoredRow(key, reader.GetBlob(4)), new RowPlace(reader.GetText(5), reader.GetText(3), key.Id, key.Tenant.Value, key.Type)),
            reader.GetText(6));
    }

    /// <summary>A row with two terms of one prefix is listed once, at the first of them.</summary>
    private static bool IsFirstMatch(string term, string prefix, string terms) =>
        !PostgresRowChanges.SplitTerms(terms).Any(t => t.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(t, term) < 0);
}
