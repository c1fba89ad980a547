using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using SharedConsular.Runtime.Tests.EventStore;

namespace SharedConsular.Runtime.Tests;

public sealed class SealingTests : IAsyncDisposable
{
    private static readonly DateOnly Born = new(1984, 2, 29);

    private readonly RuntimeHarness _harness = new();

    private static CancellationToken Stop => RuntimeHarness.Stop;

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task What_is_personal_reads_back_after_a_restart_and_lies_sealed_in_the_file()
    {
        TestStore.SkipUnlessEmbedded();
        await Filled("a");
        await _harness.Restart();

        AssertWhole((await Find("a")).State);
        Assert.Equal("Liis Kask", await NameInList());
        await _harness.Close();
        foreach (var word in new[] { "Ööbik", "1984-02-29", "a quiet remark", "2001-12-24" })
        {
            Assert.False(IsInFiles(word), $"{word} can be read in the file.");
        }

        // The search needs it; it goes with the key.
        Assert.True(IsInFiles("name:Liis Kask"));
        Assert.False(IsInFiles("\"Liis Kask\""));
        await _harness.Restart();
    }

    [Fact]
    public async Task What_was_sealed_is_gone_with_its_key_and_nothing_else_is()
    {
        await Filled("a");
        await Filled("b");
        var before = (await Find("a")).State;
        var erased = await Execute("a", new Forget("liis"));
        await _harness.Restart();
        var found = await Find("a");

        Assert.Equal(Json(erased.State), Json(found.State));
        Assert.Equal((Erased.Text, null), (found.State.Persons[0].Name, found.State.Persons[0].Born));
        Assert.Equal([new DossierRemark(Erased.Text)], found.State.Remarks);
        Assert.Equal(before.Persons[1], found.State.Persons[1]);
        AssertWhole((await Find("b")).State);
        Assert.Equal(["Ööbik Mägi", "Liis Kask"], await NamesInList());
        Assert.DoesNotContain(await _harness.Store.ReadPersonKeys([Dossier.Key("a")], Stop), k => k.Subject == "liis");
    }

    [Fact]
    public async Task The_words_that_search_needs_are_overwritten_where_they_lay()
    {
        TestStore.SkipUnlessEmbedded();
        await Filled("a");
        await Execute("a", new Forget("liis"));
        await Execute("a", new Forget("child"));
        await _harness.Close();

        Assert.False(IsInFiles("Liis Kask"));
        Assert.False(IsInFiles("Ööbik"));
        await _harness.Restart();
        Assert.Empty(await NamesInList());
    }

    [Fact]
    public async Task A_snapshot_is_sealed_and_goes_with_the_key()
    {
        await Filled("a");
        for (var i = 0; i < EntityModel<Dossier, DossierCommand, DossierEvent>.SnapshotEvery; i++)
        {
            await Execute("a", new Remark("a quiet remark"));
        }

        var snapshot = (await History("a")).Snapshot!;
        Assert.DoesNotContain("Ööbik", Encoding.UTF8.GetString(snapshot.Body.Span), StringComparison.Ordinal);
        await _harness.Restart();
        Assert.Equal("Ööbik Mägi", (await Find("a")).State.Persons[1].Name);

        await Execute("a", new Forget("child"));
        Assert.Null((await History("a")).Snapshot);
    }

    [Fact]
    public async Task A_repeated_request_is_answered_without_what_was_erased_since()
    {
        var first = await Execute("a", new Enrol("liis", "Liis Kask", Born), key: "k");
        await Execute("a", new Forget("liis"));
        var again = await Execute("a", new Enrol("liis", "Liis Kask", Born), key: "k");

        Assert.Equal(("Liis Kask", Erased.Text), (first.State.Persons[0].Name, again.State.Persons[0].Name));
        Assert.True(again.Replayed);
        Assert.Equal(Erased.Text, Assert.IsType<Enrolled>(Assert.Single(again.Events)).Person.Name);
    }

    [Fact]
    public async Task A_sealed_value_opens_in_no_other_place_and_not_when_it_was_changed()
    {
        await Filled("a");
        var stored = (await History("a")).Events;
        var keys = await _harness.Keys.Open(Dossier.Key("a"), (await History("a")).Keys, Stop);
        var names = new EventNames<DossierEvent>();
        var remark = Encoding.UTF8.GetString(stored[2].Body.Span);
        using (SealingScope.Open(keys, null))
        {
            Assert.Equal(new Remarked("a quiet remark"), names.Read("remarked", stored[2].Body.Span));
            var elsewhere = Encoding.UTF8.GetBytes("{\"person\":{\"subject\":\"liis\",\"name\":" + remark["{\"text\":".Length..^1] + "}}");
            Assert.Throws<JsonException>(() => names.Read("enrolled", elsewhere));
            var changed = stored[2].Body.ToArray();
            changed[^5] = changed[^5] == (byte)'A' ? (byte)'B' : (byte)'A';
            Assert.Throws<JsonException>(() => names.Read("remarked", changed));
        }

        using (SealingScope.Open(keys with { Entity = Dossier.Key("b") }, null))
        {
            Assert.Throws<JsonException>(() => names.Read("remarked", stored[2].Body.Span));
        }

        Assert.Throws<InvalidOperationException>(() => names.Read("remarked", stored[2].Body.Span));
    }

    [Fact]
    public async Task The_same_words_never_look_the_same()
    {
        await Filled("a");
        await Execute("a", new Remark("a quiet remark"));
        var remarks = (await History("a")).Events.Where(e => e.Name == "remarked").Select(e => Encoding.UTF8.GetString(e.Body.Span)).ToList();

        Assert.Equal(2, remarks.Distinct().Count());
    }

    [Fact]
    public async Task What_was_stored_before_anything_was_sealed_still_reads_but_can_not_be_forgotten()
    {
        await _harness.Store.CommitBatch(
            [
                new Commit
                {
                    Key = Dossier.Key("old"),
                    ExpectedVersion = 0,
                    RecordedAt = _harness.Time.GetUtcNow(),
                    Actor = new Actor(TenantId.Get("au"), new UserId("officer-1")),
                    Events = [new SerializedEvent("enrolled", """{"person":{"subject":"liis","name":"Liis Kask","born":"1984-02-29"}}"""u8.ToArray())],
                },
            ], Stop);

        Assert.Equal(("Liis Kask", Born), ((await Find("old")).State.Persons[0].Name, (await Find("old")).State.Persons[0].Born));
        Assert.Equal(RuntimeRefusals.NotSealed, (await Execute("old", new Forget("liis"))).Refusal);
        await Execute("old", new Remark("a quiet remark"));
        await _harness.Restart();
        Assert.Equal("a quiet remark", (await Find("old")).State.Remarks[0].Text);
        Assert.Equal(RuntimeRefusals.NotSealed, (await Execute("old", new Forget("liis"))).Refusal);
    }

    [Fact]
    public async Task Rows_made_anew_are_sealed_as_they_were()
    {
        await Filled("a");
        await new ListRebuild(_harness.Store, _harness.Keys, _harness.Types, NullLogger<ListRebuild>.Instance).Rebuild("dossier", Stop);

        Assert.Equal("Liis Kask", await NameInList());
        Assert.DoesNotContain("\"Liis Kask\"", await _harness.Store.DumpLists(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_first_uses_of_a_tenants_key_at_once_both_stay_readable()
    {
        using var other = new KeyRing(_harness.Store, RootKeyring.Open(new RootKeyFile($"{_harness.Options.DatabasePath}.root-key")));
        var entity = Dossier.Key("a");
        var keys = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => Task.Run(async () => await (i % 2 == 0 ? _harness.Keys : other).GetCurrent(entity.Tenant, Stop))));
        var person = PersonKey.Make("liis");

        Assert.All(keys, key => Assert.Equal(person.Key, keys[^1].Unwrap(key.Wrap(entity, person)).Key));
    }

    [Fact]
    public async Task Rotation_wraps_every_key_anew_and_leaves_history_as_it_was()
    {
        await Filled("a");
        await Filled("b");
        var before = (await History("a")).Events.Select(e => Encoding.UTF8.GetString(e.Body.Span));
        Assert.Equal(new KeyRotation(2, 4, Resumed: false), await _harness.Keys.Rotate(TenantId.Get("au"), Stop));

        Assert.Equal(before, (await History("a")).Events.Select(e => Encoding.UTF8.GetString(e.Body.Span)));
        Assert.All((await History("b")).Keys, k => Assert.Equal(2, k.TenantKey));
        await Filled("c");
        await _harness.Restart();
        AssertWhole((await Find("a")).State);
        AssertWhole((await Find("c")).State);
        Assert.All((await History("c")).Keys, k => Assert.Equal(2, k.TenantKey));
    }

    [Fact]
    public async Task A_rotation_that_was_broken_off_is_carried_to_its_end()
    {
        await Filled("a");
        await _harness.Keys.Rotate(TenantId.Get("au"), Stop);
        var key = await _harness.Keys.Open(Dossier.Key("a"), (await History("a")).Keys, Stop);

        // As it is when the process died between two batches.
        using var first = new TenantKey(TenantId.Get("au"), 1, RootKeyring.Open(new RootKeyFile($"{_harness.Options.DatabasePath}.root-key"))
            .Unwrap((await _harness.Store.FindTenantKey(TenantId.Get("au"), 1, Stop))!.Wrapped.Span, "tenant-key/au/1"));
        await _harness.Store.Rewrap([first.Wrap(Dossier.Key("a"), key.FindOf("liis")!)], Stop);
        await _harness.Restart();

        AssertWhole((await Find("a")).State);
        Assert.Equal(new KeyRotation(2, 1, Resumed: true), await _harness.Keys.Rotate(TenantId.Get("au"), Stop));
        Assert.All((await History("a")).Keys, k => Assert.Equal(2, k.TenantKey));
    }

    [Fact]
    public async Task Who_is_entrusted_to_another_tenant_is_opened_by_its_key_and_by_the_one_before_no_more()
    {
        await Filled("a");
        await Filled("b");
        var (before, events) = ((await History("a")).Keys, (await History("a")).Events.Select(e => Encoding.UTF8.GetString(e.Body.Span)));
        await Execute("a", new Entrust(TenantId.Get("nz")));
        var (own, other) = (await _harness.Keys.GetCurrent(TenantId.Get("au"), Stop), await _harness.Keys.GetCurrent(TenantId.Get("nz"), Stop));

        Assert.All((await History("a")).Keys, key =>
        {
            Assert.Equal("nz", key.WrappedBy.Value);
            Assert.Throws<AuthenticationTagMismatchException>(() => own.Unwrap(key));
            Assert.Contains(before, b => other.Unwrap(key).Key.AsSpan().SequenceEqual(own.Unwrap(b).Key));
        });
        Assert.All((await History("b")).Keys, k => Assert.Equal("au", k.WrappedBy.Value));
        Assert.Equal(events, (await History("a")).Events.SkipLast(1).Select(e => Encoding.UTF8.GetString(e.Body.Span)));
        await _harness.Restart();
        AssertWhole((await Find("a")).State);

        await Execute("a", new Enrol("late", "Mart Mets", null));
        Assert.All((await History("a")).Keys, k => Assert.Equal("nz", k.WrappedBy.Value));
        Assert.Equal(3, (await History("a")).Keys.Count);
        Assert.True(await _harness.Store.Clean(Stop));
        await _harness.Close();
        Assert.All(before, b => Assert.False(IsInFiles(b.Wrapped.Span), "The key lies in the file as the tenant before had wrapped it."));
        await _harness.Restart();
        Assert.Equal("Mart Mets", (await Find("a")).State.Persons[2].Name);
    }

    [Fact]
    public async Task Rotation_follows_who_is_entrusted_to_another_tenant()
    {
        await Filled("a");
        await Execute("a", new Entrust(TenantId.Get("nz")));

        Assert.Equal(new KeyRotation(2, 0, Resumed: false), await _harness.Keys.Rotate(TenantId.Get("au"), Stop));
        Assert.Equal(new KeyRotation(2, 2, Resumed: false), await _harness.Keys.Rotate(TenantId.Get("nz"), Stop));
        Assert.All((await History("a")).Keys, k => Assert.Equal(("nz", 2), (k.WrappedBy.Value, k.TenantKey)));
        await _harness.Restart();
        AssertWhole((await Find("a")).State);
    }

    [Fact]
    public async Task What_is_still_under_the_key_of_the_tenant_before_changes_with_the_next_event()
    {
        await Filled("a");
        await Execute("a", new Entrust(TenantId.Get("nz")));
        var own = await _harness.Keys.GetCurrent(TenantId.Get("au"), Stop);
        var keys = await _harness.Keys.Open(Dossier.Key("a"), (await History("a")).Keys, Stop);

        // As an earlier release left it.
        var commit = new Commit
        {
            Key = Dossier.Key("a"),
            ExpectedVersion = 4,
            RecordedAt = _harness.Time.GetUtcNow(),
            Actor = new Actor(TenantId.Get("au"), new UserId("officer-1")),
            Events = [new SerializedEvent("forgotten", """{"subject":"nobody"}"""u8.ToArray())],
            Rewrapped = [.. keys.Keys.Select(k => own.Wrap(Dossier.Key("a"), k))],
        };
        await _harness.Store.CommitBatch([commit], Stop);
        await _harness.Restart();
        Assert.All((await History("a")).Keys, k => Assert.Equal("au", k.WrappedBy.Value));
        await Execute("a", new Remark("another"));

        Assert.All((await History("a")).Keys, k => Assert.Equal("nz", k.WrappedBy.Value));
    }

    [Fact]
    public async Task Each_person_has_a_key_of_her_own_which_opens_in_no_other_place()
    {
        await Filled("a");
        await Filled("b");
        var (here, there) = ((await History("a")).Keys, (await History("b")).Keys);
        var own = await _harness.Keys.GetCurrent(TenantId.Get("au"), Stop);
        var opened = here.Concat(there).Select(k => Convert.ToHexStringLower(own.Unwrap(k).Key)).ToList();

        Assert.Equal(4, opened.Distinct().Count());
        Assert.Throws<AuthenticationTagMismatchException>(() => own.Unwrap(here[0] with { Entity = Dossier.Key("b") }));
        Assert.Throws<AuthenticationTagMismatchException>(() => own.Unwrap(here[0] with { Subject = here[1].Subject }));
        Assert.Throws<AuthenticationTagMismatchException>(() => own.Unwrap(here[0] with { Id = here[1].Id }));
    }

    [Fact]
    public async Task Another_root_key_is_noticed_before_anything_is_read_or_written()
    {
        await _harness.Keys.CheckRoot(Stop);
        await Filled("a");
        await _harness.Keys.CheckRoot(Stop);
        using var other = new KeyRing(_harness.Store, RootKeyring.Open(new RootKeyFile($"{_harness.Options.DatabasePath}.another-key")));

        Assert.Equal(StoreUnavailableException.RootKey, (await Assert.ThrowsAsync<StoreUnavailableException>(() => other.CheckRoot(Stop))).Code);
    }

    private async Task Filled(string id)
    {
        await Execute(id, new Enrol("liis", "Liis Kask", Born));
        await Execute(id, new Enrol("child", "Ööbik Mägi", new DateOnly(2001, 12, 24)));
        await Execute(id, new Remark("a quiet remark"));
    }

    private static void AssertWhole(Dossier dossier)
    {
        Assert.Equal([new("liis", "Liis Kask", Born), new("child", "Ööbik Mägi", new DateOnly(2001, 12, 24))], dossier.Persons);
        Assert.Equal([new DossierRemark("a quiet remark")], dossier.Remarks);
    }

    private Task<Outcome<Dossier, DossierEvent>> Execute(string id, DossierCommand command, string? key = null) =>
        _harness.Runtime.Execute(
            Dossier.Type, Dossier.Key(id), command, RuntimeHarness.Officer,
            key is null ? null : new RequestIdentity(RuntimeHarness.Officer, key, "same"), null, Stop);

    private async Task<Found<Dossier>> Find(string id) => (await _harness.Runtime.Find(Dossier.Type, Dossier.Key(id), Stop))!;

    private Task<StoredHistory> History(string id) =>
        _harness.Store.ReadStream(Dossier.Key(id), _harness.Types.Get(Dossier.Type).Shape, long.MaxValue, Stop);

    private async Task<ImmutableArray<string>> NamesInList() =>
        [.. (await _harness.ReadList(new ListQuery("au", "dossiers"))).Rows.Select(r => r.Read<DossierRow>().Name)];

    private async Task<string> NameInList() => Assert.Single(await NamesInList());

    private static string Json(Dossier dossier) => Encoding.UTF8.GetString(StoredJson.Write(dossier));

    private bool IsInFiles(string word) => IsInFiles(Encoding.UTF8.GetBytes(word));

    private bool IsInFiles(ReadOnlySpan<byte> bytes)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_harness.Options.DatabasePath)!, "store.db*"))
        {
            if (File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
