namespace SharedConsular.Runtime.Sqlite;

public sealed partial class SqliteStore
{
    private const string EventColumns =
        "position, type, tenant, id, version, name, body, at, actor_tenant, actor_user";

    public Task<StoredHistory> ReadStream(EntityKey key, string? shape, long versionMax, CancellationToken ct) =>
        Read(session =>
        {
            // Snapshot, tail and keys need not be of one transaction: events are only ever added, and a key that went
            // meanwhile opens nothing.
            var snapshot = shape is null ? null : FindSnapshot(session, key, shape, versionMax);
            var statement = session.Prepare($"""
                SELECT {EventColumns} FROM events
                WHERE type = ? AND tenant = ? AND id = ? AND version > ? AND version <= ? ORDER BY version
                """).Key(key).Number(snapshot?.Version ?? 0).Number(versionMax);

            return new StoredHistory(snapshot, ReadEvents(statement), ReadPersonKeys(session, key));
        }, ct);

    public Task<IReadOnlyList<StoredEvent>> ReadEvents(
        EntityKey key, long afterVersion, int countMax, CancellationToken ct) =>
        Read<IReadOnlyList<StoredEvent>>(session => ReadEvents(session.Prepare($"""
            SELECT {EventColumns} FROM events
            WHERE type = ? AND tenant = ? AND id = ? AND version > ? ORDER BY version LIMIT ?
            """).Key(key).Number(afterVersion).Number(countMax)), ct);

    public Task<IReadOnlyList<StoredEvent>> ReadAll(long afterPosition, int countMax, CancellationToken ct) =>
        Read<IReadOnlyList<StoredEvent>>(session => ReadEvents(session.Prepare(
            $"SELECT {EventColumns} FROM events WHERE position > ? ORDER BY position LIMIT ?")
            .Number(afterPosition).Number(countMax)), ct);

    public Task<IReadOnlyList<EntityKey>> ReadKeys(string type, EntityKey? after, int countMax, CancellationToken ct) =>
        Read<IReadOnlyList<EntityKey>>(session =>
        {
            var keys = new List<EntityKey>();
            var statement = session.Prepare("""
                SELECT type, tenant, id FROM events WHERE type = ? AND (tenant, id) > (?, ?) AND version = 1
                ORDER BY tenant, id LIMIT ?
                """).Text(type).Text(after?.Tenant.Value ?? "").Text(after?.Id ?? "").Number(countMax);
            while (statement.Step())
            {
                keys.Add(statement.GetKey(0));
            }

            return keys;
        }, ct);

    public Task<StoredAnswer?> FindAnswer(AnswerKey key, DateTimeOffset now, CancellationToken ct) =>
        Read(session =>
        {
            var statement = session.Prepare("""
                SELECT fingerprint, type, tenant, id, version_before, version, refusal FROM idempotency
                WHERE caller_tenant = ? AND caller_user = ? AND key = ? AND expires_at > ?
                """).Text(key.Tenant.Value).Text(key.User.Value).Text(key.Key).Time(now);
            var answer = statement.Step()
                ? new StoredAnswer(statement.GetText(0), statement.GetKey(1), statement.GetNumber(4),
                    statement.GetNumber(5), statement.FindBlob(6))
                : null;
            statement.Reset();

            return answer;
        }, ct);

    public Task<int> PurgeAnswers(DateTimeOffset now, int countMax, CancellationToken ct) =>
        Write(session => session.Prepare("""
            DELETE FROM idempotency WHERE (caller_tenant, caller_user, key) IN (
                SELECT caller_tenant, caller_user, key FROM idempotency WHERE expires_at <= ? LIMIT ?)
            """).Time(now).Number(countMax).Run(), ct);

    private static SerializedSnapshot? FindSnapshot(SqliteSession session, EntityKey key, string shape, long versionMax)
    {
        var statement = session.Prepare("""
            SELECT version, body FROM snapshots
            WHERE type = ? AND tenant = ? AND id = ? AND shape = ? AND version <= ?
            """).Key(key).Text(shape).Number(versionMax);
        var snapshot = statement.Step()
            ? new SerializedSnapshot(statement.GetNumber(0), shape, statement.GetBlob(1))
            : null;
        statement.Reset();

        return snapshot;
    }

    private static List<StoredEvent> ReadEvents(SqliteStatement statement)
    {
        var events = new List<StoredEvent>();
        while (statement.Step())
        {
            var actor = new Actor(TenantId.Get(statement.GetText(8)), new UserId(statement.GetText(9)));
            events.Add(new StoredEvent(statement.GetNumber(0), statement.GetKey(1), statement.GetNumber(4),
                statement.GetText(5), statement.GetBlob(6), statement.GetTime(7), actor));
        }

        return events;
    }
}
