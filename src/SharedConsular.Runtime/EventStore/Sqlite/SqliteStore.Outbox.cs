namespace SharedConsular.Runtime.Sqlite;

public sealed partial class SqliteStore
{
    private const string MessageColumns = "position, type, tenant, id, topic, order_key, body, at, attempts";

    public Task<IReadOnlyList<StoredMessage>> ReadDue(DateTimeOffset now, int countMax, CancellationToken ct) =>
        Read<IReadOnlyList<StoredMessage>>(session =>
        {
            var messages = new List<StoredMessage>();
            var statement = session.Prepare($"""
                SELECT {MessageColumns} FROM outbox o
                WHERE dead_at IS NULL AND next_attempt_at <= ?1 AND NOT EXISTS (
                    SELECT 1 FROM outbox earlier WHERE earlier.order_key = o.order_key
                    AND earlier.position < o.position AND earlier.dead_at IS NULL AND earlier.next_attempt_at > ?1)
                ORDER BY position LIMIT ?2
                """).Time(now).Number(countMax);
            while (statement.Step())
            {
                messages.Add(GetMessage(statement));
            }

            return messages;
        }, ct);

    public Task Settle(IReadOnlyList<long> delivered, IReadOnlyList<FailedDelivery> failed, CancellationToken ct) =>
        Write(session =>
        {
            foreach (var position in delivered)
            {
                session.Prepare("DELETE FROM outbox WHERE position = ?").Number(position).Run();
            }

            foreach (var failure in failed)
            {
                session.Prepare("""
                    UPDATE outbox SET attempts = ?, next_attempt_at = ?, dead_at = ?, last_error_code = ?
                    WHERE position = ?
                    """).Number(failure.Attempts).Time(failure.NextAttemptAt ?? failure.FailedAt)
                    .TimeOrNull(failure.NextAttemptAt is null ? failure.FailedAt : null).Text(failure.ErrorCode)
                    .Number(failure.Position).Run();
            }

            return true;
        }, ct);

    public Task<OutboxState> ReadState(TenantId? source, DateTimeOffset now, CancellationToken ct) =>
        Read(session =>
        {
            var statement = session.Prepare("""
                SELECT count(*) FILTER (WHERE dead_at IS NULL AND next_attempt_at <= ?1),
                    count(*) FILTER (WHERE dead_at IS NULL AND next_attempt_at > ?1), count(*) FILTER (WHERE dead_at IS NOT NULL),
                    min(at) FILTER (WHERE dead_at IS NULL AND next_attempt_at <= ?1)
                FROM outbox WHERE ?2 IS NULL OR tenant = ?2
                """).Time(now).TextOrNull(source?.Value);
            statement.Step();
            var state = new OutboxState(
                statement.GetNumber(0), statement.GetNumber(1), statement.GetNumber(2), statement.IsNull(3) ? null : statement.GetTime(3));
            statement.Step();

            return state;
        }, ct);

    public Task<IReadOnlyList<DeadLetter>> ReadDead(long afterPosition, int countMax, CancellationToken ct) =>
        Read<IReadOnlyList<DeadLetter>>(session =>
        {
            var letters = new List<DeadLetter>();
            var statement = session.Prepare($"""
                SELECT {MessageColumns}, dead_at, last_error_code FROM outbox
                WHERE dead_at IS NOT NULL AND position > ? ORDER BY position LIMIT ?
                """).Number(afterPosition).Number(countMax);
            while (statement.Step())
            {
                letters.Add(new DeadLetter(GetMessage(statement), statement.GetTime(9), statement.GetText(10)));
            }

            return letters;
        }, ct);

    public Task<bool> Replay(long position, CancellationToken ct) =>
        Write(session => session.Prepare("""
            UPDATE outbox SET attempts = 0, next_attempt_at = 0, dead_at = NULL
            WHERE position = ? AND dead_at IS NOT NULL
            """).Number(position).Run() == 1, ct);

    private static StoredMessage GetMessage(SqliteStatement statement) =>
        new(statement.GetNumber(0), statement.GetKey(1), statement.GetText(4), statement.GetText(5),
            statement.GetBlob(6), statement.GetTime(7), (int)statement.GetNumber(8));
}
