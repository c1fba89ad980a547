using Npgsql;

namespace SharedConsular.Runtime.Postgres;

public sealed partial class PostgresStore
{
    /// <summary>Where words that persons were found by, their keys and their states lay.</summary>
    private static readonly string[] TablesCleaned = ["list_rows", "list_terms", "person_keys", "snapshots"];

    public async Task<bool> HasRemains(CancellationToken ct) =>
        (await Read(PostgresScope.All, new PostgresStatement("SELECT EXISTS (SELECT 1 FROM remains)"), r => r.GetBoolean(0), ct).ConfigureAwait(false))
        .Single();

    // Writing a table anew takes along what a transaction under way may still look at; so it must have ended before.
    public Task<bool> Clean(CancellationToken ct) =>
        Watch(() => _database.AsOwner(
            async connection =>
            {
                var before = await FindHorizon(connection, ct).ConfigureAwait(false);
                if (before is null)
                {
                    return false;
                }

                foreach (var table in TablesCleaned)
                {
                    await Run(connection, $"VACUUM (FULL) {table}", ct).ConfigureAwait(false);
                }

                await Run(connection, $"DELETE FROM remains WHERE erased_by < '{before}'", ct).ConfigureAwait(false);

                return true;
            },
            ct));

    /// <summary>The oldest transaction under way; null when somebody was forgotten after it began.</summary>
    private static async Task<string?> FindHorizon(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var asked = connection.CreateCommand();
        asked.CommandText = """
            SELECT pg_snapshot_xmin(pg_current_snapshot())::text
            WHERE NOT EXISTS (SELECT 1 FROM remains WHERE erased_by >= pg_snapshot_xmin(pg_current_snapshot()))
            """;

        return (string?)await asked.ExecuteScalarAsync(ct).ConfigureAwait(false);
    }

    private static async Task Run(NpgsqlConnection connection, string statement, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }
}
