using Npgsql;

namespace SharedConsular.Runtime.Postgres;

public sealed partial class PostgresStore
{
    private const string EventColumns = "position, tenant, type, id, version, name, body, at, actor_tenant, actor_user";

    /// <summary>How often a stream is read again because its snapshot moved on between two statements.</summary>
    private const int SnapshotTriesMax = 16;

    public async Task<StoredHistory> ReadStream(EntityKey key, string? shape, long versionMax, CancellationToken ct)
    {
        for (var attempt = 0; attempt < SnapshotTriesMax; attempt++)
        {
            var history = await TryReadStream(key, shape, versionMax, ct).ConfigureAwait(false);
            if (history.Events is not [var first, ..] || first.Version == (history.Snapshot?.Version ?? 0) + 1)
            {
                return history;
            }
        }

        return await TryReadStream(key, null, versionMax, ct).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<StoredEvent>> ReadEvents(EntityKey key, long afterVersion, int countMax, CancellationToken ct) =>
        await Read(PostgresScope.Of(key.Tenant), new PostgresStatement($"""
            SELECT {EventColumns} FROM events WHERE tenant = $1 AND type = $2 AND id = $3 AND version > $4 ORDER BY version LIMIT $5
            """).Key(key).Number(afterVersion).Number(countMax), GetEvent, ct).ConfigureAwait(false);

    public async Task<IReadOnlyList<StoredEvent>> ReadAll(long afterPosition, int countMax, CancellationToken ct) =>
        await Read(PostgresScope.All, new PostgresStatement($"""
            SELECT {EventColumns} FROM events WHERE position > $1 ORDER BY position LIMIT $2
            """).Number(afterPosition).Number(countMax), GetEvent, ct).ConfigureAwait(false);

    public async Task<IReadOnlyList<EntityKey>> ReadKeys(string type, EntityKey? after, int countMax, CancellationToken ct) =>
        await Read(PostgresScope.All, new PostgresStatement("""
            SELECT tenant, type, id FROM events WHERE type = $1 AND (tenant, id) > ($2, $3) AND version = 1 ORDER BY tenant, id LIMIT $4
            """).Text(type).Text(after?.Tenant.Value ?? "").Text(after?.Id ?? "").Number(countMax), r => r.GetKey(0), ct).ConfigureAwait(false);

    public async Task<StoredAnswer?> FindAnswer(AnswerKey key, DateTimeOffset now, CancellationToken ct) =>
        (await Read(PostgresScope.Of(key.Tenant), new PostgresStatement("""
            SELECT fingerprint, tenant, type, id, version_before, version, refusal FROM idempotency
            WHERE caller_tenant = $1 AND caller_user = $2 AND key = $3 AND expires_at > $4
            """).Text(key.Tenant.Value).Text(key.User.Value).Text(key.Key).Time(now), GetAnswer, ct).ConfigureAwait(false)).FirstOrDefault();

    public Task<int> PurgeAnswers(DateTimeOffset now, int countMax, CancellationToken ct) =>
        Write(PostgresScope.All, transaction => transaction.Run(new PostgresStatement("""
            DELETE FROM idempotency WHERE (caller_tenant, caller_user, key) IN (
                SELECT caller_tenant, caller_user, key FROM idempotency WHERE expires_at <= $1
                ORDER BY caller_tenant, caller_user, key LIMIT $2)
            """).Time(now).Number(countMax), ct), ct);

    /// <summary>The snapshot, what comes after the one that is there a moment later, and the keys as they are after that.</summary>
    private async Task<StoredHistory> TryReadStream(EntityKey key, string? shape, long versionMax, CancellationToken ct)
    {
        var (events, keys) = (new List<StoredEvent>(), new List<StoredPersonKey>());
        SerializedSnapshot? snapshot = null;
        await Watch(async () =>
        {
            await _database.Read(
                PostgresScope.Of(key.Tenant),
                [
                    new PostgresStatement("""
                        SELECT version, body FROM snapshots WHERE tenant = $1 AND type = $2 AND id = $3 AND shape = $4 AND version <= $5
                        """).Key(key).TextOrNull(shape).Number(versionMax),
                    new PostgresStatement($"""
                        SELECT {EventColumns} FROM events WHERE tenant = $1 AND type = $2 AND id = $3 AND version <= $5 AND version > coalesce((
                            SELECT version FROM snapshots WHERE tenant = $1 AND type = $2 AND id = $3 AND shape = $4 AND version <= $5), 0)
                        ORDER BY version
                        """).Key(key).TextOrNull(shape).Number(versionMax),
                    AskPersonKeys([key]),
                ],
                (statement, reader) =>
                {
                    switch (statement)
                    {
                        case 0:
                            snapshot = new SerializedSnapshot(reader.GetNumber(0), shape!, reader.GetBlob(1));
                            break;
                        case 1:
                            events.Add(GetEvent(reader));
                            break;
                        default:
                            keys.Add(GetPersonKey(reader));
                            break;
                    }
                },
                ct).ConfigureAwait(false);

            return true;
        }).ConfigureAwait(false);

        // A snapshot that was taken away meanwhile has left all events to be read; those it holds are not folded twice.
        return new StoredHistory(snapshot, snapshot is null ? events : [.. events.Where(e => e.Version > snapshot.Version)], keys);
    }

    private static StoredEvent GetEvent(NpgsqlDataReader reader) => new(
        reader.GetNumber(0), reader.GetKey(1), reader.GetNumber(4), reader.GetText(5), reader.GetBlob(6), reader.GetTime(7),
        new Actor(TenantId.Get(reader.GetText(8)), new UserId(reader.GetText(9))));

    private static StoredAnswer GetAnswer(NpgsqlDataReader reader) => new(
        reader.GetText(0), reader.GetKey(1), reader.GetNumber(4), reader.GetNumber(5),
        reader.IsDBNull(6) ? default(ReadOnlyMemory<byte>?) : reader.GetBlob(6));
}
