using Npgsql;
using SharedConsular.Audit;

namespace SharedConsular.Runtime.Postgres;

public sealed partial class PostgresStore
{
    private const string BlockColumns =
        "tenant, number, previous, events_after, events_to, events, reads_after, reads_to, reads, root, sealed_at";

    public async Task<RecordEnd> ReadSealed(CancellationToken ct) =>
        (await Read(PostgresScope.All, new PostgresStatement(Sealed), GetEnd, ct).ConfigureAwait(false)).Single();

    // Who writes holds the lock together with the others; once it is ours alone, whatever was given a position is committed or gone.
    public Task<RecordEnd> ReadSettled(CancellationToken ct) =>
        Write(PostgresScope.All, async transaction =>
        {
            var end = default(RecordEnd);
            await transaction.Run(
                [new PostgresStatement($"SELECT pg_advisory_xact_lock({PostgresCommits.PositionsLock})")], null, ct).ConfigureAwait(false);
            await transaction.Run(
                [
                    new PostgresStatement("""
                        SELECT coalesce((SELECT position FROM events ORDER BY position DESC LIMIT 1), 0),
                            coalesce((SELECT position FROM reads ORDER BY position DESC LIMIT 1), 0)
                        """),
                ],
                (_, reader) => end = GetEnd(reader), ct).ConfigureAwait(false);

            return end;
        }, ct);

    public Task<bool> Seal(RecordEnd from, RecordEnd to, IReadOnlyList<SealedBlock> blocks, CancellationToken ct) =>
        Write(PostgresScope.All, async transaction =>
        {
            var end = default(RecordEnd);
            await transaction.Run([new PostgresStatement($"{Sealed} FOR UPDATE")], (_, reader) => end = GetEnd(reader), ct).ConfigureAwait(false);
            if (end != from)
            {
                return false;
            }

            await transaction.Run(
                [WriteBlocks(blocks), new PostgresStatement("UPDATE audit_sealed SET events = $1, reads = $2").Number(to.Events).Number(to.Reads)],
                null, ct).ConfigureAwait(false);

            return true;
        }, ct);

    public async Task<IReadOnlyList<TenantId>> ReadSealedTenants(CancellationToken ct) =>
        await Read(
            PostgresScope.All, new PostgresStatement("SELECT tenant FROM audit_blocks WHERE number = 1 ORDER BY tenant"), r => TenantId.Get(r.GetText(0)), ct)
            .ConfigureAwait(false);

    public async Task<AuditBlock?> FindHead(TenantId tenant, CancellationToken ct) =>
        (await ReadHeads(tenant, long.MaxValue, 1, ct).ConfigureAwait(false)) is [var head] ? head : null;

    public async Task<IReadOnlyList<AuditBlock>> ReadHeads(TenantId tenant, long beforeNumber, int countMax, CancellationToken ct) =>
        await Read(PostgresScope.Of(tenant), new PostgresStatement($"""
            SELECT {BlockColumns} FROM audit_blocks WHERE tenant = $1 AND number < $2 ORDER BY number DESC LIMIT $3
            """).Text(tenant.Value).Number(beforeNumber).Number(countMax), GetBlock, ct).ConfigureAwait(false);

    public async Task<IReadOnlyList<SealedBlock>> ReadBlocks(TenantId tenant, long afterNumber, int countMax, CancellationToken ct) =>
        await Read(PostgresScope.Of(tenant), new PostgresStatement($"""
            SELECT {BlockColumns}, signature, leaves FROM audit_blocks WHERE tenant = $1 AND number > $2 ORDER BY number LIMIT $3
            """).Text(tenant.Value).Number(afterNumber).Number(countMax),
            r => new SealedBlock(GetBlock(r), r.GetBlob(11), SealedLeaves.FromBytes(r.GetBlob(12))), ct).ConfigureAwait(false);

    public async Task<IReadOnlyList<StoredEvent>> ReadEventsOf(TenantId tenant, AuditSpan span, int countMax, CancellationToken ct) =>
        await Read(PostgresScope.Of(tenant), new PostgresStatement($"""
            SELECT {EventColumns} FROM events WHERE position > $1 AND position <= $2 AND tenant = $3 ORDER BY position LIMIT $4
            """).Number(span.After).Number(span.To).Text(tenant.Value).Number(countMax), GetEvent, ct).ConfigureAwait(false);

    private const string Sealed = "SELECT events, reads FROM audit_sealed";

    private static PostgresStatement WriteBlocks(IReadOnlyList<SealedBlock> blocks) => new PostgresStatement($"""
        INSERT INTO audit_blocks({BlockColumns}, signature, leaves)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """)
        .Texts(blocks.Select(b => b.Block.Tenant.Value)).Numbers(blocks.Select(b => b.Block.Number)).Texts(blocks.Select(b => b.Block.Previous))
        .Numbers(blocks.Select(b => b.Block.Events.After)).Numbers(blocks.Select(b => b.Block.Events.To))
        .Numbers(blocks.Select(b => (long)b.Block.Events.Count)).Numbers(blocks.Select(b => b.Block.Reads.After))
        .Numbers(blocks.Select(b => b.Block.Reads.To)).Numbers(blocks.Select(b => (long)b.Block.Reads.Count)).Texts(blocks.Select(b => b.Block.Root))
        .Numbers(blocks.Select(b => b.Block.SealedAt.ToUnixTimeMilliseconds())).Blobs(blocks.Select(b => b.Signature))
        .BlobsOrNull(blocks.Select(b => SealedLeaves.ToBytes(b.Leaves)));

    private static RecordEnd GetEnd(NpgsqlDataReader reader) => new(reader.GetNumber(0), reader.GetNumber(1));

    private static AuditBlock GetBlock(NpgsqlDataReader reader) => new(
        TenantId.Get(reader.GetText(0)), reader.GetNumber(1), reader.GetText(2),
        new AuditSpan(reader.GetNumber(3), reader.GetNumber(4), reader.GetInt32(5)),
        new AuditSpan(reader.GetNumber(6), reader.GetNumber(7), reader.GetInt32(8)), reader.GetText(9), reader.GetTime(10));
}
