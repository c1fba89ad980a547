using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using SharedConsular.Orleans;
using SharedConsular.Runtime;
using SharedConsular.Staff;

namespace SharedConsular.Cluster.Tests.Orleans;

/// <summary>What nodes that are placed by Orleans promise: all that nodes without promise, and one place for each entity.</summary>
public sealed class PlacementTests : IAsyncLifetime
{
    /// <summary>A node is missed within seconds; each try waits for some.</summary>
    private const int TriesMax = 12;

    private static readonly TenantId Estonia = TenantId.Get("ee");
    private static readonly Caller Administrator = new(Estonia, new UserId("administrator-1"), Role.Administrator);

    private PlacementCluster _cluster = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _cluster = await PlacementCluster.Start();

    public ValueTask DisposeAsync() => _cluster?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Commands_that_reach_two_nodes_are_decided_where_the_entity_is()
    {
        await Execute(_cluster.One, Record("mari", "Mari Tamm"));
        var outcome = await Execute(_cluster.Other, Record("jaan", "Jaan Kask"));

        Assert.Equal(_cluster.One.SiloAddress, Assert.Single(await PlacementCluster.PlacesOf(Estonia, _cluster.Other)));
        Assert.Equal(0, PlacementCluster.RuntimeOf(_cluster.Other).EntitiesCached);
        Assert.Equal(["Mari Tamm", "Jaan Kask"], outcome.State.Members.Select(m => m.Name));
        Assert.Equal("Jaan Kask", Assert.IsType<StaffMemberRecorded>(Assert.Single(outcome.Events)).Member.Name);
        Assert.Equal((2L, false), (outcome.Version, outcome.Replayed));
    }

    [Fact]
    public async Task Who_was_answered_through_a_node_is_shown_nothing_older_by_it()
    {
        await Execute(_cluster.One, Record("mari", "Mari Tamm"));
        Assert.Single((await Find(_cluster.Other)).Members);

        await Execute(_cluster.Other, Record("jaan", "Jaan Kask"));
        Assert.Equal(2, (await Find(_cluster.Other)).Members.Length);
    }

    [Fact]
    public async Task Who_asks_is_carried_to_the_place_of_the_entity()
    {
        await Execute(_cluster.One, Record("mari", "Mari Tamm"));
        var ofHerself = await Execute(_cluster.Other, Record(Administrator.User.Value, "Anne Saar"));
        var ofAnother = await Execute(_cluster.Other, Record("jaan", "Jaan Kask"));

        Assert.Equal(StaffRefusals.NotForOneself, ofHerself.Refusal);
        Assert.Null(ofAnother.Refusal);
        var history = await PlacementCluster.RuntimeOf(_cluster.Other).ReadHistory(StaffBook.Type, StaffBook.KeyOf(Estonia), 0, 10, Stop);
        Assert.All(history, e => Assert.Equal(new Actor(Estonia, Administrator.User), e.Actor));
    }

    [Fact]
    public async Task A_call_that_names_nobody_is_refused()
    {
        var place = _cluster.Other.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<ITenantGrain>(Estonia.Value);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(
            () => place.Execute(new PlacedCommand(StaffBook.KeyOf(Estonia), Record("mari", "Mari Tamm"), null, null, null)));
    }

    [Fact]
    public async Task The_same_request_is_answered_the_same_by_every_node()
    {
        var first = await Execute(_cluster.One, Record("mari", "Mari Tamm"), "key");
        var again = await Execute(_cluster.Other, Record("mari", "Mari Tamm"), "key");
        var another = await Execute(_cluster.Other, Record("jaan", "Jaan Kask"), "key", fingerprint: "another");

        Assert.Equal((first.Version, true), (again.Version, again.Replayed));
        Assert.Equal(first.Events, again.Events);
        Assert.Equal(RuntimeRefusals.KeyReused, another.Refusal);
        Assert.Single((await Find(_cluster.Other)).Members);
    }

    [Fact]
    public async Task A_refusal_comes_back_with_its_words()
    {
        await Execute(_cluster.One, Record("mari", "Mari Tamm"));

        Assert.Equal(RuntimeRefusals.Stale, (await Execute(_cluster.Other, Record("jaan", "Jaan Kask"), ifVersion: 0)).Refusal);
        Assert.Null((await Execute(_cluster.Other, Record("jaan", "Jaan Kask"), ifVersion: 1)).Refusal);
    }

    [Fact]
    public async Task The_entities_of_a_killed_node_go_on_at_the_other()
    {
        await Execute(_cluster.One, Record("mari", "Mari Tamm"));
        var other = _cluster.Other;
        await _cluster.Kill(_cluster.One);

        var withKey = await Execute(other, Record("jaan", "Jaan Kask"), "key");
        Assert.Equal(["Mari Tamm", "Jaan Kask"], withKey.State.Members.Select(m => m.Name));

        var withoutKey = await ExecuteUntilSomebodyDoes(other, Record("anne", "Anne Saar"));
        Assert.Equal(3, withoutKey.State.Members.Length);
        Assert.Equal(other.SiloAddress, Assert.Single(await PlacementCluster.PlacesOf(Estonia, other)));
    }

    [Fact]
    public async Task Many_commands_through_both_nodes_are_each_decided_on_what_came_before()
    {
        const int each = 25;
        InProcessSiloHandle[] nodes = [_cluster.One, _cluster.Other];

        await Task.WhenAll(nodes.SelectMany(
            (node, n) => Enumerable.Range(0, each).Select(i => Task.Run(() => Execute(node, Record($"user-{n}-{i}", "Somebody"), $"key-{n}-{i}"), Stop))));

        Assert.Equal(each * nodes.Length, (await Execute(_cluster.One, new RemoveStaffMember(new UserId("nobody")))).State.Members.Length);
        Assert.Single(await PlacementCluster.PlacesOf(Estonia, _cluster.Other));
    }

    private static RecordStaffMember Record(string user, string name) =>
        new(new StaffMember(new UserId(user), name, null, ImmutableArray<string>.Empty));

    private static Task<Outcome<StaffBook, StaffEvent>> Execute(
        InProcessSiloHandle node, StaffCommand command, string? key = null, string fingerprint = "same", long? ifVersion = null) =>
        PlacementCluster.RuntimeOf(node).Execute(
            StaffBook.Type, StaffBook.KeyOf(Estonia), command, Administrator,
            key is null ? null : new RequestIdentity(Administrator, key, fingerprint), ifVersion, Stop);

    private static async Task<Outcome<StaffBook, StaffEvent>> ExecuteUntilSomebodyDoes(InProcessSiloHandle node, StaffCommand command)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                return await Execute(node, command);
            }
            catch (StoreUnavailableException ex) when (ex.Code == StoreUnavailableException.NodeLost && i < TriesMax)
            {
                // Said once for each command that nobody can tell about.
            }
        }
    }

    private static async Task<StaffBook> Find(InProcessSiloHandle node) =>
        (await PlacementCluster.RuntimeOf(node).Find(StaffBook.Type, StaffBook.KeyOf(Estonia), Stop))!.State;
}
