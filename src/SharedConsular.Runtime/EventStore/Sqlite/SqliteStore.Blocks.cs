using SharedConsular.Audit;

namespace SharedConsular.Runtime.Sqlite;

public sealed partial class SqliteStore
{
    private const string BlockColumns =
        "tenant, number, previous, events_after, events_to, events, reads_after, reads_to, reads, root, sealed_at";

    public Task<RecordEnd> ReadSealed(CancellationToken ct) => Read(GetSealed, ct);

    // One writer gives positions in the order of its commits, and a reader sees whole commits only.
    public Task<RecordEnd> ReadSettled(CancellationToken ct) =>
        Read(session => new RecordEnd(session.ReadNumber("SELECT max(position) FROM events"), session.ReadNumber("SELECT max(position) FROM reads")), ct);

    public Task<bool> Seal(RecordEnd from, RecordEnd to, IReadOnlyList<SealedBlock> blocks, CancellationToken ct) =>
        Write(session =>
        {
            if (GetSealed(session) != from)
            {
                return false;
            }

            foreach (var (block, signature, leaves) in blocks)
            {
                session.Prepare($"INSERT INTO audit_blocks({BlockColumns}, signature, leaves) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .Text(block.Tenant.Value).Number(block.Number).Text(block.Previous)
                    .Number(block.Events.After).Number(block.Events.To).Number(block.Events.Count)
                    .Number(block.Reads.After).Number(block.Reads.To).Number(block.Reads.Count)
                    .Text(block.Root).Time(block.SealedAt).Blob(signature).Blob(SealedLeaves.ToBytes(leaves)).Run();
            }

            session.Prepare("UPDATE audit_sealed SET events = ?, reads = ?").Number(to.Events).Number(to.Reads).Run();
            session.Prepare(SqliteSchema.PlaceReads).Number(from.Reads).Number(to.Reads).Run();

            return true;
        }, ct);

    public Task<IReadOnlyList<TenantId>> ReadSealedTenants(CancellationToken ct) =>
        Read<IReadOnlyList<TenantId>>(session =>
        {
            var tenants = new List<TenantId>();
            var statement = session.Prepare("SELECT tenant FROM audit_blocks WHERE number = 1 ORDER BY tenant");
            while (statement.Step())
            {
                tenants.Add(TenantId.Get(statement.GetText(0)));
            }

            return tenants;
        }, ct);

    public Task<AuditBlock?> FindHead(TenantId tenant, CancellationToken ct) =>
        Read(session => GetHeads(session, tenant, long.MaxValue, 1).FirstOrDefault(), ct);

    public Task<IReadOnlyList<AuditBlock>> ReadHeads(TenantId tenant, long beforeNumber, int countMax, CancellationToken ct) =>
        Read<IReadOnlyList<AuditBlock>>(session => GetHeads(session, tenant, beforeNumber, countMax), ct);

    public Task<IReadOnlyList<SealedBlock>> ReadBlocks(TenantId tenant, long afterNumber, int countMax, CancellationToken ct) =>
        Read<IReadOnlyList<SealedBlock>>(session =>
        {
            var blocks = new List<SealedBlock>();
            var statement = session.Prepare($"""
                SELECT {BlockColumns}, signature, leaves FROM audit_blocks WHERE tenant = ? AND number > ? ORDER BY number LIMIT ?
                """).Text(tenant.Value).Number(afterNumber).Number(countMax);
            while (statement.Step())
            {
                blocks.Add(new SealedBlock(GetBlock(statement), statement.GetBlob(11), SealedLeaves.FromBytes(statement.GetBlob(12))));
            }

            return blocks;
        }, ct);

    public Task<IReadOnlyList<StoredEvent>> ReadEventsOf(TenantId tenant, AuditSpan span, int countMax, CancellationToken ct) =>
        Read<IReadOnlyList<StoredEvent>>(session => ReadEvents(session.Prepare($"""
            SELECT {EventColumns} FROM events WHERE position > ? AND position <= ? AND tenant = ? ORDER BY position LIMIT ?
            """).Number(span.After).Number(span.To).Text(tenant.Value).Number(countMax)), ct);

    private static RecordEnd GetSealed(SqliteSession session) =>
        new(session.ReadNumber("SELECT events FROM audit_sealed"), session.ReadNumber("SELECT reads FROM audit_sealed"));

    private static List<AuditBlock> GetHeads(SqliteSession session, TenantId tenant, long beforeNumber, int countMax)
    {
        var blocks = new List<AuditBlock>();
        var statement = session.Prepare($"SELECT {BlockColumns} FROM audit_blocks WHERE tenant = ? AND number < ? ORDER BY number DESC LIMIT ?")
            .Text(tenant.Value).Number(beforeNumber).Number(countMax);
        while (statement.Step())
        {
            blocks.Add(GetBlock(statement));
        }

        return blocks;
    }

    private static AuditBlock GetBlock(SqliteStatement statement) => new(
        TenantId.Get(statement.GetText(0)), statement.GetNumber(1), statement.GetText(2),
        new AuditSpan(statement.GetNumber(3), statement.GetNumber(4), (int)statement.GetNumber(5)),
        new AuditSpan(statement.GetNumber(6), statement.GetNumber(7), (int)statement.GetNumber(8)),
        statement.GetText(9), statement.GetTime(10));
}
