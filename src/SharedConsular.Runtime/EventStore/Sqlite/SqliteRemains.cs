namespace SharedConsular.Runtime.Sqlite;

/// <summary>
/// What is left of the words by which persons were found, and of their keys as they were wrapped. Where SQLite splits a page
/// it leaves copies of moved cells between the live ones, and no setting overwrites those. So the tables that hold these are
/// written anew, from what is live, and the pages of the old ones are zeroed as they are given up.
/// </summary>
internal static class SqliteRemains
{
    private static readonly string[] Tables = ["list_rows", "list_terms", "person_keys"];

    /// <summary>Counts erasures, so that a cleaning answers for those before it only.</summary>
    private const string Mark = "remains";

    public static void Note(SqliteSession session) =>
        session.Prepare("INSERT INTO meta VALUES (?1, 1) ON CONFLICT DO UPDATE SET value = value + 1").Text(Mark).Run();

    public static bool Exist(SqliteSession session) => session.ReadNumber($"SELECT count(*) FROM meta WHERE name = '{Mark}'") == 1;

    public static bool Clean(SqliteSession session)
    {
        foreach (var table in Tables)
        {
            var (columns, indexes) = (Definition(session, "table", table)[0], Definition(session, "index", table));
            session.RunScript($"CREATE TABLE clean_{table}{columns[columns.IndexOf('(', StringComparison.Ordinal)..]}");
            session.RunScript($"INSERT INTO clean_{table} SELECT * FROM {table}");
            session.RunScript($"DROP TABLE {table}");
            session.RunScript($"ALTER TABLE clean_{table} RENAME TO {table}");
            indexes.ForEach(session.RunScript);
        }

        return session.Prepare("DELETE FROM meta WHERE name = ?").Text(Mark).Run() == 1;
    }

    private static List<string> Definition(SqliteSession session, string kind, string table)
    {
        var found = new List<string>();
        var statement = session.Prepare("SELECT sql FROM sqlite_schema WHERE type = ? AND tbl_name = ? AND sql IS NOT NULL").Text(kind).Text(table);
        while (statement.Step())
        {
            found.Add(statement.GetText(0));
        }

        return found;
    }
}
