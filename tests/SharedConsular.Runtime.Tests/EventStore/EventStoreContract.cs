using System.Collections.Immutable;

namespace SharedConsular.Runtime.Tests.EventStore;

/// <summary>What every store promises. A store that cannot keep one of these is not one.</summary>
public abstract class EventStoreContract
{
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Actor Officer = new(TenantId.Get("au"), new UserId("officer-1"));

    protected abstract IEventStore Store { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_are_read_back_as_they_were_written()
    {
        await Commit(NewCommit("a", 0, "one", "two"));
        var stored = (await Store.ReadStream(Ledger.Key("a"), null, long.MaxValue, Stop)).Events;

        Assert.Equal([(1L, "one"), (2L, "two")], stored.Select(e => (e.Version, e.Name)));
        Assert.All(stored, e => Assert.Equal((Ledger.Key("a"), Now, Officer), (e.Key, e.RecordedAt, e.Actor)));
        Assert.Equal("{}"u8, stored[0].Body.Span);
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_nothing_is_written()
    {
        await Commit(NewCommit("a", 0, "one"));
        var stale = NewCommit("a", 0, "two") with
        {
            Rows = [NewRow("au", "cases", "1")],
            Clocks = [new ClockChange("late", Now)],
            Messages = [NewMessage("k")],
            Answer = NewAnswer("key", "a"),
        };

        Assert.Equal([CommitResult.LostRace], await Commit(stale));
        Assert.Single(await Store.ReadAll(0, 10, Stop));
        Assert.Null(await Store.FindRow("au", "cases", "a", Stop));
        Assert.Empty(await Store.ReadDueClocks(Now, 10, Stop));
        Assert.Empty(await Store.ReadDue(Now, 10, Stop));
        Assert.Null(await Store.FindAnswer(NewAnswer("key", "a").Key, Now, Stop));
    }

    [Fact]
    public async Task A_version_beyond_the_stream_is_refused_so_that_no_gap_can_arise() =>
        Assert.Equal([CommitResult.LostRace], await Commit(NewCommit("a", 1, "one")));

    [Fact]
    public async Task A_lost_race_in_a_batch_fails_alone() =>
        Assert.Equal(
            [CommitResult.Stored, CommitResult.LostRace, CommitResult.Stored],
            await Commit(NewCommit("a", 0, "one"), NewCommit("b", 7, "one"), NewCommit("c", 0, "one")));

    [Fact]
    public async Task What_was_decided_on_a_lost_commit_is_lost_with_it()
    {
        await Commit(NewCommit("a", 0, "theirs"));

        // The second would fit the stream as it is now, but it was decided on the first.
        Assert.Equal(
            [CommitResult.LostRace, CommitResult.LostRace],
            await Commit(NewCommit("a", 0, "ours"), NewCommit("a", 1, "ours too")));
        Assert.Single(await Store.ReadAll(0, 10, Stop));
    }

    [Fact]
    public async Task Many_commits_of_one_stream_go_into_one_batch() =>
        Assert.Equal(
            [CommitResult.Stored, CommitResult.Stored],
            await Commit(NewCommit("a", 0, "one"), NewCommit("a", 1, "two")));

    [Fact]
    public async Task A_taken_key_fails_its_commit_alone_and_keeps_the_first_answer()
    {
        await Commit(NewCommit("a", 0, "one") with { Answer = NewAnswer("key", "a") });

        Assert.Equal(
            [CommitResult.KeyTaken, CommitResult.Stored],
            await Commit(
                NewCommit("b", 0, "one") with { Answer = NewAnswer("key", "b") },
                NewCommit("c", 0, "one") with { Answer = NewAnswer("other", "c") }));
        Assert.Equal("a", (await Store.FindAnswer(NewAnswer("key", "a").Key, Now, Stop))?.Entity.Id);
        Assert.Empty((await Store.ReadStream(Ledger.Key("b"), null, long.MaxValue, Stop)).Events);
    }

    [Fact]
    public async Task An_expired_answer_is_not_found_gives_way_and_is_purged()
    {
        var later = Now + EntityRuntime.AnswersKept;
        await Commit(
            NewCommit("a", 0, "one") with { Answer = NewAnswer("key", "a") },
            NewCommit("b", 0, "one") with { Answer = NewAnswer("old", "b") });

        Assert.NotNull(await Store.FindAnswer(NewAnswer("key", "a").Key, later.AddSeconds(-1), Stop));
        Assert.Null(await Store.FindAnswer(NewAnswer("key", "a").Key, later, Stop));
        Assert.Equal(
            [CommitResult.Stored],
            await Commit(NewCommit("c", 0, "one") with { RecordedAt = later, Answer = NewAnswer("key", "c", later) }));
        Assert.Equal(1, await Store.PurgeAnswers(later, 10, Stop));
        Assert.Equal("c", (await Store.FindAnswer(NewAnswer("key", "c").Key, later, Stop))?.Entity.Id);
    }

    [Fact]
    public async Task One_tenant_never_reads_another_tenants_stream()
    {
        await Commit(NewCommit("a", 0, "one"));

        Assert.Empty((await Store.ReadStream(Ledger.Key("a", "nz"), null, long.MaxValue, Stop)).Events);
        Assert.Equal(
            [CommitResult.Stored], await Commit(NewCommit("a", 0, "one") with { Key = Ledger.Key("a", "nz") }));
    }

    [Fact]
    public async Task One_callers_key_is_not_anothers()
    {
        var answer = NewAnswer("key", "b");
        await Commit(NewCommit("a", 0, "one") with { Answer = NewAnswer("key", "a") });

        Assert.Equal([CommitResult.Stored], await Commit(NewCommit("b", 0, "one") with
        {
            Answer = answer with { Key = answer.Key with { User = new UserId("officer-2") } },
        }));
    }

    [Fact]
    public async Task A_snapshot_is_used_only_in_its_shape_and_not_beyond_the_version_asked_for()
    {
        await Commit(NewCommit("a", 0, "one", "two") with { Snapshot = new SerializedSnapshot(2, "s", "{}"u8.ToArray()) });
        await Commit(NewCommit("a", 2, "three"));

        var same = await Store.ReadStream(Ledger.Key("a"), "s", long.MaxValue, Stop);
        var other = await Store.ReadStream(Ledger.Key("a"), "t", long.MaxValue, Stop);
        var earlier = await Store.ReadStream(Ledger.Key("a"), "s", 1, Stop);
        Assert.Equal((2L, 1), (same.Snapshot?.Version, same.Events.Count));
        Assert.Equal((null, 3), (other.Snapshot, other.Events.Count));
        Assert.Equal((null, 1), (earlier.Snapshot, earlier.Events.Count));
    }

    [Fact]
    public async Task A_row_moves_with_its_terms_and_goes_with_them()
    {
        await Commit(NewCommit("a", 0, "one") with { Rows = [NewRow("au", "cases", "1", "x")] });
        await Commit(NewCommit("a", 1, "two") with { Rows = [NewRow("au", "cases", "2", "y")] });

        Assert.Empty(await Read(new ListScan("au", "cases", ["x"], null, false, null)));
        Assert.Equal("2", Assert.Single(await Read(new ListScan("au", "cases", ["y"], null, false, null))).Place.Sort);

        // In the same place again a term left behind would find the row.
        await Commit(NewCommit("a", 2, "three") with { Rows = [NewRow("au", "cases", "1", "y")] });
        Assert.Empty(await Read(new ListScan("au", "cases", ["x"], null, false, null)));

        await Commit(NewCommit("a", 3, "four") with { Rows = [RowChange.Remove("au", "cases")] });
        Assert.Empty(await Read(new ListScan("au", "cases", ["y"], null, false, null)));
        Assert.Empty(await Read(new ListScan("au", "cases", [], null, false, null)));
    }

    [Fact]
    public async Task Rows_are_replaced_only_at_the_version_they_were_made_from()
    {
        await Commit(NewCommit("a", 0, "one") with { Rows = [NewRow("au", "cases", "1"), NewRow("au", "queue", "1")] });

        Assert.False(await Store.ReplaceRows(Ledger.Key("a"), 2, new ListedState([], []), Stop));
        Assert.NotNull(await Store.FindRow("au", "cases", "a", Stop));
        Assert.True(await Store.ReplaceRows(Ledger.Key("a"), 1, new ListedState([NewRow("au", "cases", "3")], []), Stop));
        Assert.Null(await Store.FindRow("au", "queue", "a", Stop));
    }

    [Fact]
    public async Task A_board_sums_what_each_entity_counts_for_now()
    {
        await Commit(NewCommit("a", 0, "one") with { Tallies = [new Tally("kabul", "offered", 4), new Tally("kabul", "persons", 4)] });
        await Commit(NewCommit("b", 0, "one") with { Tallies = [new Tally("kabul", "offered", 2), new Tally("khartoum", "offered", 2)] });
        Assert.Equal(new Dictionary<string, long> { ["offered"] = 6, ["persons"] = 4 }, await Store.ReadTallies("kabul", Stop));

        // Nothing said of them: they stay. A lost race counts for nothing.
        await Commit(NewCommit("a", 1, "two"));
        await Commit(NewCommit("a", 0, "again") with { Tallies = [new Tally("kabul", "offered", 100)] });
        Assert.Equal(6, (await Store.ReadTallies("kabul", Stop))["offered"]);

        await Commit(NewCommit("a", 2, "three") with { Tallies = [new Tally("kabul", "boarded", 4), new Tally("kabul", "persons", 4)] });
        Assert.Equal(new Dictionary<string, long> { ["boarded"] = 4, ["offered"] = 2, ["persons"] = 4 }, await Store.ReadTallies("kabul", Stop));

        Assert.True(await Store.ReplaceRows(Ledger.Key("b"), 1, new ListedState([], [new Tally("khartoum", "offered", 1)]), Stop));
        Assert.False((await Store.ReadTallies("kabul", Stop)).ContainsKey("offered"));
        Assert.Equal(1, (await Store.ReadTallies("khartoum", Stop))["offered"]);
        Assert.Empty(await Store.ReadTallies("nowhere", Stop));
    }

    [Fact]
    public async Task A_clock_is_due_from_its_time_and_moves_and_stops()
    {
        var due = Now.AddTicks(1);
        await Commit(NewCommit("a", 0, "one") with { Clocks = [new ClockChange("late", due)] });
        Assert.Empty(await Store.ReadDueClocks(Now, 10, Stop));
        Assert.Single(await Store.ReadDueClocks(Now.AddMilliseconds(1), 10, Stop));

        await Commit(NewCommit("a", 1, "two") with { Clocks = [new ClockChange("late", Now.AddHours(1))] });
        Assert.Empty(await Store.ReadDueClocks(Now.AddMinutes(1), 10, Stop));

        await Commit(NewCommit("a", 2, "three") with { Clocks = [new ClockChange("late", null)] });
        Assert.Empty(await Store.ReadDueClocks(Now.AddDays(1), 10, Stop));
    }

    [Fact]
    public async Task A_kept_document_never_changes()
    {
        await Store.Keep("policy", "1", "a"u8.ToArray(), Stop);
        await Store.Keep("policy", "1", "a"u8.ToArray(), Stop);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Keep("policy", "1", "b"u8.ToArray(), Stop));
        var kept = await Store.FindKept("policy", "1", Stop);
        Assert.Equal("a"u8, kept!.Value.Span);
        Assert.Null(await Store.FindKept("policy", "2", Stop));
        Assert.Null(await Store.FindKept("world", "1", Stop));
    }

    [Fact]
    public async Task Keys_of_a_type_are_read_in_order_from_anywhere()
    {
        await Commit(NewCommit("b", 0, "one", "two"), NewCommit("a", 0, "one"), NewCommit("c", 0, "one"));

        Assert.Equal(["a", "b"], (await Store.ReadKeys("ledger", null, 2, Stop)).Select(k => k.Id));
        Assert.Equal(["c"], (await Store.ReadKeys("ledger", Ledger.Key("b"), 2, Stop)).Select(k => k.Id));
        Assert.Empty(await Store.ReadKeys("other", null, 2, Stop));
    }

    [Fact]
    public async Task A_persons_key_comes_with_the_commit_and_goes_with_the_one_that_forgets_her()
    {
        var (mari, jaan) = (NewKey("a", "mari"), NewKey("a", "jaan"));
        await Commit(NewCommit("a", 0, "one") with { NewKeys = [mari, jaan], Snapshot = new SerializedSnapshot(1, "shape", "{}"u8.ToArray()) });
        await Commit(NewCommit("b", 0, "one") with { NewKeys = [NewKey("b", "mari")] });
        Assert.Equal(["jaan", "mari"], (await KeysOf("a")).Select(k => k.Subject));
        Assert.Equal("wrapped"u8.ToArray(), (await KeysOf("a"))[0].Wrapped.ToArray());
        Assert.Equal(jaan with { Wrapped = default }, (await KeysOf("a"))[0] with { Wrapped = default });

        await Commit(NewCommit("a", 1, "two") with { Forgotten = ["mari"] });
        var history = await Store.ReadStream(Ledger.Key("a"), "shape", long.MaxValue, Stop);
        Assert.Equal(["jaan"], history.Keys.Select(k => k.Subject));
        Assert.Null(history.Snapshot);
        Assert.Single(await KeysOf("b"));
    }

    [Fact]
    public async Task A_lost_race_neither_makes_nor_destroys_a_key()
    {
        await Commit(NewCommit("a", 0, "one") with { NewKeys = [NewKey("a", "mari")] });
        Assert.Equal([CommitResult.LostRace], await Commit(NewCommit("a", 0, "two") with { NewKeys = [NewKey("a", "jaan")], Forgotten = ["mari"] }));

        Assert.Equal(["mari"], (await KeysOf("a")).Select(k => k.Subject));
    }

    [Fact]
    public async Task A_key_changes_its_tenant_with_the_commit_and_a_rotation_of_the_one_before_does_not_take_it_back()
    {
        var key = NewKey("a", "mari");
        await Commit(NewCommit("a", 0, "one") with { NewKeys = [key] });
        var given = key with { WrappedBy = TenantId.Get("nz"), Wrapped = "theirs"u8.ToArray() };
        Assert.Equal([CommitResult.LostRace], await Commit(NewCommit("a", 0, "two") with { Rewrapped = [given] }));
        Assert.Equal("au", (await KeysOf("a"))[0].WrappedBy.Value);
        await Commit(NewCommit("a", 1, "two") with { Rewrapped = [given] });

        await Store.Rewrap([key with { TenantKey = 2, Wrapped = "ours"u8.ToArray() }], Stop);
        var found = Assert.Single(await KeysOf("a"));
        Assert.Equal(("nz", 1, "theirs"), (found.WrappedBy.Value, found.TenantKey, System.Text.Encoding.UTF8.GetString(found.Wrapped.Span)));
        Assert.Empty(await Store.ReadPersonKeysBefore(TenantId.Get("au"), 2, null, 2, Stop));
        Assert.Equal(["a"], (await Store.ReadPersonKeysBefore(TenantId.Get("nz"), 2, null, 2, Stop)).Select(k => k.Entity.Id));
        Assert.True(await Store.HasRemains(Stop));
    }

    [Fact]
    public async Task The_first_of_two_keys_of_a_tenants_version_stands()
    {
        var tenant = TenantId.Get("au");
        Assert.Null(await Store.FindTenantKey(tenant, null, Stop));
        var first = await Store.KeepTenantKey(new StoredTenantKey(tenant, 1, "first"u8.ToArray()), Stop);
        var second = await Store.KeepTenantKey(new StoredTenantKey(tenant, 1, "second"u8.ToArray()), Stop);
        await Store.KeepTenantKey(new StoredTenantKey(tenant, 2, "next"u8.ToArray()), Stop);

        Assert.Equal(first.Wrapped.ToArray(), second.Wrapped.ToArray());
        Assert.Equal("first"u8.ToArray(), (await Store.FindTenantKey(tenant, 1, Stop))!.Wrapped.ToArray());
        Assert.Equal(2, (await Store.FindTenantKey(tenant, null, Stop))!.Version);
        Assert.Null(await Store.FindTenantKey(TenantId.Get("nz"), null, Stop));
    }

    [Fact]
    public async Task Keys_under_an_older_version_are_found_page_by_page_and_a_destroyed_one_is_not_brought_back()
    {
        foreach (var id in (string[])["a", "b", "c"])
        {
            await Commit(NewCommit(id, 0, "one") with { NewKeys = [NewKey(id, "mari")] });
        }

        var tenant = TenantId.Get("au");
        var page = await Store.ReadPersonKeysBefore(tenant, 2, null, 2, Stop);
        Assert.Equal(["a", "b"], page.Select(k => k.Entity.Id));
        Assert.Equal(["c"], (await Store.ReadPersonKeysBefore(tenant, 2, page[^1], 2, Stop)).Select(k => k.Entity.Id));
        Assert.Empty(await Store.ReadPersonKeysBefore(TenantId.Get("nz"), 2, null, 2, Stop));

        await Commit(NewCommit("a", 1, "two") with { Forgotten = ["mari"] });
        await Store.Rewrap([.. page.Select(k => k with { TenantKey = 2, Wrapped = "anew"u8.ToArray() })], Stop);
        Assert.Empty(await KeysOf("a"));
        Assert.Equal((2, "anew"), ((await KeysOf("b"))[0].TenantKey, System.Text.Encoding.UTF8.GetString((await KeysOf("b"))[0].Wrapped.Span)));
        Assert.Equal(["c"], (await Store.ReadPersonKeysBefore(tenant, 2, null, 2, Stop)).Select(k => k.Entity.Id));
    }

    private Task<IReadOnlyList<StoredPersonKey>> KeysOf(string id) => Store.ReadPersonKeys([Ledger.Key(id)], Stop);

    private static StoredPersonKey NewKey(string id, string subject) => new(Ledger.Key(id), subject, $"{subject}-1", 1, "wrapped"u8.ToArray());

    private static Commit NewCommit(string id, long expectedVersion, params string[] events) => new()
    {
        Key = Ledger.Key(id),
        ExpectedVersion = expectedVersion,
        RecordedAt = Now,
        Actor = Officer,
        Events = [.. events.Select(e => new SerializedEvent(e, "{}"u8.ToArray()))],
    };

    private static RowChange NewRow(string viewer, string list, string sort, params ImmutableArray<string> terms) =>
        new(viewer, list, sort, terms, "{}"u8.ToArray(), Removed: false);

    private static SerializedMessage NewMessage(string orderKey) => new("topic", orderKey, "{}"u8.ToArray());

    private static AnswerRecord NewAnswer(string key, string id, DateTimeOffset? at = null) => new(
        new AnswerKey(Officer.Tenant, Officer.User, key), new StoredAnswer("f", Ledger.Key(id), 0, 1, null),
        (at ?? Now) + EntityRuntime.AnswersKept);

    private Task<IReadOnlyList<CommitResult>> Commit(params Commit[] batch) => Store.CommitBatch(batch, Stop);

    private Task<IReadOnlyList<PlacedRow>> Read(ListScan scan) => Store.ReadRows(scan, 10, Stop);
}
