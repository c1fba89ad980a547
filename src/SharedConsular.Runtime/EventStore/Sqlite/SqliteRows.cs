namespace SharedConsular.Runtime.Sqlite;

/// <summary>Writes list rows and the terms they are found by.</summary>
internal static class SqliteRows
{
    private const char TermSeparator = '\u001f';

    public static void Change(SqliteSession session, EntityKey key, in RowChange change, bool isFirst)
    {
        // What lies there is asked of the table, not of the state before: after a release that sorts differently, the
        // state before would name a row that was never written.
        if (!isFirst)
        {
            Remove(session, key, change.Viewer, change.List);
        }

        if (!change.Removed)
        {
            Insert(session, key, change);
        }
    }

    public static void RemoveAll(SqliteSession session, EntityKey key)
    {
        var lists = new List<(string Viewer, string List)>();
        var statement = session.Prepare("SELECT viewer, list FROM list_rows WHERE id = ? AND tenant = ? AND type = ?")
            .Text(key.Id).Text(key.Tenant.Value).Text(key.Type);
        while (statement.Step())
        {
            lists.Add((statement.GetText(0), statement.GetText(1)));
        }

        foreach (var (viewer, list) in lists)
        {
            Remove(session, key, viewer, list);
        }
    }

    public static string[] SplitTerms(string terms) =>
        terms.Split(TermSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static void Remove(SqliteSession session, EntityKey key, string viewer, string list)
    {
        var statement = session.Prepare("""
            DELETE FROM list_rows WHERE id = ? AND viewer = ? AND list = ? AND tenant = ? AND type = ?
            RETURNING sort, terms
            """).Text(key.Id).Text(viewer).Text(list).Text(key.Tenant.Value).Text(key.Type);
        if (!statement.Step())
        {
            return;
        }

        var sort = statement.GetText(0);
        var terms = SplitTerms(statement.GetText(1));
        statement.Reset();
        foreach (var term in terms)
        {
            session.Prepare("""
                DELETE FROM list_terms WHERE viewer = ? AND list = ? AND term = ? AND sort = ? AND id = ? AND tenant = ?
                AND type = ?
                """).Text(viewer).Text(list).Text(term).Text(sort).Text(key.Id).Text(key.Tenant.Value).Text(key.Type)
                .Run();
        }
    }

    private static void Insert(SqliteSession session, EntityKey key, in RowChange row)
    {
        session.Prepare("INSERT INTO list_rows VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
            .Text(row.Viewer).Text(row.List).Text(row.Sort).Text(key.Id).Text(key.Tenant.Value).Text(key.Type)
            .Text(string.Join(TermSeparator, row.Terms)).Blob(row.Body).Run();
        foreach (var term in row.Terms)
        {
            session.Prepare("INSERT OR IGNORE INTO list_terms VALUES (?, ?, ?, ?, ?, ?, ?)")
                .Text(row.Viewer).Text(row.List).Text(term).Text(row.Sort).Text(key.Id).Text(key.Tenant.Value)
                .Text(key.Type).Run();
        }
    }
}
