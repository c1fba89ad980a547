using Npgsql;
using SharedConsular.Runtime.Postgres;

namespace SharedConsular.Runtime.Tests.EventStore;

/// <summary>What only a store that many share has to promise.</summary>
public sealed class PostgresTests : IAsyncLifetime
{
    private static readonly string[] TablesOfParties =
    [
        "events", "snapshots", "list_rows", "list_terms", "clocks", "outbox", "idempotency", "reads", "audit_blocks", "tenant_keys", "person_keys",
        "entity_tallies",
    ];

    private string _connection = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _connection = await (await PostgresServer.Get()).NewDatabase();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Raw_sql_of_the_role_reads_rows_of_the_parties_it_names_and_no_others()
    {
        await using var store = await Open();
        await store.CommitBatch([Full("a", "au"), Full("a", "nz")], Stop);
        await store.AppendReads([Audit.EvidenceStoreContract.NewRead("a", "au"), Audit.EvidenceStoreContract.NewRead("a", "nz")], Stop);
        await store.KeepTenantKey(new StoredTenantKey(TenantId.Get("au"), 1, new byte[1]), Stop);
        await store.KeepTenantKey(new StoredTenantKey(TenantId.Get("nz"), 1, new byte[1]), Stop);
        await store.Seal(default, new RecordEnd(1, 0), [Block("au"), Block("nz")], Stop);

        foreach (var table in TablesOfParties)
        {
            Assert.Equal((table, 0L), (table, await Count(table, "")));
            Assert.Equal((table, 1L), (table, await Count(table, "au")));
            Assert.Equal((table, 2L), (table, await Count(table, "au,nz")));
        }
    }

    [Fact]
    public async Task Raw_sql_of_the_role_writes_nothing_of_another_party()
    {
        await using var store = await Open();
        await store.CommitBatch([Full("a", "nz")], Stop);

        Assert.Equal(0, await AsParties("au", "UPDATE list_rows SET body = ''"));
        Assert.Equal(0, await AsParties("au", "DELETE FROM events"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsParties("au", "INSERT INTO tenant_keys VALUES ('nz', 1, '')"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Every_table_with_a_party_is_guarded()
    {
        await using var store = await Open();
        await using var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand("""
            SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname LIKE '%tenant'
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT c.relrowsecurity AND c.relnamespace = 'public'::regnamespace
            """, connection);

        Assert.Null(await command.ExecuteScalarAsync(Stop));
    }

    [Fact]
    public async Task Of_two_nodes_that_race_on_one_entity_one_wins_and_neighbours_are_stored()
    {
        await using var one = await Open();
        await using var other = await Open();
        const int rounds = 20;
        for (var round = 0; round < rounds; round++)
        {
            var batches = await Task.WhenAll(
                one.CommitBatch([Plain("shared", round), Plain($"one-{round}", 0)], Stop),
                other.CommitBatch([Plain($"other-{round}", 0), Plain("shared", round)], Stop));

            Assert.Equal([CommitResult.Stored, CommitResult.LostRace], new[] { batches[0][0], batches[1][1] }.Order());
            Assert.Equal([CommitResult.Stored, CommitResult.Stored], [batches[0][1], batches[1][0]]);
        }

        Assert.Equal(rounds, (await one.ReadStream(Ledger.Key("shared"), null, long.MaxValue, Stop)).Events.Count);
        Assert.Equal(3 * rounds, (await one.ReadAll(0, 1_000, Stop)).Count);
    }

    [Fact]
    public async Task Of_two_nodes_answering_one_request_one_is_told_that_the_key_is_taken()
    {
        await using var one = await Open();
        await using var other = await Open();
        for (var round = 0; round < 20; round++)
        {
            var results = await Task.WhenAll(
                one.CommitBatch([Answered($"one-{round}", $"key-{round}")], Stop), other.CommitBatch([Answered($"other-{round}", $"key-{round}")], Stop));

            Assert.Equal([CommitResult.Stored, CommitResult.KeyTaken], results.Select(r => r[0]).Order());
        }
    }

    [Fact]
    public async Task What_is_settled_waits_for_a_transaction_that_has_a_position_and_is_still_under_way()
    {
        await using var store = await Open();
        await using var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using var slow = new NpgsqlCommand($"""
            SELECT pg_advisory_xact_lock_shared({PostgresCommits.PositionsLock});
            INSERT INTO events(tenant, type, id, version, name, at, actor_tenant, actor_user, body) VALUES ('nz', 'ledger', 'slow', 1, 'one', 0, 'nz', 'u', '')
            """, connection);
        await slow.ExecuteNonQueryAsync(Stop);
        await store.CommitBatch([Plain("a", 0)], Stop);

        var settled = store.ReadSettled(Stop);
        await UntilSomebodyWaits();
        Assert.False(settled.IsCompleted);
        await transaction.CommitAsync(Stop);
        Assert.Equal(2, (await settled).Events);
        Assert.Equal(["slow", "a"], (await store.ReadAll(0, 10, Stop)).Select(e => e.Key.Id));
    }

    [Fact]
    public async Task Nodes_that_start_at_once_on_an_empty_database_make_its_tables_once()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Open()));

        Assert.Single(stores.Select(s => Convert.ToHexString(s.CursorSecret.Span)).Distinct());
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_release_works_beside_a_newer_one_as_long_as_that_one_says_so()
    {
        await (await Open()).DisposeAsync();
        await Run($"UPDATE meta SET value = '{PostgresSchema.Version + 1}' WHERE name = 'schema'");
        await (await Open()).DisposeAsync();

        await Run($"UPDATE meta SET value = '{PostgresSchema.Version + 1}' WHERE name = 'oldest-beside'");
        Assert.Equal(StoreUnavailableException.NewerVersion, (await Assert.ThrowsAsync<StoreUnavailableException>(Open)).Code);
    }

    [Fact]
    public async Task Tables_of_another_program_are_left_alone()
    {
        await Run("CREATE TABLE theirs(id int)");

        Assert.Equal(StoreUnavailableException.Foreign, (await Assert.ThrowsAsync<StoreUnavailableException>(Open)).Code);
    }

    [Fact]
    public async Task A_node_that_may_not_migrate_says_what_it_waits_for()
    {
        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() => PostgresStore.Open(_connection, migrate: false, Stop));
        Assert.Contains("consular store migrate", thrown.Message, StringComparison.Ordinal);

        await PostgresStore.Migrate(_connection, Stop);
        await (await PostgresStore.Open(_connection, migrate: false, Stop)).DisposeAsync();
    }

    [Fact]
    public async Task Nothing_is_left_of_a_row_that_was_taken_away_once_it_is_cleaned()
    {
        await using var store = await Open();
        await store.CommitBatch([Full("a", "au")], Stop);
        await store.CommitBatch(
            [Plain("a", 1) with { Forgotten = ["mari"], Rows = [RowChange.Remove("au", "cases")] }], Stop);
        Assert.True(await store.HasRemains(Stop));
        Assert.NotEqual(0L, await Scalar("SELECT sum(pg_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent IN ('list_rows'::regclass, 'person_keys'::regclass)"));

        await UntilCleaned(store);
        Assert.False(await store.HasRemains(Stop));
        Assert.Equal(0L, await Scalar("SELECT sum(pg_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent IN ('list_rows'::regclass, 'person_keys'::regclass)"));
    }

    [Fact]
    public async Task A_cleaning_waits_for_whoever_may_still_look_at_what_was_erased()
    {
        await using var store = await Open();
        await store.CommitBatch([Full("a", "au")], Stop);
        await using var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync(Stop);
        await using (var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, Stop))
        {
            // It has a number of its own, as anybody has who writes.
            await using var look = new NpgsqlCommand("SELECT pg_current_xact_id()", connection);
            await look.ExecuteScalarAsync(Stop);
            await store.CommitBatch([Plain("a", 1) with { Forgotten = ["mari"] }], Stop);
            Assert.False(await store.Clean(Stop));
        }

        await UntilCleaned(store);
    }

    /// <summary>Other tests have transactions of their own under way on this server.</summary>
    private static async Task UntilCleaned(PostgresStore store)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var isClean = false;
        for (var i = 0; i < 500 && !isClean && await timer.WaitForNextTickAsync(Stop); i++)
        {
            isClean = await store.Clean(Stop);
        }

        Assert.True(isClean);
    }

    private async Task UntilSomebodyWaits()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var i = 0; i < 500 && await Scalar("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") is 0L; i++)
        {
            await timer.WaitForNextTickAsync(Stop);
        }
    }

    private Task<PostgresStore> Open() => PostgresStore.Open(_connection, migrate: true, Stop);

    private static Commit Plain(string id, long expectedVersion, string tenant = "au") => new()
    {
        Key = Ledger.Key(id, tenant),
        ExpectedVersion = expectedVersion,
        RecordedAt = DateTimeOffset.UnixEpoch,
        Actor = new Actor(TenantId.Get(tenant), new UserId("officer-1")),
        Events = [new SerializedEvent("one", "{}"u8.ToArray())],
    };

    private static Commit Answered(string id, string key, string tenant = "au") => Plain(id, 0, tenant) with
    {
        Answer = new AnswerRecord(
            new AnswerKey(TenantId.Get(tenant), new UserId("officer-1"), key), new StoredAnswer("f", Ledger.Key(id, tenant), 0, 1, null),
            DateTimeOffset.UnixEpoch + EntityRuntime.AnswersKept),
    };

    /// <summary>One row in every table.</summary>
    private static Commit Full(string id, string tenant) => Answered(id, "key", tenant) with
    {
        Rows = [new RowChange(tenant, "cases", "1", ["term"], "{}"u8.ToArray(), Removed: false)],
        Clocks = [new ClockChange("late", DateTimeOffset.UnixEpoch)],
        Messages = [new SerializedMessage("topic", id, "{}"u8.ToArray())],
        Snapshot = new SerializedSnapshot(1, "shape", "{}"u8.ToArray()),
        NewKeys = [new StoredPersonKey(Ledger.Key(id, tenant), "mari", "mari-1", 1, new byte[1])],
        Tallies = [new Tally("board", "persons", 1)],
    };

    private static SealedBlock Block(string tenant) => new(
        SharedConsular.Audit.AuditBlock.After(null, TenantId.Get(tenant), (1, 1), (0, 0), [new byte[32]], DateTimeOffset.UnixEpoch), new byte[3],
        [new SealedLeaf(1, new byte[32])]);

    private async Task<long> Count(string table, string parties)
    {
        await using var connection = await AsParties(parties);
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {table}", connection);

        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }

    private async Task<int> AsParties(string parties, string statement)
    {
        await using var connection = await AsParties(parties);
        await using var command = new NpgsqlCommand(statement, connection);

        return await command.ExecuteNonQueryAsync(Stop);
    }

    private async Task<NpgsqlConnection> AsParties(string parties)
    {
        var connection = new NpgsqlConnection(_connection + ";Pooling=false");
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(
            $"SET ROLE {PostgresRoles.OfParties}; SELECT set_config('{PostgresRoles.PartiesSetting}', '{{{parties}}}', false)", connection);
        await command.ExecuteNonQueryAsync(Stop);

        return connection;
    }

    private async Task Run(string statement) => await Scalar(statement);

    private async Task<object?> Scalar(string statement)
    {
        await using var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(statement, connection);

        return await command.ExecuteScalarAsync(Stop) switch { decimal number => (long)number, var other => other };
    }
}
