namespace SharedConsular.Runtime.Postgres;

/// <summary>
/// By which Orleans' ADO.NET providers know the nodes of a cluster and its reminders, where nodes are placed by Orleans. Their
/// contract is the names of the statements, of the parameters and of the columns that are read; it says that all else may be
/// chosen: https://learn.microsoft.com/dotnet/orleans/host/configuration-guide/adonet-configuration. Table and statements are ours.
/// </summary>
internal static class PostgresOrleans
{
    /// <summary>Active, of the states that a node may be in.</summary>
    private const int Active = 3;

    public static readonly string[] Tables = ["orleans_clusters", "orleans_nodes", "orleans_reminders", "orleansquery"];

    private const string ReadNode = """
        n.address AS Address, n.port AS Port, n.generation AS Generation, n.name AS SiloName, n.host AS HostName, n.status AS Status,
        n.gateway_port AS ProxyPort, n.suspicions AS SuspectTimes, n.started_at AS StartTime, n.alive_at AS IAmAliveTime
        """;

    private const string ReadReminder = """
        SELECT grain AS GrainId, name AS ReminderName, start_at AS StartTime, period AS Period, version AS Version
        FROM orleans_reminders WHERE service = @ServiceId
        """;

    private const string IsNode = "cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation";

    /// <summary>A change of the members counts only on the version of all of them that it was decided on.</summary>
    private const string IsVersion = "cluster = @DeploymentId AND version = @Version";

    // How many rows a change made is its answer: none means that somebody else was first.
    private static readonly (string Name, string Text)[] Statements =
    [
        ("InsertMembershipVersionKey", """
            WITH made AS (INSERT INTO orleans_clusters VALUES (@DeploymentId, 0) ON CONFLICT DO NOTHING RETURNING 1)
            SELECT count(*)::integer FROM made
            """),
        ("InsertMembershipKey", $"""
            WITH next AS (
                UPDATE orleans_clusters SET version = version + 1
                WHERE {IsVersion} AND NOT EXISTS (SELECT 1 FROM orleans_nodes WHERE {IsNode}) RETURNING cluster),
            made AS (
                INSERT INTO orleans_nodes
                SELECT cluster, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, NULL, @StartTime, @IAmAliveTime
                FROM next RETURNING 1)
            SELECT count(*)::integer FROM made
            """),
        ("UpdateMembershipKey", $"""
            WITH next AS (
                UPDATE orleans_clusters SET version = version + 1
                WHERE {IsVersion} AND EXISTS (SELECT 1 FROM orleans_nodes WHERE {IsNode}) RETURNING 1),
            changed AS (
                UPDATE orleans_nodes SET status = @Status, suspicions = @SuspectTimes, alive_at = @IAmAliveTime
                WHERE {IsNode} AND EXISTS (SELECT 1 FROM next) RETURNING 1)
            SELECT count(*)::integer FROM changed
            """),
        ("UpdateIAmAlivetimeKey", $"UPDATE orleans_nodes SET alive_at = @IAmAliveTime WHERE {IsNode}"),
        ("MembershipReadRowKey", $"""
            SELECT {ReadNode}, c.version AS Version FROM orleans_clusters c
            LEFT JOIN orleans_nodes n ON n.cluster = c.cluster AND n.address = @Address AND n.port = @Port AND n.generation = @Generation
            WHERE c.cluster = @DeploymentId
            """),
        ("MembershipReadAllKey", $"""
            SELECT {ReadNode}, c.version AS Version FROM orleans_clusters c LEFT JOIN orleans_nodes n ON n.cluster = c.cluster
            WHERE c.cluster = @DeploymentId
            """),
        ("GatewaysQueryKey", """
            SELECT address AS Address, gateway_port AS ProxyPort, generation AS Generation FROM orleans_nodes
            WHERE cluster = @DeploymentId AND status = @Status AND gateway_port > 0
            """),
        ("DeleteMembershipTableEntriesKey", """
            WITH left_over AS (DELETE FROM orleans_nodes WHERE cluster = @DeploymentId)
            DELETE FROM orleans_clusters WHERE cluster = @DeploymentId
            """),
        ("CleanupDefunctSiloEntriesKey",
            $"DELETE FROM orleans_nodes WHERE cluster = @DeploymentId AND alive_at < @IAmAliveTime AND status <> {Active}"),
        ("ReadReminderRowsKey", $"{ReadReminder} AND grain = @GrainId"),
        ("ReadReminderRowKey", $"{ReadReminder} AND grain = @GrainId AND name = @ReminderName"),

        // A part of the ring of hashes, which may go through where the ring closes.
        ("ReadRangeRows1Key", $"{ReadReminder} AND grain_hash > @BeginHash AND grain_hash <= @EndHash"),
        ("ReadRangeRows2Key", $"{ReadReminder} AND (grain_hash > @BeginHash OR grain_hash <= @EndHash)"),
        ("UpsertReminderRowKey", """
            INSERT INTO orleans_reminders AS r VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
            ON CONFLICT (service, grain, name) DO UPDATE
            SET start_at = excluded.start_at, period = excluded.period, grain_hash = excluded.grain_hash, version = r.version + 1
            RETURNING version AS Version
            """),
        ("DeleteReminderRowKey", """
            WITH gone AS (
                DELETE FROM orleans_reminders
                WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName AND version = @Version RETURNING 1)
            SELECT count(*)::integer FROM gone
            """),
        ("DeleteReminderRowsKey", "DELETE FROM orleans_reminders WHERE service = @ServiceId"),
    ];

    public static readonly string Script = $"""
        CREATE TABLE orleans_clusters(cluster text COLLATE "C" PRIMARY KEY, version integer NOT NULL);
        CREATE TABLE orleans_nodes(
            cluster text COLLATE "C" NOT NULL, address text COLLATE "C" NOT NULL, port integer NOT NULL, generation integer NOT NULL,
            name text NOT NULL, host text NOT NULL, status integer NOT NULL, gateway_port integer NOT NULL, suspicions text,
            started_at timestamptz NOT NULL, alive_at timestamptz NOT NULL, PRIMARY KEY(cluster, address, port, generation));
        CREATE TABLE orleans_reminders(
            service text COLLATE "C" NOT NULL, grain text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL,
            start_at timestamptz NOT NULL, period bigint NOT NULL, grain_hash integer NOT NULL, version integer NOT NULL,
            PRIMARY KEY(service, grain, name));
        CREATE INDEX orleans_reminders_by_hash ON orleans_reminders(service, grain_hash);
        CREATE VIEW orleansquery(querykey, querytext) AS VALUES
            {string.Join(",\n", Statements.Select(s => $"('{s.Name}', $statement${s.Text}$statement$)"))};
        """;
}
