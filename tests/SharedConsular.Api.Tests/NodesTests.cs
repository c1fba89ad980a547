using System.Net;
using SharedConsular.Runtime.Tests.EventStore;
#if ORLEANS
using SharedConsular.Contracts;
#endif

namespace SharedConsular.Api.Tests;

/// <summary>Whole programs, as an operator starts them, on one PostgreSQL.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private const string Placement = "Runtime__Placement";

    private string _store = "";

    public async ValueTask InitializeAsync() => _store = await (await PostgresServer.Get()).NewDatabase();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_one_node_stores_the_other_serves_also_when_the_first_is_killed()
    {
        await using var one = await PlatformServer.Start((PlatformServer.StoreSetting, _store));
        await using var other = await PlatformServer.Start((PlatformServer.StoreSetting, _store), ("DataFolder", one.DataFolder));
        var opened = await one.Officer("de").OpenCase(Examples.Application());
        Assert.Equal(opened.Reference, (await other.Officer("ee").See(opened.Reference)).Reference);

        await one.Kill();
        Assert.Single(await other.Officer("ee").Search(opened.Reference));
        Assert.NotEqual(opened.Reference, (await other.Officer("de").OpenCase(Examples.Application())).Reference);
    }

    [Fact]
    public async Task A_node_waits_for_its_database_and_says_so_and_is_not_ready_while_it_is_gone()
    {
        await using var database = await PostgresServer.StartOwn();
        var place = await database.NewDatabase();
        database.Kill();
        await using var server = PlatformServer.Stopped((PlatformServer.StoreSetting, place));
        var starting = server.Start();
        await PlatformServer.Eventually(() => Task.FromResult(server.Output), o => o.Contains("Waiting for the store", StringComparison.Ordinal));
        Assert.False(starting.IsCompleted);
        await database.StartAgain();
        await starting;
        Assert.Equal(HttpStatusCode.OK, (await server.Anybody().Get("/health/ready")).Status);

        database.Kill();
        await PlatformServer.Eventually(() => server.Anybody().Get("/health/ready"), r => r.Status is HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, (await server.Anybody().Get("/health/live")).Status);
        await database.StartAgain();
        await PlatformServer.Eventually(() => server.Anybody().Get("/health/ready"), r => r.Status is HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Orleans", "set ConnectionStrings:Store")]
    [InlineData("Orlens", "Runtime:Placement is Orleans, or nothing")]
    public async Task A_placement_that_can_not_be_is_refused_in_a_sentence(string placement, string why)
    {
        await using var alone = PlatformServer.Stopped((Placement, placement), (PlatformServer.StoreSetting, ""));
        var (code, errors, _) = await alone.StartInVain();

        Assert.Equal(1, code);
        Assert.Contains(why, errors, StringComparison.Ordinal);
    }

#if ORLEANS
    [Fact]
    public async Task Nodes_placed_by_Orleans_work_one_case_and_go_on_when_the_node_of_the_case_hangs_and_is_killed()
    {
        await using var one = await PlatformServer.Start([(PlatformServer.StoreSetting, _store), .. OrleansNode.NewSettings()]);
        await using var other = await PlatformServer.Start([(PlatformServer.StoreSetting, _store), ("DataFolder", one.DataFolder), .. OrleansNode.NewSettings()]);
        await PlatformServer.Eventually(() => other.Anybody().Get("/health/ready"), r => r.Status is HttpStatusCode.OK);
        var opened = await one.Officer("de").OpenCase(Examples.Application());
        var asked = await other.Officer("de").AskForPapers(opened.Reference, "photo");
        Assert.True(asked.IsSuccess, asked.ToString());

        // With a key a request may be decided anywhere, and is once. Without, nobody knows what the node that says nothing has done.
        one.Hang();
        var replies = await Task.WhenAll(
            other.Officer("de").Act(opened.Reference, "paper-requests", new AskForPapersRequest(["passport"]), "key-1"),
            other.Officer("de").AskForPapers(opened.Reference, "visa"));
        Assert.True(replies[0].IsSuccess, replies[0].ToString());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, replies[1].Status);
        Assert.Contains("It is not known whether this was stored.", replies[1].ToString(), StringComparison.Ordinal);

        await one.Kill();
        await PlatformServer.Eventually(() => other.Officer("de").AskForPapers(opened.Reference, "birth certificate"), r => r.IsSuccess);
        Assert.NotEqual(opened.Reference, (await other.Officer("de").OpenCase(Examples.Application())).Reference);
    }
#else
    [Fact]
    public async Task A_build_without_Orleans_says_so()
    {
        await using var node = PlatformServer.Stopped((Placement, "Orleans"), (PlatformServer.StoreSetting, _store));
        var (code, errors, _) = await node.StartInVain();

        Assert.Equal(1, code);
        Assert.Contains("WithOrleans=true", errors, StringComparison.Ordinal);
    }
#endif
}
