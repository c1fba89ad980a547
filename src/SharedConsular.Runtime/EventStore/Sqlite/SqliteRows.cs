namespace SharedConsular.Runtime.Sqlite;

/// <summary>Writes list rows and the terms they are found by.</summary>
internal static class SqliteRows
{
    /// <summary>Without the hint SQLite takes the primary key, and reads the whole list of the viewer for one row of it.</summary>
    internal const string RowsByEntity = "list_rows INDEXED BY list_rows_by_entity";

    internal const string FindText = $"SELECT sort, terms FROM {RowsByEntity} WHERE id = ? AND viewer = ? AND list = ? AND tenant = ? AND type = ?";

    private const char TermSeparator = '\u001f';

    public static void Change(SqliteSession session, EntityKey key, in RowChange change, bool isFirst)
    {
        // What lies there is asked of the table, not of the state before: after a release that sorts differently, the
        // state before would name a row that was never written.
        var (sort, terms) = isFirst ? (null, "") : Find(session, key, change.Viewer, change.List);
        if (sort is null)
        {
            if (!change.Removed)
            {
                Insert(session, key, change);
            }
        }
        else if (!change.Removed && sort == change.Sort)
        {
            Update(session, key, change, terms);
        }
        else
        {
            Remove(session, key, change.Viewer, change.List, sort, terms);
            if (!change.Removed)
            {
                Insert(session, key, change);
            }
        }
    }

    public static void RemoveAll(SqliteSession session, EntityKey key)
    {
        var rows = new List<(string Viewer, string List, string Sort, string Terms)>();
        var statement = session.Prepare("SELECT viewer, list, sort, terms FROM list_rows WHERE id = ? AND tenant = ? AND type = ?")
            .Text(key.Id).Text(key.Tenant.Value).Text(key.Type);
        while (statement.Step())
        {
            rows.Add((statement.GetText(0), statement.GetText(1), statement.GetText(2), statement.GetText(3)));
        }

        foreach (var (viewer, list, sort, terms) in rows)
        {
            Remove(session, key, viewer, list, sort, terms);
        }
    }

    public static string[] SplitTerms(string terms) =>
        terms.Split(TermSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static void Remove(SqliteSession session, EntityKey key, string viewer, string list, string sort, string terms)
    {
        session.Prepare("DELETE FROM list_rows WHERE viewer = ? AND list = ? AND sort = ? AND id = ? AND tenant = ? AND type = ?")
            .Text(viewer).Text(list).Text(sort).Text(key.Id).Text(key.Tenant.Value).Text(key.Type).Run();
        foreach (var term in SplitTerms(terms))
        {
            RemoveTerm(session, key, viewer, list, term, sort);
        }
    }

    private static (string? Sort, string Terms) Find(SqliteSession session, EntityKey key, string viewer, string list)
    {
        var statement = session.Prepare(FindText).Text(key.Id).Text(viewer).Text(list).Text(key.Tenant.Value).Text(key.Type);
        (string?, string) found = statement.Step() ? (statement.GetText(0), statement.GetText(1)) : (null, "");
        statement.Reset();

        return found;
    }

    /// <summary>A row that stays in its place: most changes touch its body and one term.</summary>
    private static void Update(SqliteSession session, EntityKey key, in RowChange row, string termsBefore)
    {
        var terms = string.Join(TermSeparator, row.Terms);
        session.Prepare("""
            UPDATE list_rows SET terms = ?, body = ?
            WHERE viewer = ? AND list = ? AND sort = ? AND id = ? AND tenant = ? AND type = ?
            """).Text(terms).Blob(row.Body).Text(row.Viewer).Text(row.List).Text(row.Sort).Text(key.Id)
            .Text(key.Tenant.Value).Text(key.Type).Run();
        if (terms == termsBefore)
        {
            return;
        }

        var before = SplitTerms(termsBefore);
        foreach (var term in before)
        {
            if (!row.Terms.Contains(term))
            {
                RemoveTerm(session, key, row.Viewer, row.List, term, row.Sort);
            }
        }

        foreach (var term in row.Terms)
        {
            if (!before.Contains(term))
            {
                InsertTerm(session, key, row, term);
            }
        }
    }

    private static void Insert(SqliteSession session, EntityKey key, in RowChange row)
    {
        session.Prepare("INSERT INTO list_rows VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
            .Text(row.Viewer).Text(row.List).Text(row.Sort).Text(key.Id).Text(key.Tenant.Value).Text(key.Type)
            .Text(string.Join(TermSeparator, row.Terms)).Blob(row.Body).Run();
        foreach (var term in row.Terms)
        {
            InsertTerm(session, key, row, term);
        }
    }

    private static void InsertTerm(SqliteSession session, EntityKey key, in RowChange row, string term) =>
        session.Prepare("INSERT OR IGNORE INTO list_terms VALUES (?, ?, ?, ?, ?, ?, ?)")
            .Text(row.Viewer).Text(row.List).Text(term).Text(row.Sort).Text(key.Id).Text(key.Tenant.Value)
            .Text(key.Type).Run();

    private static void RemoveTerm(SqliteSession session, EntityKey key, string viewer, string list, string term, string sort) =>
        session.Prepare("""
            DELETE FROM list_terms WHERE viewer = ? AND list = ? AND term = ? AND sort = ? AND id = ? AND tenant = ?
            AND type = ?
            """).Text(viewer).Text(list).Text(term).Text(sort).Text(key.Id).Text(key.Tenant.Value).Text(key.Type).Run();
}
