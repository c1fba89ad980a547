using System.Globalization;

namespace SharedConsular.Runtime.Sqlite;

/// <summary>Keeps the sums of boards, and beside them what each entity counts for.</summary>
internal static class SqliteTallies
{
    private const char FieldSeparator = '\u001f';
    private const int FieldsPerTally = 3;

    public static void Replace(SqliteSession session, EntityKey key, IReadOnlyList<Tally> tallies, bool isFirst)
    {
        var before = isFirst ? [] : Find(session, key);
        if (before.Count == 0 && tallies.Count == 0)
        {
            return;
        }

        var changes = new Dictionary<(string Board, string Name), long>();
        foreach (var (board, name, count) in before)
        {
            changes[(board, name)] = changes.GetValueOrDefault((board, name)) - count;
        }

        foreach (var (board, name, count) in tallies)
        {
            changes[(board, name)] = changes.GetValueOrDefault((board, name)) + count;
        }

        foreach (var ((board, name), change) in changes)
        {
            if (change != 0)
            {
                session.Prepare("INSERT INTO tallies VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET total = total + ?3")
                    .Text(board).Text(name).Number(change).Run();
            }
        }

        var counts = string.Join(
            FieldSeparator, tallies.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Board}{FieldSeparator}{t.Name}{FieldSeparator}{t.Count}")));
        session.Prepare("INSERT OR REPLACE INTO entity_tallies VALUES (?, ?, ?, ?)").Key(key).Text(counts).Run();
    }

    public static IReadOnlyDictionary<string, long> ReadBoard(SqliteSession session, string board)
    {
        var totals = new Dictionary<string, long>(StringComparer.Ordinal);
        var statement = session.Prepare("SELECT name, total FROM tallies WHERE board = ? AND total <> 0").Text(board);
        while (statement.Step())
        {
            totals[statement.GetText(0)] = statement.GetNumber(1);
        }

        statement.Reset();

        return totals;
    }

    private static List<Tally> Find(SqliteSession session, EntityKey key)
    {
        var statement = session.Prepare("SELECT counts FROM entity_tallies WHERE type = ? AND tenant = ? AND id = ?").Key(key);
        var counts = statement.Step() ? statement.GetText(0) : "";
        statement.Reset();

        return
        [
            .. counts.Split(FieldSeparator, StringSplitOptions.RemoveEmptyEntries).Chunk(FieldsPerTally)
                .Select(f => new Tally(f[0], f[1], long.Parse(f[2], CultureInfo.InvariantCulture))),
        ];
    }
}
