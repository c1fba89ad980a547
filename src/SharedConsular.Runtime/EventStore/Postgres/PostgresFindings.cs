namespace SharedConsular.Runtime.Postgres;

/// <summary>What a batch finds when it comes: how far its streams are, and what lies where it wants to write.</summary>
internal sealed class PostgresFindings
{
    /// <summary>The versions of the streams that are not empty.</summary>
    public Dictionary<EntityKey, long> Versions { get; } = [];

    /// <summary>Where rows stand, and with which terms.</summary>
    public Dictionary<(EntityKey Key, string Viewer, string List), (string Sort, string Terms)> Rows { get; } = [];

    /// <summary>What entities count for.</summary>
    public Dictionary<EntityKey, string> Counts { get; } = [];

    /// <summary>The keys of requests whose answer was written just now; a key that is missing here was somebody else's.</summary>
    public HashSet<AnswerKey> AnswersTaken { get; } = [];

    public static async Task<PostgresFindings> Ask(PostgresTransaction transaction, IReadOnlyList<Commit> batch, CancellationToken ct)
    {
        var (keys, found) = (batch.Select(c => c.Key).Distinct().ToList(), new PostgresFindings());
        await transaction.Run(
            [
                new PostgresStatement($"SELECT pg_advisory_xact_lock_shared({PostgresCommits.PositionsLock})"),
                AskVersions(keys),
                AskRows([.. batch.Where(c => c.ExpectedVersion > 0).SelectMany(c => c.Rows.Select(r => (c.Key, r.Viewer, r.List))).Distinct()]),
                AskCounts([.. batch.Where(c => c is { ExpectedVersion: > 0, Tallies: not null }).Select(c => c.Key).Distinct()]),
                WriteAnswers(batch),
            ],
            (statement, reader) =>
            {
                switch (statement)
                {
                    case 1:
                        found.Versions[keys[(int)reader.GetNumber(0)]] = reader.GetNumber(1);
                        break;
                    case 2:
                        found.Rows[(reader.GetKey(0), reader.GetText(3), reader.GetText(4))] = (reader.GetText(5), reader.GetText(6));
                        break;
                    case 3:
                        found.Counts[reader.GetKey(0)] = reader.GetText(3);
                        break;
                    case 4:
                        found.AnswersTaken.Add(new AnswerKey(TenantId.Get(reader.GetText(0)), new UserId(reader.GetText(1)), reader.GetText(2)));
                        break;
                    default:
                        break;
                }
            },
            ct).ConfigureAwait(false);

        return found;
    }

    private static PostgresStatement AskVersions(List<EntityKey> keys) => new PostgresStatement("""
        SELECT k.n - 1, e.version FROM unnest($1, $2, $3) WITH ORDINALITY AS k(tenant, type, id, n)
        CROSS JOIN LATERAL (
            SELECT version FROM events WHERE tenant = k.tenant AND type = k.type AND id = k.id ORDER BY version DESC LIMIT 1) e
        """).Keys(keys);

    private static PostgresStatement AskRows(List<(EntityKey Key, string Viewer, string List)> rows) => new PostgresStatement("""
        SELECT r.tenant, r.type, r.id, r.viewer, r.list, r.sort, r.terms
        FROM unnest($1, $2, $3, $4, $5) AS k(tenant, type, id, viewer, list)
        JOIN list_rows r ON r.id = k.id AND r.viewer = k.viewer AND r.list = k.list AND r.tenant = k.tenant AND r.type = k.type
        """).Keys([.. rows.Select(r => r.Key)]).Texts(rows.Select(r => r.Viewer)).Texts(rows.Select(r => r.List));

    private static PostgresStatement AskCounts(List<EntityKey> keys) => new PostgresStatement("""
        SELECT t.tenant, t.type, t.id, t.counts FROM unnest($1, $2, $3) AS k(tenant, type, id)
        JOIN entity_tallies t ON t.tenant = k.tenant AND t.type = k.type AND t.id = k.id
        """).Keys(keys);

    // An expired answer that the sweep has not reached yet gives its place to the new one. Everybody goes through the keys in
    // one order, so that two batches with the same two keys don't wait for each other.
    private static PostgresStatement WriteAnswers(IReadOnlyList<Commit> batch)
    {
        var answers = batch.Where(c => c.Answer is not null).Select(c => (Record: c.Answer!, Now: c.RecordedAt.ToUnixTimeMilliseconds()))
            .DistinctBy(a => a.Record.Key)
            .OrderBy(a => a.Record.Key.Tenant.Value, StringComparer.Ordinal).ThenBy(a => a.Record.Key.User.Value, StringComparer.Ordinal)
            .ThenBy(a => a.Record.Key.Key, StringComparer.Ordinal).ToList();

        return new PostgresStatement("""
            INSERT INTO idempotency AS i (caller_tenant, caller_user, key, fingerprint, tenant, type, id, version_before, version, refusal, expires_at)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (caller_tenant, caller_user, key) DO UPDATE SET fingerprint = excluded.fingerprint, tenant = excluded.tenant,
                type = excluded.type, id = excluded.id, version_before = excluded.version_before, version = excluded.version,
                refusal = excluded.refusal, expires_at = excluded.expires_at
            WHERE i.expires_at <= $12
            RETURNING caller_tenant, caller_user, key
            """)
            .Texts(answers.Select(a => a.Record.Key.Tenant.Value)).Texts(answers.Select(a => a.Record.Key.User.Value))
            .Texts(answers.Select(a => a.Record.Key.Key)).Texts(answers.Select(a => a.Record.Answer.Fingerprint))
            .Keys([.. answers.Select(a => a.Record.Answer.Entity)])
            .Numbers(answers.Select(a => a.Record.Answer.VersionBefore)).Numbers(answers.Select(a => a.Record.Answer.Version))
            .BlobsOrNull(answers.Select(a => a.Record.Answer.Refusal?.ToArray()))
            .Numbers(answers.Select(a => a.Record.ExpiresAt.ToUnixTimeMilliseconds()))
            .Number(answers.Count == 0 ? 0 : answers.Min(a => a.Now));
    }
}
