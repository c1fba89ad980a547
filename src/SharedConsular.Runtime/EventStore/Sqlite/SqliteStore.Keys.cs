namespace SharedConsular.Runtime.Sqlite;

public sealed partial class SqliteStore
{
    public Task<StoredTenantKey?> FindTenantKey(TenantId tenant, int? version, CancellationToken ct) =>
        Read(session => FindTenantKey(session, tenant, version), ct);

    public Task<StoredTenantKey?> FindAnyTenantKey(CancellationToken ct) =>
        Read(session =>
        {
            var statement = session.Prepare("SELECT tenant, version, wrapped FROM tenant_keys LIMIT 1");
            var key = statement.Step()
                ? new StoredTenantKey(TenantId.Get(statement.GetText(0)), (int)statement.GetNumber(1), statement.GetBlob(2))
                : null;
            statement.Reset();

            return key;
        }, ct);

    public Task<StoredTenantKey> KeepTenantKey(StoredTenantKey key, CancellationToken ct) =>
        Write(session =>
        {
            session.Prepare("INSERT OR IGNORE INTO tenant_keys VALUES (?, ?, ?)")
                .Text(key.Tenant.Value).Number(key.Version).Blob(key.Wrapped).Run();

            return FindTenantKey(session, key.Tenant, key.Version)!;
        }, ct);

    public Task<IReadOnlyList<StoredPersonKey>> ReadPersonKeys(IReadOnlyCollection<EntityKey> entities, CancellationToken ct) =>
        Read<IReadOnlyList<StoredPersonKey>>(session => [.. entities.SelectMany(e => ReadPersonKeys(session, e))], ct);

    public Task<IReadOnlyList<StoredPersonKey>> ReadPersonKeysBefore(
        TenantId tenant, int version, StoredPersonKey? after, int countMax, CancellationToken ct) =>
        Read<IReadOnlyList<StoredPersonKey>>(session => ReadPersonKeys(session.Prepare($"""
            SELECT {SqliteKeys.Columns} FROM person_keys
            WHERE wrapped_by = ? AND (tenant, type, id, subject) > (?, ?, ?, ?) AND tenant_key < ?
            ORDER BY tenant, type, id, subject LIMIT ?
            """)
            .Text(tenant.Value).Text(after?.Entity.Tenant.Value ?? "").Text(after?.Entity.Type ?? "").Text(after?.Entity.Id ?? "").Text(after?.Subject ?? "")
            .Number(version).Number(countMax)), ct);

    public Task Rewrap(IReadOnlyList<StoredPersonKey> keys, CancellationToken ct) =>
        Write(session =>
        {
            foreach (var key in keys)
            {
                session.Prepare("""
                    UPDATE person_keys SET tenant_key = ?, wrapped = ?
                    WHERE type = ? AND tenant = ? AND id = ? AND subject = ? AND key_id = ? AND wrapped_by = ?
                    """).Number(key.TenantKey).Blob(key.Wrapped).Key(key.Entity).Text(key.Subject).Text(key.Id).Text(key.WrappedBy.Value).Run();
            }

            return true;
        }, ct);

    public async Task<int> RewrapByRoot(IReadOnlyCollection<string> kinds, Func<RootWrapped, byte[]?> rewrap, CancellationToken ct)
    {
        var count = await Write(
            session =>
            {
                var changed = ReadRootWrapped(session, kinds).Select(k => (Key: k, Wrapped: rewrap(k))).Where(k => k.Wrapped is not null).ToList();
                foreach (var (key, wrapped) in changed)
                {
                    var statement = key.Kind is { } kind
                        ? session.Prepare("UPDATE kept_documents SET body = ? WHERE kind = ? AND id = ?").Blob(wrapped).Text(kind).Text(key.Id)
                        : session.Prepare("UPDATE tenant_keys SET wrapped = ? WHERE tenant = ? AND version = ?").Blob(wrapped).Text(key.Id).Number(key.Version);
                    statement.Run();
                }

                return changed.Count;
            }, ct).ConfigureAwait(false);
        await _writer.EmptyLog().ConfigureAwait(false);

        return count;
    }

    private static List<RootWrapped> ReadRootWrapped(SqliteSession session, IReadOnlyCollection<string> kinds)
    {
        var found = new List<RootWrapped>();
        var statement = session.Prepare("SELECT tenant, version, wrapped FROM tenant_keys");
        while (statement.Step())
        {
            found.Add(new RootWrapped(null, statement.GetText(0), (int)statement.GetNumber(1), statement.GetBlob(2)));
        }

        foreach (var kind in kinds)
        {
            statement = session.Prepare("SELECT id, body FROM kept_documents WHERE kind = ?").Text(kind);
            while (statement.Step())
            {
                found.Add(new RootWrapped(kind, statement.GetText(0), 0, statement.GetBlob(1)));
            }
        }

        return found;
    }

    private static StoredTenantKey? FindTenantKey(SqliteSession session, TenantId tenant, int? version)
    {
        var statement = session.Prepare("""
            SELECT version, wrapped FROM tenant_keys WHERE tenant = ?1 AND (?2 = 0 OR version = ?2)
            ORDER BY version DESC LIMIT 1
            """).Text(tenant.Value).Number(version ?? 0);
        var key = statement.Step() ? new StoredTenantKey(tenant, (int)statement.GetNumber(0), statement.GetBlob(1)) : null;
        statement.Reset();

        return key;
    }

    private static List<StoredPersonKey> ReadPersonKeys(SqliteSession session, EntityKey key) =>
        ReadPersonKeys(session.Prepare(
            $"SELECT {SqliteKeys.Columns} FROM person_keys WHERE type = ? AND tenant = ? AND id = ?").Key(key));

    private static List<StoredPersonKey> ReadPersonKeys(SqliteStatement statement)
    {
        var keys = new List<StoredPersonKey>();
        while (statement.Step())
        {
            keys.Add(SqliteKeys.Get(statement));
        }

        return keys;
    }
}
