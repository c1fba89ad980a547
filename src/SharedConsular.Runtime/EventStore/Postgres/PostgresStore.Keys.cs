using Npgsql;

namespace SharedConsular.Runtime.Postgres;

public sealed partial class PostgresStore
{
    private const string PersonKeyColumns = "p.tenant, p.type, p.id, p.subject, p.key_id, p.tenant_key, p.wrapped, p.wrapped_by";

    public async Task<StoredTenantKey?> FindTenantKey(TenantId tenant, int? version, CancellationToken ct) =>
        (await Read(PostgresScope.Of(tenant), AskTenantKey(tenant, version), GetTenantKey, ct).ConfigureAwait(false)).FirstOrDefault();

    public async Task<StoredTenantKey?> FindAnyTenantKey(CancellationToken ct) =>
        (await Read(PostgresScope.All, new PostgresStatement("SELECT tenant, version, wrapped FROM tenant_keys LIMIT 1"), GetTenantKey, ct)
            .ConfigureAwait(false)).FirstOrDefault();

    public Task<StoredTenantKey> KeepTenantKey(StoredTenantKey key, CancellationToken ct) =>
        Write(PostgresScope.Of(key.Tenant), async transaction =>
        {
            StoredTenantKey? kept = null;
            await transaction.Run(
                new PostgresStatement("INSERT INTO tenant_keys VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
                    .Text(key.Tenant.Value).Number(key.Version).Blob(key.Wrapped), ct).ConfigureAwait(false);
            await transaction.Run([AskTenantKey(key.Tenant, key.Version)], (_, reader) => kept = GetTenantKey(reader), ct).ConfigureAwait(false);

            return kept!;
        }, ct);

    public async Task<IReadOnlyList<StoredPersonKey>> ReadPersonKeys(IReadOnlyCollection<EntityKey> entities, CancellationToken ct) =>
        await Read(PostgresScope.Of(entities.Select(e => e.Tenant)), AskPersonKeys(entities), GetPersonKey, ct).ConfigureAwait(false);

    public async Task<IReadOnlyList<StoredPersonKey>> ReadPersonKeysBefore(
        TenantId tenant, int version, StoredPersonKey? after, int countMax, CancellationToken ct) =>
        await Read(PostgresScope.All, new PostgresStatement($"""
            SELECT {PersonKeyColumns} FROM person_keys p
            WHERE wrapped_by = $1 AND (tenant, type, id, subject) > ($2, $3, $4, $5) AND tenant_key < $6
            ORDER BY tenant, type, id, subject LIMIT $7
            """)
            .Text(tenant.Value).Text(after?.Entity.Tenant.Value ?? "").Text(after?.Entity.Type ?? "").Text(after?.Entity.Id ?? "").Text(after?.Subject ?? "")
            .Number(version).Number(countMax), GetPersonKey, ct).ConfigureAwait(false);

    public Task Rewrap(IReadOnlyList<StoredPersonKey> keys, CancellationToken ct) =>
        Write(PostgresScope.Of(keys.Select(k => k.Entity.Tenant)), transaction => transaction.Run(
            new PostgresStatement("""
                UPDATE person_keys p SET tenant_key = k.tenant_key, wrapped = k.wrapped
                FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS k(tenant, type, id, subject, key_id, tenant_key, wrapped, wrapped_by)
                WHERE p.tenant = k.tenant AND p.type = k.type AND p.id = k.id AND p.subject = k.subject AND p.key_id = k.key_id
                    AND p.wrapped_by = k.wrapped_by
                """)
                .Keys([.. keys.Select(k => k.Entity)]).Texts(keys.Select(k => k.Subject)).Texts(keys.Select(k => k.Id))
                .Numbers(keys.Select(k => (long)k.TenantKey)).Blobs(keys.Select(k => k.Wrapped)).Texts(keys.Select(k => k.WrappedBy.Value)), ct), ct);

    public Task<int> RewrapByRoot(IReadOnlyCollection<string> kinds, Func<RootWrapped, byte[]?> rewrap, CancellationToken ct) =>
        Write(PostgresScope.All, async transaction =>
        {
            var found = new List<RootWrapped>();
            await transaction.Run(
                [
                    new PostgresStatement("SELECT NULL, tenant, version, wrapped FROM tenant_keys ORDER BY tenant, version FOR UPDATE"),
                    new PostgresStatement("SELECT kind, id, 0, body FROM kept_documents WHERE kind = ANY ($1) ORDER BY kind, id FOR UPDATE").Texts(kinds),
                ],
                (_, reader) => found.Add(new RootWrapped(
                    reader.IsDBNull(0) ? null : reader.GetText(0), reader.GetText(1), reader.GetInt32(2), reader.GetBlob(3))),
                ct).ConfigureAwait(false);
            var changed = found.Select(k => (Key: k, Wrapped: rewrap(k))).Where(k => k.Wrapped is not null).ToList();
            var statements = changed.ConvertAll(c => c.Key.Kind is { } kind
                ? new PostgresStatement("UPDATE kept_documents SET body = $1 WHERE kind = $2 AND id = $3").Blob(c.Wrapped).Text(kind).Text(c.Key.Id)
                : new PostgresStatement("UPDATE tenant_keys SET wrapped = $1 WHERE tenant = $2 AND version = $3")
                    .Blob(c.Wrapped).Text(c.Key.Id).Number(c.Key.Version));
            await (statements.Count == 0 ? Task.CompletedTask : transaction.Run(statements, null, ct)).ConfigureAwait(false);

            return changed.Count;
        }, ct);

    private static PostgresStatement AskTenantKey(TenantId tenant, int? version) => new PostgresStatement("""
        SELECT tenant, version, wrapped FROM tenant_keys WHERE tenant = $1 AND ($2 = 0 OR version = $2) ORDER BY version DESC LIMIT 1
        """).Text(tenant.Value).Number(version ?? 0);

    private static PostgresStatement AskPersonKeys(IReadOnlyCollection<EntityKey> entities) => new PostgresStatement($"""
        SELECT {PersonKeyColumns} FROM unnest($1, $2, $3) WITH ORDINALITY AS k(tenant, type, id, n)
        JOIN person_keys p ON p.tenant = k.tenant AND p.type = k.type AND p.id = k.id ORDER BY k.n, p.subject
        """).Keys(entities);

    private static StoredTenantKey GetTenantKey(NpgsqlDataReader reader) =>
        new(TenantId.Get(reader.GetText(0)), reader.GetInt32(1), reader.GetBlob(2));

    private static StoredPersonKey GetPersonKey(NpgsqlDataReader reader) =>
        new(reader.GetKey(0), reader.GetText(3), reader.GetText(4), reader.GetInt32(5), reader.GetBlob(6)) { WrappedBy = TenantId.Get(reader.GetText(7)) };
}
