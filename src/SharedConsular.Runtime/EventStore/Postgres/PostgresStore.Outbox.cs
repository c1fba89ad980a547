using Npgsql;

namespace SharedConsular.Runtime.Postgres;

public sealed partial class PostgresStore
{
    private const string MessageColumns = "position, tenant, type, id, topic, order_key, body, at, attempts";

    public async Task<IReadOnlyList<StoredMessage>> ReadDue(DateTimeOffset now, int countMax, CancellationToken ct) =>
        await Read(PostgresScope.All, new PostgresStatement($"""
            SELECT {MessageColumns} FROM outbox o
            WHERE dead_at IS NULL AND next_attempt_at <= $1 AND NOT EXISTS (
                SELECT 1 FROM outbox earlier WHERE earlier.order_key = o.order_key
                AND earlier.position < o.position AND earlier.dead_at IS NULL AND earlier.next_attempt_at > $1)
            ORDER BY position LIMIT $2
            """).Time(now).Number(countMax), GetMessage, ct).ConfigureAwait(false);

    public Task Settle(IReadOnlyList<long> delivered, IReadOnlyList<FailedDelivery> failed, CancellationToken ct) =>
        Write(PostgresScope.All, transaction => transaction.Run(
            [
                new PostgresStatement("DELETE FROM outbox o USING unnest($1) AS d(position) WHERE o.position = d.position").Numbers(delivered.Order()),
                new PostgresStatement("""
                    UPDATE outbox o SET attempts = f.attempts, next_attempt_at = coalesce(f.next_at, f.failed_at),
                        dead_at = CASE WHEN f.next_at IS NULL THEN f.failed_at END, last_error_code = f.code
                    FROM unnest($1, $2, $3, $4, $5) AS f(position, attempts, next_at, failed_at, code) WHERE o.position = f.position
                    """)
                    .Numbers(failed.Select(f => f.Position)).Numbers(failed.Select(f => (long)f.Attempts))
                    .NumbersOrNull(failed.Select(f => f.NextAttemptAt?.ToUnixTimeMilliseconds()))
                    .Numbers(failed.Select(f => f.FailedAt.ToUnixTimeMilliseconds())).Texts(failed.Select(f => f.ErrorCode)),
            ],
            null, ct), ct);

    public async Task<OutboxState> ReadState(TenantId? source, DateTimeOffset now, CancellationToken ct) =>
        (await Read(PostgresScope.All, new PostgresStatement("""
            SELECT count(*) FILTER (WHERE dead_at IS NULL AND next_attempt_at <= $1),
                count(*) FILTER (WHERE dead_at IS NULL AND next_attempt_at > $1), count(*) FILTER (WHERE dead_at IS NOT NULL),
                min(at) FILTER (WHERE dead_at IS NULL AND next_attempt_at <= $1)
            FROM outbox WHERE $2 IS NULL OR tenant = $2
            """).Time(now).TextOrNull(source?.Value),
            r => new OutboxState(r.GetNumber(0), r.GetNumber(1), r.GetNumber(2), r.IsDBNull(3) ? null : r.GetTime(3)), ct).ConfigureAwait(false))[0];

    public async Task<IReadOnlyList<DeadLetter>> ReadDead(long afterPosition, int countMax, CancellationToken ct) =>
        await Read(PostgresScope.All, new PostgresStatement($"""
            SELECT {MessageColumns}, dead_at, last_error_code FROM outbox WHERE dead_at IS NOT NULL AND position > $1 ORDER BY position LIMIT $2
            """).Number(afterPosition).Number(countMax), r => new DeadLetter(GetMessage(r), r.GetTime(9), r.GetText(10)), ct).ConfigureAwait(false);

    public async Task<bool> Replay(long position, CancellationToken ct) =>
        await Write(PostgresScope.All, transaction => transaction.Run(new PostgresStatement("""
            UPDATE outbox SET attempts = 0, next_attempt_at = 0, dead_at = NULL WHERE position = $1 AND dead_at IS NOT NULL
            """).Number(position), ct), ct).ConfigureAwait(false) == 1;

    public async Task<IReadOnlyList<DueClock>> ReadDueClocks(DateTimeOffset now, int countMax, CancellationToken ct) =>
        await Read(
            PostgresScope.All,
            new PostgresStatement("SELECT tenant, type, id, name, due_at, attempts FROM clocks WHERE wake_at <= $1 ORDER BY wake_at LIMIT $2")
                .Time(now).Number(countMax),
            r => new DueClock(r.GetKey(0), r.GetText(3), r.GetTime(4), r.GetInt32(5)), ct).ConfigureAwait(false);

    public Task Postpone(IReadOnlyList<PostponedClock> clocks, CancellationToken ct)
    {
        var ordered = clocks.OrderBy(c => c.Clock.Key, PostgresChanges.InOrder).ToList();

        return Write(PostgresScope.All, transaction => transaction.Run(
            new PostgresStatement("""
                UPDATE clocks c SET wake_at = p.wake_at, attempts = p.attempts
                FROM unnest($1, $2, $3, $4, $5, $6, $7) AS p(tenant, type, id, name, due_at, wake_at, attempts)
                WHERE c.tenant = p.tenant AND c.type = p.type AND c.id = p.id AND c.name = p.name AND c.due_at = p.due_at
                """)
                .Keys(ordered.ConvertAll(c => c.Clock.Key)).Texts(ordered.Select(c => c.Clock.Name))
                .Numbers(ordered.Select(c => c.Clock.DueAt.ToUnixTimeMilliseconds()))
                .Numbers(ordered.Select(c => c.Until.ToUnixTimeMilliseconds())).Numbers(ordered.Select(c => (long)c.Clock.Attempts + 1)), ct), ct);
    }

    private static StoredMessage GetMessage(NpgsqlDataReader reader) => new(
        reader.GetNumber(0), reader.GetKey(1), reader.GetText(4), reader.GetText(5), reader.GetBlob(6), reader.GetTime(7), reader.GetInt32(8));
}
