using SharedConsular.Runtime.Postgres;
using SharedConsular.Runtime.Sqlite;

namespace SharedConsular.Runtime.Tests.EventStore;

/// <summary>
/// The store that tests of the runtime run on. The same tests run on PostgreSQL when the environment says
/// <c>TEST_STORE=postgres</c>; <c>tests/run.sh</c> does both.
/// </summary>
internal static class TestStore
{
    private const string PostgresPrefix = "Host=";

    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable("TEST_STORE") == "postgres";

    /// <summary>A new store, by its file or its connection string.</summary>
    public static async Task<string> New(DirectoryInfo folder) =>
        IsPostgres ? await (await PostgresServer.Get()).NewDatabase() : Path.Combine(folder.FullName, "store.db");

    public static async Task<IEventStore> Open(string place) => place.StartsWith(PostgresPrefix, StringComparison.Ordinal)
        ? await PostgresStore.Open(place, migrate: true, CancellationToken.None)
        : SqliteStore.Open(place);

    /// <summary>For what only files of one's own have: a size that can be bounded, words that may lie in them.</summary>
    public static void SkipUnlessEmbedded() => Assert.SkipWhen(IsPostgres, "This is about the files of the embedded store.");

    /// <summary>Does something to a closed store behind everybody's back.</summary>
    public static async Task Run(string place, string sql)
    {
        if (!place.StartsWith(PostgresPrefix, StringComparison.Ordinal))
        {
            using var session = SqliteSession.Open(place);
            session.RunScript(sql);

            return;
        }

        await using var connection = new Npgsql.NpgsqlConnection(place);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public static Task<string> DumpLists(this IEventStore store) => store switch
    {
        SqliteStore sqlite => sqlite.DumpLists(),
        PostgresStore postgres => postgres.DumpLists(),
        _ => throw new NotSupportedException("This store shows no lists."),
    };
}
