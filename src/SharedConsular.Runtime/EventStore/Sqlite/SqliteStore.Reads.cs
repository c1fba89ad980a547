using SharedConsular.Audit;

namespace SharedConsular.Runtime.Sqlite;

public sealed partial class SqliteStore
{
    private const string ReadColumns = "reads.position, type, reads.tenant, reads.id, reader_tenant, reader_user, reader_role, rule, purpose,"
        + " agreement, fields, via, at";

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
            var found = new List<StoredRead>();
            var (looked, last) = (0, 0L);
            foreach (var read in NewestFirst(session, filter.Tenant, filter.Id, filter.Before ?? long.MaxValue).Take(ReadsScannedMax))
            {
                (looked, last) = (looked + 1, read.Position);
                if (read.Record.At + ReadsOutOfOrderMax < filter.From)
                {
                    break;
                }

                if (filter.Fits(read.Record))
                {
                    found.Add(read);
                    if (found.Count == countMax)
                    {
                        break;
                    }
                }
            }

            var goesOn = (looked == ReadsScannedMax || found.Count == countMax) && looked > 0;

            return new ReadsFound(found, goesOn ? last : null);
        }, ct);

    public Task<IReadOnlyList<StoredRead>> ReadAllReads(long afterPosition, int countMax, CancellationToken ct) =>
        Read<IReadOnlyList<StoredRead>>(session => GetReads(session.Prepare(
            $"SELECT {ReadColumns} FROM reads WHERE position > ? ORDER BY position LIMIT ?").Number(afterPosition).Number(countMax)), ct);

    public Task<IReadOnlyList<StoredRead>> ReadReadsOf(TenantId tenant, AuditSpan span, int countMax, CancellationToken ct) =>
        Read<IReadOnlyList<StoredRead>>(session => GetReads(session.Prepare($"""
            SELECT {ReadColumns} FROM reads WHERE tenant = ? AND position > ? AND position <= ? ORDER BY position LIMIT ?
            """).Text(tenant.Value).Number(span.After).Number(span.To).Number(countMax)), ct);

    /// <summary>Those of an entity that are not sealed yet are looked for among all that are not: a minute's work.</summary>
    private static IEnumerable<StoredRead> NewestFirst(SqliteSession session, TenantId tenant, string? id, long before)
    {
        if (id is null)
        {
            return Each(session.Prepare($"SELECT {ReadColumns} FROM reads WHERE tenant = ? AND position < ? ORDER BY position DESC")
                .Text(tenant.Value).Number(before));
        }

        // A stretch that is sealed between the two looks is found by the first of them, and only by it.
        var sealedTo = GetSealed(session).Reads;
        var open = session.Prepare($"SELECT {ReadColumns} FROM reads WHERE position > ? AND position < ? AND id = ? AND tenant = ? ORDER BY position DESC")
            .Number(sealedTo).Number(before).Text(id).Text(tenant.Value);
        var closed = session.Prepare($"""
            SELECT {ReadColumns} FROM read_places CROSS JOIN reads ON reads.position = read_places.position
            WHERE read_places.id = ? AND read_places.tenant = ? AND read_places.position < ? ORDER BY read_places.position DESC
            """).Text(id).Text(tenant.Value).Number(Math.Min(before, sealedTo + 1));

        return Each(open).Concat(Each(closed));
    }

    private static IEnumerable<StoredRead> Each(SqliteStatement statement)
    {
        try
        {
            while (statement.Step())
            {
                yield return GetRead(statement);
            }
        }
        finally
        {
            statement.Reset();
        }
    }

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
