using SharedConsular.Audit;
using SharedConsular.Runtime.Sqlite;

namespace SharedConsular.Runtime.Tests.Audit;

/// <summary>What every store promises about reads and blocks.</summary>
public abstract class EvidenceStoreContract
{
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly TenantId Ee = TenantId.Get("ee");

    protected abstract IEventStore Store { get; }

    [Fact]
    public async Task Reads_are_read_back_as_they_were_written()
    {
        var (first, second) = (NewRead("a") with { Agreement = "eu" }, NewRead("b"));
        await Store.AppendReads([first, second], RuntimeHarness.Stop);

        var stored = await Store.ReadAllReads(0, 10, RuntimeHarness.Stop);
        Assert.Equal([first, second], stored.Select(r => r.Record));
        Assert.True(stored[0].Position < stored[1].Position);
        Assert.Equal([second], (await Store.ReadAllReads(stored[0].Position, 10, RuntimeHarness.Stop)).Select(r => r.Record));
    }

    [Fact]
    public async Task Reads_are_found_newest_first_page_by_page_and_of_one_tenant_only()
    {
        await Store.AppendReads([.. Enumerable.Range(1, 5).SelectMany(i => new[] { NewRead($"e{i}"), NewRead($"l{i}", "lv") })], RuntimeHarness.Stop);

        var first = await Store.FindReads(new ReadFilter(Ee), 3, RuntimeHarness.Stop);
        var second = await Store.FindReads(new ReadFilter(Ee, first.Before), 3, RuntimeHarness.Stop);
        Assert.Equal(["e5", "e4", "e3"], first.Reads.Select(r => r.Record.Entity.Id));
        Assert.Equal(["e2", "e1"], second.Reads.Select(r => r.Record.Entity.Id));
        Assert.Null(second.Before);
    }

    [Fact]
    public async Task Reads_are_found_by_entity_reader_rule_and_time()
    {
        await Store.AppendReads(
            [
                NewRead("a"),
                NewRead("b") with { Reader = new Actor(TenantId.Get("fr"), new UserId("officer-2")) },
                NewRead("c") with { Rule = "other" },
                NewRead("d") with { At = Now.AddMinutes(1) },
                NewRead("a", "lv"),
            ],
            RuntimeHarness.Stop);

        Assert.Equal(["a"], await Found(new ReadFilter(Ee) { Id = "a" }));
        Assert.Equal(["b"], await Found(new ReadFilter(Ee) { ReaderTenant = TenantId.Get("fr") }));
        Assert.Equal(["b"], await Found(new ReadFilter(Ee) { ReaderUser = "officer-2" }));
        Assert.Equal(["c"], await Found(new ReadFilter(Ee) { Rule = "other" }));
        Assert.Equal(["d"], await Found(new ReadFilter(Ee) { From = Now.AddMinutes(1) }));
        Assert.Equal(["c", "b", "a"], await Found(new ReadFilter(Ee) { Until = Now.AddMinutes(1) }));
    }

    [Fact]
    public async Task Reads_of_an_entity_are_found_once_each_before_and_after_they_are_sealed()
    {
        await Store.AppendReads([NewRead("a") with { Rule = "1" }, NewRead("b"), NewRead("a") with { Rule = "2" }], RuntimeHarness.Stop);
        await Store.AppendReads([NewRead("a", "lv"), NewRead("a") with { Rule = "3" }], RuntimeHarness.Stop);
        var of = new ReadFilter(Ee) { Id = "a" };
        var all = await Store.ReadAllReads(0, 10, RuntimeHarness.Stop);
        Assert.Equal(["3", "2", "1"], await Pages());

        Assert.True(await Store.Seal(default, new RecordEnd(0, all[1].Position), [], RuntimeHarness.Stop));
        Assert.Equal(["3", "2", "1"], await Pages());
        Assert.True(await Store.Seal(new RecordEnd(0, all[1].Position), new RecordEnd(0, all[4].Position), [], RuntimeHarness.Stop));
        Assert.Equal(["3", "2", "1"], await Pages());
        Assert.Equal(["3", "2"], (await Store.FindReads(of, 2, RuntimeHarness.Stop)).Reads.Select(r => r.Record.Rule));

        async Task<List<string>> Pages()
        {
            var (rules, page) = (new List<string>(), await Store.FindReads(of, 1, RuntimeHarness.Stop));
            for (var i = 0; i < all.Count && page.Reads.Count > 0; i++)
            {
                rules.AddRange(page.Reads.Select(r => r.Record.Rule));
                page = await Store.FindReads(of with { Before = page.Before }, 1, RuntimeHarness.Stop);
            }

            return rules;
        }
    }

    [Fact]
    public async Task What_was_committed_is_settled()
    {
        Assert.Equal(new RecordEnd(0, 0), await Store.ReadSettled(RuntimeHarness.Stop));
        await Store.AppendReads([NewRead("a"), NewRead("b")], RuntimeHarness.Stop);

        var reads = await Store.ReadAllReads(0, 10, RuntimeHarness.Stop);
        Assert.Equal(new RecordEnd(0, reads[^1].Position), await Store.ReadSettled(RuntimeHarness.Stop));
    }

    [Fact]
    public async Task A_block_is_read_back_as_it_was_sealed()
    {
        var (first, second) = (NewBlock(null, Ee, 3), NewBlock(NewBlock(null, Ee, 3).Block, Ee, 2));
        Assert.True(await Store.Seal(default, new RecordEnd(3, 0), [first], RuntimeHarness.Stop));
        Assert.True(await Store.Seal(new RecordEnd(3, 0), new RecordEnd(5, 0), [second, NewBlock(null, TenantId.Get("lv"), 1)], RuntimeHarness.Stop));

        var stored = await Store.ReadBlocks(Ee, 0, 10, RuntimeHarness.Stop);
        Assert.Equal([first.Block, second.Block], stored.Select(b => b.Block));
        Assert.Equal(first.Signature.ToArray(), stored[0].Signature.ToArray());
        Assert.Equal(first.Leaves.Select(l => (l.Position, Convert.ToHexString(l.Hash.Span))), stored[0].Leaves.Select(l => (l.Position, Convert.ToHexString(l.Hash.Span))));
        Assert.Equal(second.Block, await Store.FindHead(Ee, RuntimeHarness.Stop));
        Assert.Equal([second.Block], (await Store.ReadBlocks(Ee, 1, 10, RuntimeHarness.Stop)).Select(b => b.Block));
        Assert.Equal([second.Block, first.Block], await Store.ReadHeads(Ee, long.MaxValue, 10, RuntimeHarness.Stop));
        Assert.Equal([first.Block], await Store.ReadHeads(Ee, 2, 10, RuntimeHarness.Stop));
        Assert.Null(await Store.FindHead(TenantId.Get("fi"), RuntimeHarness.Stop));
    }

    [Fact]
    public async Task Of_two_who_seal_from_the_same_place_one_is_refused_and_leaves_nothing()
    {
        Assert.True(await Store.Seal(default, new RecordEnd(3, 0), [NewBlock(null, Ee, 3)], RuntimeHarness.Stop));

        Assert.False(await Store.Seal(default, new RecordEnd(2, 0), [NewBlock(null, TenantId.Get("lv"), 2)], RuntimeHarness.Stop));
        Assert.Equal(new RecordEnd(3, 0), await Store.ReadSealed(RuntimeHarness.Stop));
        Assert.Null(await Store.FindHead(TenantId.Get("lv"), RuntimeHarness.Stop));
    }

    [Fact]
    public async Task A_stretch_of_the_record_is_read_of_one_tenant()
    {
        await Store.AppendReads([NewRead("a"), NewRead("b", "lv"), NewRead("c"), NewRead("d")], RuntimeHarness.Stop);
        var all = await Store.ReadAllReads(0, 10, RuntimeHarness.Stop);

        var found = await Store.ReadReadsOf(Ee, new AuditSpan(all[0].Position, all[2].Position, 0), 10, RuntimeHarness.Stop);
        Assert.Equal(["c"], found.Select(r => r.Record.Entity.Id));
    }

    internal static ReadRecord NewRead(string id, string tenant = "ee") => new(
        new EntityKey(TenantId.Get(tenant), "ledger", id), new Actor(TenantId.Get("de"), new UserId("officer-1")), "officer", "owner-serves",
        "service", null, "case persons", "get", Now);

    private static SealedBlock NewBlock(AuditBlock? before, TenantId tenant, int events)
    {
        var first = before?.Events.To ?? 0;
        var leaves = Enumerable.Range(1, events).Select(i => MerkleTree.HashOfLeaf([(byte)(first + i)])).ToArray();

        return new SealedBlock(
            AuditBlock.After(before, tenant, (first + events, events), (0, 0), leaves, Now), new byte[] { 1, 2, 3 },
            [.. leaves.Select((hash, i) => new SealedLeaf(first + i + 1, hash))]);
    }

    private async Task<IEnumerable<string>> Found(ReadFilter filter) =>
        (await Store.FindReads(filter, 10, RuntimeHarness.Stop)).Reads.Select(r => r.Record.Entity.Id);
}

public sealed class SqliteEvidenceTests : EvidenceStoreContract, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evidence-tests-");
    private readonly SqliteStore _store;

    public SqliteEvidenceTests() => _store = SqliteStore.Open(Path.Combine(_folder.FullName, "store.db"));

    protected override IEventStore Store => _store;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
