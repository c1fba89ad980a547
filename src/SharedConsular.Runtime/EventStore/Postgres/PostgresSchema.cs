using System.Globalization;
using System.Text;
using Npgsql;

namespace SharedConsular.Runtime.Postgres;

/// <summary>
/// The tables, by version. A version that was released is never edited; a new one is added behind it, and says down to which
/// earlier one may go on working beside it.
/// </summary>
internal static class PostgresSchema
{
    public const string Product = "shared-consular";

    /// <summary>Of the tables that grow with the years. A statement that names its tenant looks at one partition.</summary>
    private const int PartitionsMax = 8;

    /// <summary>Of the advisory lock that lets one process at a time change the tables.</summary>
    private const long MigrationLock = 0x5348_4152_4544_0001;

    public static int Version => Versions.Length;

    // Texts are compared by their bytes, as everywhere in the product. Where a table is read by a list's viewer, the viewer is
    // what divides it.
    private static readonly (int OldestBeside, string Script)[] Versions =
    [
        (1, $"""
            CREATE SEQUENCE events_position;
            CREATE TABLE events(
                tenant text COLLATE "C" NOT NULL, type text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, version bigint NOT NULL,
                position bigint NOT NULL DEFAULT nextval('events_position'), at bigint NOT NULL, name text COLLATE "C" NOT NULL,
                actor_tenant text COLLATE "C" NOT NULL, actor_user text COLLATE "C" NOT NULL, body bytea NOT NULL,
                PRIMARY KEY(type, tenant, id, version)) PARTITION BY HASH (tenant);
            {Divide("events")}
            CREATE INDEX events_by_position ON events(position);

            CREATE TABLE snapshots(
                tenant text COLLATE "C" NOT NULL, type text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, version bigint NOT NULL,
                shape text COLLATE "C" NOT NULL, body bytea NOT NULL, PRIMARY KEY(tenant, type, id)) PARTITION BY HASH (tenant);
            {Divide("snapshots")}

            CREATE TABLE list_rows(
                viewer text COLLATE "C" NOT NULL, list text COLLATE "C" NOT NULL, sort text COLLATE "C" NOT NULL,
                id text COLLATE "C" NOT NULL, tenant text COLLATE "C" NOT NULL, type text COLLATE "C" NOT NULL,
                terms text COLLATE "C" NOT NULL, body bytea NOT NULL,
                PRIMARY KEY(viewer, list, sort, id, tenant, type)) PARTITION BY HASH (viewer);
            {Divide("list_rows", "fillfactor = 80")}
            CREATE INDEX list_rows_by_entity ON list_rows(id, viewer, list);

            CREATE TABLE list_terms(
                viewer text COLLATE "C" NOT NULL, list text COLLATE "C" NOT NULL, term text COLLATE "C" NOT NULL,
                sort text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, tenant text COLLATE "C" NOT NULL,
                type text COLLATE "C" NOT NULL, PRIMARY KEY(viewer, list, term, sort, id, tenant, type)) PARTITION BY HASH (viewer);
            {Divide("list_terms")}

            CREATE TABLE clocks(
                tenant text COLLATE "C" NOT NULL, type text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL,
                name text COLLATE "C" NOT NULL, due_at bigint NOT NULL, wake_at bigint NOT NULL, attempts integer NOT NULL DEFAULT 0,
                PRIMARY KEY(tenant, type, id, name));
            CREATE INDEX clocks_by_wake ON clocks(wake_at);

            CREATE SEQUENCE outbox_position;
            CREATE TABLE outbox(
                position bigint PRIMARY KEY DEFAULT nextval('outbox_position'), tenant text COLLATE "C" NOT NULL,
                type text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, topic text COLLATE "C" NOT NULL,
                order_key text COLLATE "C" NOT NULL, body bytea NOT NULL, at bigint NOT NULL, attempts integer NOT NULL DEFAULT 0,
                next_attempt_at bigint NOT NULL DEFAULT 0, dead_at bigint, last_error_code text COLLATE "C");
            CREATE INDEX outbox_by_key ON outbox(order_key, position);
            CREATE INDEX outbox_dead ON outbox(position) WHERE dead_at IS NOT NULL;

            CREATE TABLE idempotency(
                caller_tenant text COLLATE "C" NOT NULL, caller_user text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL,
                fingerprint text COLLATE "C" NOT NULL, tenant text COLLATE "C" NOT NULL, type text COLLATE "C" NOT NULL,
                id text COLLATE "C" NOT NULL, version_before bigint NOT NULL, version bigint NOT NULL, refusal bytea,
                expires_at bigint NOT NULL, PRIMARY KEY(caller_tenant, caller_user, key)) PARTITION BY HASH (caller_tenant);
            {Divide("idempotency")}
            CREATE INDEX idempotency_by_expiry ON idempotency(expires_at);

            CREATE TABLE kept_documents(
                kind text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, body bytea NOT NULL, PRIMARY KEY(kind, id));

            CREATE SEQUENCE reads_position;
            CREATE TABLE reads(
                tenant text COLLATE "C" NOT NULL, position bigint NOT NULL DEFAULT nextval('reads_position'),
                type text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, reader_tenant text COLLATE "C" NOT NULL,
                reader_user text COLLATE "C" NOT NULL, reader_role text COLLATE "C" NOT NULL, rule text COLLATE "C" NOT NULL,
                purpose text COLLATE "C" NOT NULL, agreement text COLLATE "C", fields text COLLATE "C" NOT NULL,
                via text COLLATE "C" NOT NULL, at bigint NOT NULL, PRIMARY KEY(tenant, position)) PARTITION BY HASH (tenant);
            {Divide("reads")}
            CREATE INDEX reads_by_position ON reads(position);
            CREATE INDEX reads_by_entity ON reads(id, tenant, position);

            CREATE TABLE audit_blocks(
                tenant text COLLATE "C" NOT NULL, number bigint NOT NULL, previous text COLLATE "C" NOT NULL, events_after bigint NOT NULL,
                events_to bigint NOT NULL, events integer NOT NULL, reads_after bigint NOT NULL, reads_to bigint NOT NULL,
                reads integer NOT NULL, root text COLLATE "C" NOT NULL, sealed_at bigint NOT NULL, signature bytea NOT NULL,
                leaves bytea NOT NULL, PRIMARY KEY(tenant, number)) PARTITION BY HASH (tenant);
            {Divide("audit_blocks")}
            CREATE TABLE audit_sealed(events bigint NOT NULL, reads bigint NOT NULL);
            INSERT INTO audit_sealed VALUES (0, 0);

            CREATE TABLE tenant_keys(
                tenant text COLLATE "C" NOT NULL, version integer NOT NULL, wrapped bytea NOT NULL, PRIMARY KEY(tenant, version));
            CREATE TABLE person_keys(
                tenant text COLLATE "C" NOT NULL, type text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL,
                subject text COLLATE "C" NOT NULL, key_id text COLLATE "C" NOT NULL, tenant_key integer NOT NULL, wrapped bytea NOT NULL,
                wrapped_by text COLLATE "C" NOT NULL, PRIMARY KEY(tenant, type, id, subject)) PARTITION BY HASH (tenant);
            {Divide("person_keys")}
            CREATE INDEX person_keys_by_wrapper ON person_keys(wrapped_by, tenant_key, tenant, type, id, subject);

            CREATE TABLE tallies(
                board text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, total bigint NOT NULL, PRIMARY KEY(board, name));
            CREATE TABLE entity_tallies(
                tenant text COLLATE "C" NOT NULL, type text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL,
                counts text COLLATE "C" NOT NULL, PRIMARY KEY(tenant, type, id)) PARTITION BY HASH (tenant);
            {Divide("entity_tallies")}

            CREATE TABLE remains(erased_by xid8 PRIMARY KEY);
            CREATE TABLE leases(name text COLLATE "C" PRIMARY KEY, holder text COLLATE "C" NOT NULL, until timestamptz NOT NULL);
            """),
        (1, PostgresOrleans.Script),
    ];

    private static readonly string[] Tables =
    [
        "events", "snapshots", "list_rows", "list_terms", "clocks", "outbox", "idempotency", "kept_documents", "reads", "audit_blocks",
        "audit_sealed", "tenant_keys", "person_keys", "tallies", "entity_tallies", "remains", "leases", .. PostgresOrleans.Tables,
    ];

    /// <summary>Brings the tables to this version, one process at a time; the others wait and find it done.</summary>
    public static async Task Migrate(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await Run(connection, $"SELECT pg_advisory_xact_lock({MigrationLock})", ct).ConfigureAwait(false);
        var found = await FindVersion(connection, ct).ConfigureAwait(false);
        if (found is null)
        {
            await Run(connection, PostgresRoles.Make, ct).ConfigureAwait(false);
            await Run(connection, NewMeta, ct).ConfigureAwait(false);
        }

        var version = found?.Schema ?? 0;
        if (version < Version)
        {
            foreach (var (_, script) in Versions[version..])
            {
                await Run(connection, script, ct).ConfigureAwait(false);
            }

            await Run(connection, PostgresRoles.Grant([.. Tables, "meta"]), ct).ConfigureAwait(false);
            await Run(connection, $"""
                INSERT INTO meta VALUES ('schema', '{Version}'), ('oldest-beside', '{Versions[^1].OldestBeside}')
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """, ct).ConfigureAwait(false);
        }

        await transaction.CommitAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Whether this release may work on the tables as they are; throws when it never will.</summary>
    public static async Task<bool> IsUsable(NpgsqlConnection connection, CancellationToken ct)
    {
        var found = await FindVersion(connection, ct).ConfigureAwait(false);
        if (found is { } newer && newer.OldestBeside > Version)
        {
            throw PostgresErrors.NewerVersion(newer.Schema, Version);
        }

        return found is { } usable && usable.Schema >= Version;
    }

    private static readonly string NewMeta = $"""
        CREATE TABLE meta(name text COLLATE "C" PRIMARY KEY, value text NOT NULL);
        INSERT INTO meta VALUES
            ('product', '{Product}'), ('probe', '0'),
            ('cursor-secret', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
        """;

    private static async Task<(int Schema, int OldestBeside)?> FindVersion(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var asked = connection.CreateCommand();
        asked.CommandText = """
            SELECT to_regclass('meta') IS NOT NULL, EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p'))
            """;
        await using (var answer = await asked.ExecuteReaderAsync(ct).ConfigureAwait(false))
        {
            await answer.ReadAsync(ct).ConfigureAwait(false);
            if (!answer.GetBoolean(0))
            {
                return answer.GetBoolean(1) ? throw PostgresErrors.Foreign() : null;
            }
        }

        return await ReadVersion(connection, ct).ConfigureAwait(false);
    }

    private static async Task<(int Schema, int OldestBeside)> ReadVersion(NpgsqlConnection connection, CancellationToken ct)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var asked = connection.CreateCommand();
        asked.CommandText = "SELECT name, value FROM meta WHERE name IN ('product', 'schema', 'oldest-beside')";
        await using var answer = await asked.ExecuteReaderAsync(ct).ConfigureAwait(false);
        while (await answer.ReadAsync(ct).ConfigureAwait(false))
        {
            values[answer.GetString(0)] = answer.GetString(1);
        }

        return values.GetValueOrDefault("product") == Product
            ? (int.Parse(values["schema"], CultureInfo.InvariantCulture), int.Parse(values["oldest-beside"], CultureInfo.InvariantCulture))
            : throw PostgresErrors.Foreign();
    }

    private static async Task Run(NpgsqlConnection connection, string script, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = script;
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    private static string Divide(string table, string? storage = null)
    {
        var script = new StringBuilder();
        for (var part = 0; part < PartitionsMax; part++)
        {
            var with = storage is null ? "" : $" WITH ({storage})";
            script.Append(CultureInfo.InvariantCulture,
                $"CREATE TABLE {table}_{part} PARTITION OF {table} FOR VALUES WITH (MODULUS {PartitionsMax}, REMAINDER {part}){with};\n");
        }

        return script.ToString();
    }
}
