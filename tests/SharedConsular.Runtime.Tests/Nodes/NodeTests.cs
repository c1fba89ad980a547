using Microsoft.Extensions.Logging.Abstractions;
using SharedConsular.Runtime.Postgres;
using SharedConsular.Runtime.Tests.EventStore;

namespace SharedConsular.Runtime.Tests.Nodes;

/// <summary>What identical nodes on one store promise each other, each with a cache of its own.</summary>
public sealed class NodeTests : IAsyncLifetime
{
    private readonly FakeClock _time = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("node-tests-");
    private readonly List<IAsyncDisposable> _parts = [];
    private string _place = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _place = await (await PostgresServer.Get()).NewDatabase();

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(_parts))
        {
            await part.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_shown_is_never_older_than_the_bound()
    {
        var (one, other) = (await AddNode(), await AddNode());
        await RuntimeHarness.ExecuteOn(one, "a", new Deposit(5));
        Assert.Equal(5, await BalanceOn(other));
        await RuntimeHarness.ExecuteOn(one, "a", new Deposit(5));

        _time.Advance(EntityRuntime.StaleMax);
        Assert.Equal(10, await BalanceOn(other));
    }

    [Fact]
    public async Task Nothing_is_refused_on_a_state_that_another_node_has_left_behind()
    {
        var (one, other) = (await AddNode(), await AddNode());
        await RuntimeHarness.ExecuteOn(one, "a", new Deposit(5));
        Assert.Equal(5, await BalanceOn(other));
        await RuntimeHarness.ExecuteOn(one, "a", new Deposit(5));

        var outcome = await RuntimeHarness.ExecuteOn(other, "a", new Withdraw(8));
        Assert.Null(outcome.Refusal);
        Assert.Equal((2, 3L), (outcome.State.Balance, outcome.Version));
    }

    [Fact]
    public async Task The_version_a_caller_saw_on_another_node_is_not_called_stale()
    {
        var (one, other) = (await AddNode(), await AddNode());
        await RuntimeHarness.ExecuteOn(one, "a", new Deposit(5));
        Assert.Equal(5, await BalanceOn(other));
        await RuntimeHarness.ExecuteOn(one, "a", new Deposit(5));

        Assert.Null((await RuntimeHarness.ExecuteOn(other, "a", new Deposit(1), ifVersion: 2)).Refusal);
    }

    [Fact]
    public async Task Commands_of_one_entity_on_many_nodes_are_each_decided_on_what_came_before()
    {
        var nodes = new[] { await AddNode(), await AddNode(), await AddNode() };
        const int each = 20;
        await Task.WhenAll(nodes.Select(node => Task.Run(
            async () =>
            {
                for (var i = 0; i < each; i++)
                {
                    await RuntimeHarness.ExecuteOn(node, "a", new Deposit(1));
                }
            },
            Stop)));

        _time.Advance(EntityRuntime.StaleMax);
        Assert.Equal(each * nodes.Length, await BalanceOn(nodes[0]));
    }

    [Fact]
    public async Task One_request_that_reaches_two_nodes_at_once_is_done_once()
    {
        var (one, other) = (await AddNode(), await AddNode());
        for (var i = 0; i < 10; i++)
        {
            var outcomes = await Task.WhenAll(
                Task.Run(() => RuntimeHarness.ExecuteOn(one, "a", new Deposit(1), $"key-{i}"), Stop),
                Task.Run(() => RuntimeHarness.ExecuteOn(other, "a", new Deposit(1), $"key-{i}"), Stop));

            Assert.Equal(outcomes[0].Version, outcomes[1].Version);
        }

        _time.Advance(EntityRuntime.StaleMax);
        Assert.Equal(10, await BalanceOn(one));
    }

    [Fact]
    public async Task A_lease_is_one_nodes_until_it_is_returned_or_runs_out()
    {
        await AddNode();
        await using var store = await PostgresStore.Open(_place, migrate: true, Stop);
        Assert.True(await store.TakeLease("relay", "one", TimeSpan.FromMinutes(1), Stop));
        Assert.True(await store.TakeLease("relay", "one", TimeSpan.FromMinutes(1), Stop));
        Assert.False(await store.TakeLease("relay", "other", TimeSpan.FromMinutes(1), Stop));

        await store.ReturnLease("relay", "other", Stop);
        Assert.False(await store.TakeLease("relay", "other", TimeSpan.FromMinutes(1), Stop));
        await store.ReturnLease("relay", "one", Stop);
        Assert.True(await store.TakeLease("relay", "other", TimeSpan.FromMilliseconds(1), Stop));

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var taken = false;
        for (var i = 0; i < 500 && !taken && await timer.WaitForNextTickAsync(Stop); i++)
        {
            taken = await store.TakeLease("relay", "one", TimeSpan.FromMinutes(1), Stop);
        }

        Assert.True(taken);
    }

    [Fact]
    public async Task A_lease_that_could_not_be_prolonged_ends_here_before_it_ends_in_the_store()
    {
        await using var store = await PostgresStore.Open(_place, migrate: true, Stop);
        using var leases = new Leases(store, _time, NullLogger<Leases>.Instance);
        Assert.True(await leases.Hold(Leases.Relay, Stop));
        await store.DisposeAsync();
        Assert.True(await leases.Hold(Leases.Relay, Stop));

        _time.Advance(Leases.Lifetime);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => leases.Hold(Leases.Relay, Stop).AsTask());
    }

    private async Task<EntityRuntime> AddNode()
    {
        var store = await PostgresStore.Open(_place, migrate: true, Stop);
        var options = new RuntimeOptions { DatabasePath = Path.Combine(_folder.FullName, "node.db") };
        var committer = new GroupCommitter(store, options, NullLogger<GroupCommitter>.Instance);
        var keys = new KeyRing(store, RootKeyring.Open(new RootKeyFile($"{options.DatabasePath}.root-key")));
        _parts.AddRange([store, committer]);

        return new EntityRuntime(store, keys, new EntityTypes().Register(Ledger.Type), committer, options, _time);
    }

    private static async Task<int?> BalanceOn(EntityRuntime node) => (await node.Find(Ledger.Type, Ledger.Key("a"), Stop))?.State.Balance;
}
