using Microsoft.Extensions.Logging.Abstractions;
using SharedConsular.Runtime.Tests.EventStore;

namespace SharedConsular.Runtime.Tests.Lists;

public sealed class ListTests
{
    private static readonly ListQuery Ledgers = new("au", "ledgers");

    [Fact]
    public async Task A_row_is_there_when_its_command_is_answered_and_follows_the_state()
    {
        await using var harness = new RuntimeHarness();
        await harness.Execute("a", new Deposit(5));
        Assert.Equal([5], Balances(await harness.ReadList(Ledgers)));

        await harness.Execute("a", new Withdraw(5));
        Assert.Equal([0], Balances(await harness.ReadList(Ledgers)));
        Assert.Empty((await harness.ReadList(Ledgers with { Terms = ["status:Filled"] })).Rows);
        Assert.Equal([0], Balances(await harness.ReadList(Ledgers with { Terms = ["status:Empty"] })));
    }

    [Fact]
    public async Task A_viewer_loses_a_row_the_state_no_longer_gives()
    {
        await using var harness = new RuntimeHarness();
        await harness.Execute("a", new Deposit(200));
        var row = await harness.Lists.FindRow("auditor", "large", "a", RuntimeHarness.Stop);
        Assert.Equal(Ledger.Key("a"), row?.Entity);

        await harness.Execute("a", new Withdraw(150));
        Assert.Null(await harness.Lists.FindRow("auditor", "large", "a", RuntimeHarness.Stop));
        Assert.Empty((await harness.ReadList(new ListQuery("nz", "ledgers"))).Rows);
    }

    [Theory]
    [InlineData(false, null, null)]
    [InlineData(true, null, null)]
    [InlineData(false, "parity:1", null)]
    [InlineData(true, "parity:1", null)]
    [InlineData(false, null, "name:")]
    [InlineData(true, "parity:0", "name:")]
    public async Task Pages_forwards_and_back_show_every_row_once_in_order(bool descending, string? term, string? prefix)
    {
        await using var harness = await WithLedgers(25);
        var query = Ledgers with
        {
            Descending = descending,
            Prefix = prefix,
            Terms = term is null ? [] : [term, "status:Filled"],
            PageSize = 4,
        };
        var expected = Enumerable.Range(1, 25).Where(i => term is null || $"parity:{i % 2}" == term).ToList();
        if (descending)
        {
            expected.Reverse();
        }

        var pages = new List<ListPage> { await harness.ReadList(query) };
        while (pages[^1].Next is { } next)
        {
            pages.Add(await harness.ReadList(query with { Cursor = next }));
        }

        Assert.Equal(expected, pages.SelectMany(Balances));
        Assert.Null(pages[0].Previous);
        for (var i = pages.Count - 1; i > 0; i--)
        {
            var back = await harness.ReadList(query with { Cursor = pages[i].Previous });
            Assert.Equal(Balances(pages[i - 1]), Balances(back));
            Assert.Equal(i == 1, back.Previous is null);
        }
    }

    [Fact]
    public async Task A_cursor_is_refused_anywhere_but_where_it_was_made()
    {
        await using var harness = await WithLedgers(5);
        var query = Ledgers with { PageSize = 2 };
        var cursor = (await harness.ReadList(query)).Next!;
        var flipped = (cursor[30] == 'A' ? 'B' : 'A') + cursor[31..];
        ListQuery[] others =
        [
            query with { List = "large" },
            query with { Viewer = "nz" },
            query with { Terms = ["parity:1"] },
            query with { Prefix = "name:" },
            query with { Descending = true },
        ];

        Assert.NotEmpty((await harness.ReadList(query with { Cursor = cursor })).Rows);
        Assert.All(others, o => AssertRefused(harness, o with { Cursor = cursor }));
        Assert.All(["", "x", "====", cursor[..20], cursor[..30] + flipped], c =>
            AssertRefused(harness, query with { Cursor = c }));
    }

    [Fact]
    public async Task A_cursor_still_works_after_a_restart()
    {
        await using var harness = await WithLedgers(5);
        var query = Ledgers with { PageSize = 2 };
        var cursor = (await harness.ReadList(query)).Next;
        await harness.Restart();

        Assert.Equal([3, 4], Balances(await harness.ReadList(query with { Cursor = cursor })));
    }

    [Fact]
    public async Task Too_many_terms_are_refused()
    {
        await using var harness = new RuntimeHarness();
        var query = Ledgers with { Terms = [.. Enumerable.Range(0, ListReader.TermsMax + 1).Select(i => $"t{i}")] };
        var answer = Assert.IsType<ListAnswer.Refused>(await harness.Lists.Read(query, RuntimeHarness.Stop));

        Assert.Equal(RuntimeRefusals.TooManyTerms.Code, answer.Reason.Code);
    }

    [Fact]
    public async Task A_rebuild_leaves_the_tables_as_they_were_and_mends_them_when_they_were_not()
    {
        await using var harness = await WithLedgers(150);
        await harness.Execute("e007", new Withdraw(3));
        await harness.Execute("e149", new Withdraw(149));
        var before = await Dump(harness);
        await new ListRebuild(harness.Store, harness.Keys, harness.Types, NullLogger<ListRebuild>.Instance)
            .Rebuild("ledger", RuntimeHarness.Stop);
        Assert.Equal(before, await Dump(harness));

        await harness.Store.ReplaceRows(Ledger.Key("e003"), 1, new ListedState([], []), RuntimeHarness.Stop);
        Assert.NotEqual(before, await Dump(harness));
        await new ListRebuild(harness.Store, harness.Keys, harness.Types, NullLogger<ListRebuild>.Instance)
            .Rebuild("ledger", RuntimeHarness.Stop);
        Assert.Equal(before, await Dump(harness));
    }

    [Fact]
    public async Task A_board_adds_up_after_every_command()
    {
        await using var harness = await WithLedgers(4);
        await harness.Execute("e004", new Withdraw(3));
        await harness.Execute("e003", new Withdraw(99));

        Assert.Equal(
            new Dictionary<string, long> { ["ledgers"] = 4, ["balance"] = 1 + 2 + 3 + 1 }, await harness.Store.ReadTallies("au", RuntimeHarness.Stop));
    }

    private static async Task<RuntimeHarness> WithLedgers(int count)
    {
        var harness = new RuntimeHarness();
        await Task.WhenAll(Enumerable.Range(1, count).Select(i => harness.Execute($"e{i:D3}", new Deposit(i))));

        return harness;
    }

    private static IEnumerable<int> Balances(ListPage page) =>
        page.Rows.Select(r => StoredJson.Read<LedgerRow>(r.Body.Span).Balance);

    private static void AssertRefused(RuntimeHarness harness, ListQuery query)
    {
        var answer = harness.Lists.Read(query, RuntimeHarness.Stop).GetAwaiter().GetResult();

        Assert.Equal(RuntimeRefusals.CursorNotOfThisList, Assert.IsType<ListAnswer.Refused>(answer).Reason);
    }

    private static Task<string> Dump(RuntimeHarness harness) => harness.Store.DumpLists();
}
