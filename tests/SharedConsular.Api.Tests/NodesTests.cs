using System.Net;
using SharedConsular.Runtime.Tests.EventStore;

namespace SharedConsular.Api.Tests;

/// <summary>Whole programs, as an operator starts them, on one PostgreSQL.</summary>
public sealed class NodesTests : IAsyncLifetime
{
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
}
