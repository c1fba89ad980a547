using Microsoft.Data.Sqlite;

namespace SharedConsular.Cli.Bench;

/// <summary>How many bytes of content a server's database holds: all columns of all rows of all tables, without indexes.</summary>
internal static class StoredBytes
{
    public static long In(string dataFolder)
    {
        var path = Directory.EnumerateFiles(dataFolder, "*.db", SearchOption.AllDirectories).FirstOrDefault()
            ?? throw new IOException("The server's data folder holds no database.");
        using var database = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        database.Open();

        return Strings(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").Sum(table =>
        {
            var lengths = Strings(database, $"SELECT name FROM pragma_table_info('{table}')")
                .Select(column => $"coalesce(length(CAST(\"{column}\" AS BLOB)), 0)");

            return Number(database, $"SELECT coalesce(sum({string.Join(" + ", lengths)}), 0) FROM \"{table}\"");
        });
    }

    private static List<string> Strings(SqliteConnection database, string query)
    {
        // Table and column names come from the database's own list of them.
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // No outside text is in the query.
        command.CommandText = query;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var strings = new List<string>();
        while (reader.Read())
        {
            strings.Add(reader.GetString(0));
        }

        return strings;
    }

    private static long Number(SqliteConnection database, string query) =>
        long.Parse(Strings(database, query)[0], System.Globalization.CultureInfo.InvariantCulture);
}
