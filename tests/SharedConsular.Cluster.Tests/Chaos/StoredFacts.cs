using System.Text.Json;
using Npgsql;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>One event as it lies in the database.</summary>
/// <param name="CommittedAt">When its transaction was committed, as the database itself noted it.</param>
internal sealed record StoredFact(
    long Position, string Tenant, string Type, string Id, long Version, string Name, string ActorTenant, string ActorUser, DateTimeOffset CommittedAt,
    JsonElement Body)
{
    /// <summary>As people name it.</summary>
    public string Reference => Type == "movement" ? $"{Tenant}/{Id}" : Id;

    /// <summary>When it was decided, as the event says.</summary>
    public DateTimeOffset At => Body.GetProperty("at").GetDateTimeOffset();
}

internal sealed record WaitingMessage(long Position, string Topic, string OrderKey, int Attempts, bool IsDead);

internal sealed record StandingClock(string Type, string Id, string Name, DateTimeOffset DueAt);

/// <summary>What the database holds after all is over, read by nobody's code but this.</summary>
internal sealed record StoredFacts(IReadOnlyList<StoredFact> Events, IReadOnlyList<WaitingMessage> Outbox, IReadOnlyList<StandingClock> Clocks)
{
    public ILookup<string, StoredFact> ByReference { get; } = Events.OrderBy(e => e.Version).ToLookup(e => e.Reference, StringComparer.Ordinal);

    /// <param name="place">As a user whom row-level security does not bind.</param>
    public static async Task<StoredFacts> Read(string place, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(place);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);

        return new StoredFacts(
            await Read(
                connection,
                """
                SELECT position, tenant, type, id, version, name, actor_tenant, actor_user, pg_xact_commit_timestamp(xmin), body
                FROM events WHERE type IN ('case', 'household', 'movement') ORDER BY position
                """,
                r => new StoredFact(
                    r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt64(4), r.GetString(5), r.GetString(6), r.GetString(7),
                    r.IsDBNull(8) ? DateTimeOffset.MinValue : r.GetFieldValue<DateTimeOffset>(8),
                    JsonSerializer.Deserialize<JsonElement>(r.GetFieldValue<byte[]>(9))),
                ct),
            await Read(
                connection, "SELECT position, topic, order_key, attempts, dead_at IS NOT NULL FROM outbox ORDER BY position",
                r => new WaitingMessage(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetInt32(3), r.GetBoolean(4)), ct),
            await Read(
                connection, "SELECT type, id, name, due_at FROM clocks ORDER BY due_at",
                r => new StandingClock(r.GetString(0), r.GetString(1), r.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(3))), ct));
    }

    private static async Task<List<T>> Read<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> row, CancellationToken ct)
    {
        var found = new List<T>();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found.Add(row(reader));
        }

        return found;
    }
}
