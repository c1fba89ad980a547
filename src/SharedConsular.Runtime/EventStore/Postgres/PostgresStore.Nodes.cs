namespace SharedConsular.Runtime.Postgres;

public sealed partial class PostgresStore
{
    public bool IsShared => true;

    public async Task<bool> TakeLease(string name, string holder, TimeSpan lifetime, CancellationToken ct) =>
        await Write(PostgresScope.All, transaction => transaction.Run(new PostgresStatement("""
            INSERT INTO leases AS l VALUES ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
            WHERE l.holder = excluded.holder OR l.until < clock_timestamp()
            """).Text(name).Text(holder).Number((long)lifetime.TotalMilliseconds), ct), ct).ConfigureAwait(false) == 1;

    public Task ReturnLease(string name, string holder, CancellationToken ct) =>
        Write(PostgresScope.All, transaction => transaction.Run(
            new PostgresStatement("DELETE FROM leases WHERE name = $1 AND holder = $2").Text(name).Text(holder), ct), ct);

    public async Task<long> ReadVersion(EntityKey key, CancellationToken ct) =>
        await Read(PostgresScope.Of(key.Tenant), new PostgresStatement("""
            SELECT version FROM events WHERE tenant = $1 AND type = $2 AND id = $3 ORDER BY version DESC LIMIT 1
            """).Key(key), r => r.GetNumber(0), ct).ConfigureAwait(false) is [var version] ? version : 0;

    public async Task<long> CountEvents(IReadOnlyCollection<string> types, CancellationToken ct) =>
        (await Read(
            PostgresScope.All, new PostgresStatement("SELECT count(*) FROM events WHERE type = ANY ($1)").Texts(types),
            r => r.GetNumber(0), ct).ConfigureAwait(false)).Single();
}
