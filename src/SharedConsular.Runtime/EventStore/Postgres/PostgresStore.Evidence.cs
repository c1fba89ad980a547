using Npgsql;
using SharedConsular.Audit;

namespace SharedConsular.Runtime.Postgres;

public sealed partial class PostgresStore
{
    private const string ReadColumns =
        "position, tenant, type, id, reader_tenant, reader_user, reader_role, rule, purpose, agreement, fields, via, at";

    /// <summary>How many records one trip brings to be looked at.</summary>
    private const int ReadsPerTrip = 1_000;

    /// <summary>How many records one page looks at to find those it was asked for.</summary>
    private const int ReadsScannedMax = 20_000;

    /// <summary>Records of one moment may be stored in another order, by as long as a record may wait for the disk.</summary>
    private static readonly TimeSpan ReadsOutOfOrderMax = TimeSpan.FromHours(1);

    public Task AppendReads(IReadOnlyList<ReadRecord> reads, CancellationToken ct) =>
        Write(PostgresScope.Of(reads.Select(r => r.Entity.Tenant)), transaction => transaction.Run(
            [
                new PostgresStatement($"SELECT pg_advisory_xact_lock_shared({PostgresCommits.PositionsLock})"),
                new PostgresStatement("""
                    INSERT INTO reads(tenant, type, id, reader_tenant, reader_user, reader_role, rule, purpose, agreement, fields, via, at)
                    SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                    """)
                    .Keys([.. reads.Select(r => r.Entity)]).Texts(reads.Select(r => r.Reader.Tenant.Value)).Texts(reads.Select(r => r.Reader.User.Value))
                    .Texts(reads.Select(r => r.Role)).Texts(reads.Select(r => r.Rule)).Texts(reads.Select(r => r.Purpose))
                    .Texts(reads.Select(r => r.Agreement)).Texts(reads.Select(r => r.Fields)).Texts(reads.Select(r => r.Via))
                    .Numbers(reads.Select(r => r.At.ToUnixTimeMilliseconds())),
            ],
            null, ct), ct);

    public async Task<ReadsFound> FindReads(ReadFilter filter, int countMax, CancellationToken ct)
    {
        var found = new List<StoredRead>();
        var (looked, last, isOver) = (0, filter.Before ?? long.MaxValue, false);
        while (!isOver && looked < ReadsScannedMax && found.Count < countMax)
        {
            var page = await Read(PostgresScope.Of(filter.Tenant), AskReads(filter, last), GetRead, ct).ConfigureAwait(false);
            isOver = page.Count < ReadsPerTrip;
            foreach (var read in page.TakeWhile(_ => found.Count < countMax))
            {
                (looked, last) = (looked + 1, read.Position);
                if (read.Record.At + ReadsOutOfOrderMax < filter.From)
                {
                    return new ReadsFound(found, null);
                }

                if (filter.Fits(read.Record))
                {
                    found.Add(read);
                }
            }
        }

        var goesOn = (looked >= ReadsScannedMax || found.Count == countMax) && looked > 0;

        return new ReadsFound(found, goesOn ? last : null);
    }

    public async Task<IReadOnlyList<StoredRead>> ReadAllReads(long afterPosition, int countMax, CancellationToken ct) =>
        await Read(
            PostgresScope.All,
            new PostgresStatement($"SELECT {ReadColumns} FROM reads WHERE position > $1 ORDER BY position LIMIT $2").Number(afterPosition).Number(countMax),
            GetRead, ct).ConfigureAwait(false);

    public async Task<IReadOnlyList<StoredRead>> ReadReadsOf(TenantId tenant, AuditSpan span, int countMax, CancellationToken ct) =>
        await Read(PostgresScope.Of(tenant), new PostgresStatement($"""
            SELECT {ReadColumns} FROM reads WHERE tenant = $1 AND position > $2 AND position <= $3 ORDER BY position LIMIT $4
            """).Text(tenant.Value).Number(span.After).Number(span.To).Number(countMax), GetRead, ct).ConfigureAwait(false);

    private static PostgresStatement AskReads(ReadFilter filter, long before)
    {
        var statement = new PostgresStatement($"""
            SELECT {ReadColumns} FROM reads WHERE tenant = $1 AND position < $2{(filter.Id is null ? "" : " AND id = $3")}
            ORDER BY position DESC LIMIT {ReadsPerTrip}
            """).Text(filter.Tenant.Value).Number(before);

        return filter.Id is null ? statement : statement.Text(filter.Id);
    }

    private static StoredRead GetRead(NpgsqlDataReader reader) => new(
        reader.GetNumber(0),
        new ReadRecord(
            reader.GetKey(1), new Actor(TenantId.Get(reader.GetText(4)), new UserId(reader.GetText(5))), reader.GetText(6), reader.GetText(7),
            reader.GetText(8), reader.IsDBNull(9) ? null : reader.GetText(9), reader.GetText(10), reader.GetText(11), reader.GetTime(12)));
}
