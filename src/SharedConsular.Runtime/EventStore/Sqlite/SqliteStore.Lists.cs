namespace SharedConsular.Runtime.Sqlite;

public sealed partial class SqliteStore
{
    internal const string FindRowText =
        $"SELECT type, tenant, id, body FROM {SqliteRows.RowsByEntity} WHERE id = ? AND viewer = ? AND list = ? LIMIT 1";

    // Sorts behind every text that begins with the same characters.
    private const string LastCharacter = "\U0010FFFF";

    public Task<IReadOnlyList<PlacedRow>> ReadRows(ListScan scan, int countMax, CancellationToken ct) =>
        Read<IReadOnlyList<PlacedRow>>(session =>
        {
            var statement = session.Prepare(SqliteListQuery.Write(scan));
            Bind(statement, scan);
            var rows = new List<PlacedRow>();
            while (rows.Count < countMax && statement.Step())
            {
                var term = statement.GetText(5);
                if (scan.Prefix is null || IsFirstMatch(term, scan.Prefix, statement.GetText(6)))
                {
                    var key = statement.GetKey(0);
                    rows.Add(new PlacedRow(new StoredRow(key, statement.GetBlob(4)),
                        new RowPlace(term, statement.GetText(3), key.Id, key.Tenant.Value, key.Type)));
                }
            }

            statement.Reset();

            return rows;
        }, ct);

    public Task<StoredRow?> FindRow(string viewer, string list, string id, CancellationToken ct) =>
        Read(session =>
        {
            var statement = session.Prepare(FindRowText).Text(id).Text(viewer).Text(list);
            var row = statement.Step() ? new StoredRow(statement.GetKey(0), statement.GetBlob(3)) : null;
            statement.Reset();

            return row;
        }, ct);

    public Task<IReadOnlyDictionary<string, long>> ReadTallies(string board, CancellationToken ct) =>
        Read(session => SqliteTallies.ReadBoard(session, board), ct);

    public Task<bool> ReplaceRows(EntityKey key, long version, ListedState state, CancellationToken ct) =>
        Write(session =>
        {
            if (SqliteCommits.ReadVersion(session, key) != version)
            {
                return false;
            }

            SqliteRows.RemoveAll(session, key);
            foreach (var row in state.Rows)
            {
                SqliteRows.Change(session, key, row, isFirst: true);
            }

            SqliteTallies.Replace(session, key, state.Tallies, isFirst: false);

            return true;
        }, ct);

    /// <summary>All rows, terms and tallies as text, for tests to compare.</summary>
    internal Task<string> DumpLists() =>
        Read(session =>
        {
            var dump = new System.Text.StringBuilder();
            var statement = session.Prepare("""
                SELECT concat_ws('|', viewer, list, sort, id, tenant, type, hex(terms), CAST(body AS TEXT)) FROM list_rows
                UNION ALL SELECT concat_ws('|', viewer, list, term, sort, id, tenant, type) FROM list_terms
                UNION ALL SELECT concat_ws('|', board, name, total) FROM tallies
                """);
            while (statement.Step())
            {
                dump.AppendLine(statement.GetText(0));
            }

            return dump.ToString();
        }, CancellationToken.None);

    /// <summary>A row with two terms of one prefix is listed once, at the first of them.</summary>
    private static bool IsFirstMatch(string term, string prefix, string terms)
    {
        foreach (var other in SqliteRows.SplitTerms(terms))
        {
            if (other.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(other, term) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static void Bind(SqliteStatement statement, ListScan scan)
    {
        statement.Text(scan.Viewer).Text(scan.List);
        if (scan.Prefix is not null)
        {
            statement.Text(scan.Prefix).Text(scan.Prefix + LastCharacter);
        }

        foreach (var term in scan.Terms)
        {
            statement.Text(term);
        }

        if (scan.Without is { } without)
        {
            statement.Text(without.Viewer).Text(without.List);
        }

        if (scan.After is { } after)
        {
            if (scan.Prefix is not null)
            {
                statement.Text(after.Term);
            }

            statement.Text(after.Sort).Text(after.Id).Text(after.Tenant).Text(after.Type);
        }
    }
}
