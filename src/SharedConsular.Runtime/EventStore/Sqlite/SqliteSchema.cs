namespace SharedConsular.Runtime.Sqlite;

/// <summary>The tables, by version. A version that was released is never edited; a new one is added behind it.</summary>
internal static class SqliteSchema
{
    public const string Product = "shared-consular";

    /// <summary>Stands in a file that never gave up a page as it was.</summary>
    private const string Overwrites = "overwrites";

    /// <summary>Makes the reads behind one position, and not behind another, found by their entity.</summary>
    internal const string PlaceReads = """
        INSERT INTO read_places SELECT id, tenant, position FROM reads WHERE position > ? AND position <= ? ORDER BY id, tenant, position
        """;

    /// <summary>A larger file is checked at its head only: reading all of it would keep people waiting at the door.</summary>
    private const long CheckedBytesMax = 64 * 1024 * 1024;

    public static long Version => Versions.Length;

    // Events lie in the order they come (the position is the row id), so that a batch fills pages one after another;
    // the unique stream index is what makes a lost race impossible to store.
    private static readonly string[] Versions =
    [
        """
        CREATE TABLE events(
            position INTEGER PRIMARY KEY, type TEXT NOT NULL, tenant TEXT NOT NULL, id TEXT NOT NULL,
            version INTEGER NOT NULL, name TEXT NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL,
            actor_tenant TEXT NOT NULL, actor_user TEXT NOT NULL) STRICT;
        CREATE UNIQUE INDEX events_by_stream ON events(type, tenant, id, version);

        CREATE TABLE snapshots(
            type TEXT NOT NULL, tenant TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, shape TEXT NOT NULL,
            body BLOB NOT NULL, PRIMARY KEY(type, tenant, id)) STRICT, WITHOUT ROWID;

        CREATE TABLE list_rows(
            viewer TEXT NOT NULL, list TEXT NOT NULL, sort TEXT NOT NULL, id TEXT NOT NULL, tenant TEXT NOT NULL,
            type TEXT NOT NULL, terms TEXT NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY(viewer, list, sort, id, tenant, type)) STRICT, WITHOUT ROWID;
        CREATE INDEX list_rows_by_entity ON list_rows(id, viewer, list);

        CREATE TABLE list_terms(
            viewer TEXT NOT NULL, list TEXT NOT NULL, term TEXT NOT NULL, sort TEXT NOT NULL, id TEXT NOT NULL,
            tenant TEXT NOT NULL, type TEXT NOT NULL,
            PRIMARY KEY(viewer, list, term, sort, id, tenant, type)) STRICT, WITHOUT ROWID;

        CREATE TABLE clocks(
            type TEXT NOT NULL, tenant TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, due_at INTEGER NOT NULL,
            wake_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY(type, tenant, id, name)) STRICT, WITHOUT ROWID;
        CREATE INDEX clocks_by_wake ON clocks(wake_at);

        CREATE TABLE outbox(
            position INTEGER PRIMARY KEY AUTOINCREMENT, type TEXT NOT NULL, tenant TEXT NOT NULL, id TEXT NOT NULL,
            topic TEXT NOT NULL, order_key TEXT NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0, next_attempt_at INTEGER NOT NULL DEFAULT 0, dead_at INTEGER,
            last_error_code TEXT) STRICT;
        CREATE INDEX outbox_by_key ON outbox(order_key, position);
        CREATE INDEX outbox_dead ON outbox(position) WHERE dead_at IS NOT NULL;

        CREATE TABLE idempotency(
            caller_tenant TEXT NOT NULL, caller_user TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL,
            type TEXT NOT NULL, tenant TEXT NOT NULL, id TEXT NOT NULL, version_before INTEGER NOT NULL,
            version INTEGER NOT NULL, refusal BLOB, expires_at INTEGER NOT NULL,
            PRIMARY KEY(caller_tenant, caller_user, key)) STRICT, WITHOUT ROWID;
        CREATE INDEX idempotency_by_expiry ON idempotency(expires_at);

        CREATE TABLE kept_documents(
            kind TEXT NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY(kind, id)) STRICT;
        """,

        // Evidence. The entries of an index lie in the order of position where they are alike otherwise.
        """
        CREATE TABLE reads(
            position INTEGER PRIMARY KEY, type TEXT NOT NULL, tenant TEXT NOT NULL, id TEXT NOT NULL,
            reader_tenant TEXT NOT NULL, reader_user TEXT NOT NULL, reader_role TEXT NOT NULL, rule TEXT NOT NULL,
            purpose TEXT NOT NULL, agreement TEXT, fields TEXT NOT NULL, via TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
        CREATE INDEX reads_by_tenant ON reads(tenant);
        CREATE INDEX reads_by_entity ON reads(id, tenant);

        CREATE TABLE audit_blocks(
            tenant TEXT NOT NULL, number INTEGER NOT NULL, previous TEXT NOT NULL, events_after INTEGER NOT NULL,
            events_to INTEGER NOT NULL, events INTEGER NOT NULL, reads_after INTEGER NOT NULL, reads_to INTEGER NOT NULL,
            reads INTEGER NOT NULL, root TEXT NOT NULL, sealed_at INTEGER NOT NULL, signature BLOB NOT NULL,
            leaves BLOB NOT NULL, PRIMARY KEY(tenant, number)) STRICT;

        CREATE TABLE audit_sealed(events INTEGER NOT NULL, reads INTEGER NOT NULL) STRICT;
        INSERT INTO audit_sealed VALUES (0, 0);
        """,

        // Sealing.
        """
        CREATE TABLE tenant_keys(
            tenant TEXT NOT NULL, version INTEGER NOT NULL, wrapped BLOB NOT NULL,
            PRIMARY KEY(tenant, version)) STRICT, WITHOUT ROWID;

        CREATE TABLE person_keys(
            tenant TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, subject TEXT NOT NULL, key_id TEXT NOT NULL,
            tenant_key INTEGER NOT NULL, wrapped BLOB NOT NULL,
            PRIMARY KEY(tenant, type, id, subject)) STRICT, WITHOUT ROWID;
        """,

        // Boards. What each entity counts for lies beside the sums, so that a change takes away exactly what was added.
        """
        CREATE TABLE tallies(
            board TEXT NOT NULL, name TEXT NOT NULL, total INTEGER NOT NULL, PRIMARY KEY(board, name)) STRICT, WITHOUT ROWID;
        CREATE TABLE entity_tallies(
            type TEXT NOT NULL, tenant TEXT NOT NULL, id TEXT NOT NULL, counts TEXT NOT NULL,
            PRIMARY KEY(type, tenant, id)) STRICT, WITHOUT ROWID;
        """,

        // Whose key wraps a person's: not that of a state she fears.
        """
        ALTER TABLE person_keys ADD COLUMN wrapped_by TEXT NOT NULL DEFAULT '';
        UPDATE person_keys SET wrapped_by = tenant;
        """,

        // What the reads of an entity are found by. Whoever waits for a record would wait for a page of this for each entity that is read,
        // so it is written for thousands at once when they are sealed.
        """
        DROP INDEX reads_by_entity;
        CREATE TABLE read_places(id TEXT NOT NULL, tenant TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY(id, tenant, position)) STRICT, WITHOUT ROWID;
        INSERT INTO read_places SELECT id, tenant, position FROM reads WHERE position <= (SELECT reads FROM audit_sealed) ORDER BY id, tenant, position;
        """,
    ];

    /// <summary>Brings a file to this version, or says why it cannot be used.</summary>
    public static void Prepare(SqliteSession session, long fileBytes)
    {
        // The first statement that touches the file finds out whether it is a database at all.
        var isEmpty = session.ReadNumber("SELECT count(*) FROM sqlite_master") == 0;
        var isOurs = session.ReadNumber("SELECT count(*) FROM sqlite_master WHERE name = 'meta'") == 1
            && session.ReadNumber($"SELECT count(*) FROM meta WHERE name = 'product' AND value = '{Product}'") == 1;
        if (!isEmpty && !isOurs)
        {
            throw SqliteErrors.Foreign();
        }

        var found = isEmpty ? 0 : session.ReadNumber("SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'schema'");
        if (found > Version)
        {
            throw SqliteErrors.NewerVersion(found, Version);
        }

        Check(session, fileBytes);
        // What is deleted is overwritten, also on pages that are given up: a page that was merged into another keeps its copy.
        // A checkpoint writes each page once, however often it changed since the last one; 128 MB of log are read back in
        // about half a second after a crash.
        session.RunScript($"""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = -65536;
            PRAGMA wal_autocheckpoint = 32768;
            PRAGMA secure_delete = ON;
            """);
        if (found < Version)
        {
            session.Transaction(s => Upgrade(s, (int)found));
        }

        if (session.ReadNumber($"SELECT count(*) FROM meta WHERE name = '{Overwrites}'") == 0)
        {
            // Pages that an earlier release gave up were not overwritten.
            session.RunScript($"VACUUM; INSERT INTO meta VALUES ('{Overwrites}', 1)");
        }
    }

    private static void Check(SqliteSession session, long fileBytes)
    {
        var statement = session.Prepare(
            fileBytes <= CheckedBytesMax ? "PRAGMA quick_check(1)" : "PRAGMA quick_check('meta')");
        var isSound = statement.Step() && statement.GetText(0) == "ok";
        statement.Reset();
        if (!isSound)
        {
            throw SqliteErrors.Corrupt(null);
        }
    }

    private static bool Upgrade(SqliteSession session, int found)
    {
        if (found == 0)
        {
            session.RunScript($"""
                CREATE TABLE meta(name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
                INSERT INTO meta VALUES ('product', '{Product}'), ('cursor-secret', randomblob(32)), ('probe', 0), ('{Overwrites}', 1);
                """);
        }

        foreach (var script in Versions[found..])
        {
            session.RunScript(script);
        }

        return session.Prepare("INSERT OR REPLACE INTO meta VALUES ('schema', ?)").Number(Version).Run() == 1;
    }
}
