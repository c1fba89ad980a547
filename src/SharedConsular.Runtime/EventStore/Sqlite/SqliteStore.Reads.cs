using SharedConsular.Audit;

namespace SharedConsular.Runtime.Sqlite;

public sealed partial class SqliteStore
{
    private const string ReadColumns =
        "position, type, tenant, id, reader_tenant, reader_user, reader_role, rule, purpose, agreement, fields, via, at";

    /// <summary>How many records one page looks at to find those it was asked for.</summary>
    private const int ReadsScannedMax = 20_000;

    /// <summary>Records of one moment may be stored in another order, by as long as a record may wait for the disk.</summary>
    private static readonly TimeSpan ReadsOutOfOrderMax = TimeSpan.FromHours(1);

    public Task AppendReads(IReadOnlyList<ReadRecord> reads, CancellationToken ct) =>
        Write(session =>
        {
            foreach (var read in reads)
            {
                session.Prepare("""
                    INSERT INTO reads(type, tenant, id, reader_tenant, reader_user, reader_role, rule, purpose, agreement, fields, via, at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """).Key(read.Entity).Text(read.Reader.Tenant.Value).Text(read.Reader.User.Value).Text(read.Role).Text(read.Rule)
                    .Text(read.Purpose).TextOrNull(read.Agreement).Text(read.Fields).Text(read.Via).Time(read.At).Run();
            }

            return true;
        }, ct);

    public Task<ReadsFound> FindReads(ReadFilter filter, int countMax, CancellationToken ct) =>
        Read(session =>
        {
            var statement = session.Prepare($"""
                SELECT {ReadColumns} FROM reads WHERE tenant = ? AND position < ?{(filter.Id is null ? "" : " AND id = ?")}
                ORDER BY position DESC
                """).Text(filter.Tenant.Value).Number(filter.Before ?? long.MaxValue);
            _ = filter.Id is null ? statement : statement.Text(filter.Id);
            var found = new List<StoredRead>();
            var (looked, last) = (0, 0L);
            while (looked < ReadsScannedMax && found.Count < countMax && statement.Step())
            {
                var read = GetRead(statement);
                (looked, last) = (looked + 1, read.Position);
                if (read.Record.At + ReadsOutOfOrderMax < filter.From)
                {
                    break;
                }

                if (filter.Fits(read.Record))
                {
                    found.Add(read);
                }
            }

            var goesOn = (looked == ReadsScannedMax || found.Count == countMax) && looked > 0;
            statement.Reset();

            return new ReadsFound(found, goesOn ? last : null);
        }, ct);

    public Task<IReadOnlyList<StoredRead>> ReadAllReads(long afterPosition, int countMax, CancellationToken ct) =>
        Read<IReadOnlyList<StoredRead>>(session => GetReads(session.Prepare(
            $"SELECT {ReadColumns} FROM reads WHERE position > ? ORDER BY position LIMIT ?").Number(afterPosition).Number(countMax)), ct);

    public Task<IReadOnlyList<StoredRead>> ReadReadsOf(TenantId tenant, AuditSpan span, int countMax, CancellationToken ct) =>
        Read<IReadOnlyList<StoredRead>>(session => GetReads(session.Prepare($"""
            SELECT {ReadColumns} FROM reads WHERE tenant = ? AND position > ? AND position <= ? ORDER BY position LIMIT ?
            """).Text(tenant.Value).Number(span.After).Number(span.To).Number(countMax)), ct);

    private static List<StoredRead> GetReads(SqliteStatement statement)
    {
        var reads = new List<StoredRead>();
        while (statement.Step())
        {
            reads.Add(GetRead(statement));
        }

        return reads;
    }

    private static StoredRead GetRead(SqliteStatement statement) => new(
        statement.GetNumber(0),
        new ReadRecord(
            statement.GetKey(1), new Actor(TenantId.Get(statement.GetText(4)), new UserId(statement.GetText(5))), statement.GetText(6),
            statement.GetText(7), statement.GetText(8), statement.IsNull(9) ? null : statement.GetText(9), statement.GetText(10),
            statement.GetText(11), statement.GetTime(12)));
}
