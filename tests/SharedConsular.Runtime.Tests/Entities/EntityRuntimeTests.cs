namespace SharedConsular.Runtime.Tests.Entities;

public sealed class EntityRuntimeTests
{
    [Fact]
    public async Task A_command_is_answered_with_its_events_and_the_state_after_them()
    {
        await using var harness = new RuntimeHarness();
        var outcome = await harness.Execute("a", new Deposit(5));

        Assert.Equal([new Deposited(5, "")], outcome.Events);
        Assert.Equal((5, 1L, false), (outcome.State.Balance, outcome.Version, outcome.Replayed));
    }

    [Fact]
    public async Task An_entity_is_the_same_after_a_restart()
    {
        await using var harness = new RuntimeHarness();
        await harness.Execute("a", new Deposit(5));
        await harness.Execute("a", new Withdraw(2));
        await harness.Restart();

        Assert.Equal((3, 2L), await harness.Find("a") is { } found ? (found.State.Balance, found.Version) : default);
    }

    [Fact]
    public async Task An_entity_nothing_happened_to_is_not_found()
    {
        await using var harness = new RuntimeHarness();
        await harness.Execute("a", new Withdraw(1));

        Assert.Null(await harness.Find("a"));
    }

    [Fact]
    public async Task A_refusal_writes_nothing()
    {
        await using var harness = new RuntimeHarness();
        await harness.Execute("a", new Deposit(5));
        var outcome = await harness.Execute("a", new Withdraw(6));

        Assert.Equal("Only 5 is left.", outcome.Refusal?.Text);
        Assert.Single(await harness.Store.ReadAll(0, 10, RuntimeHarness.Stop));
    }

    [Fact]
    public async Task A_command_for_another_version_is_refused_as_stale()
    {
        await using var harness = new RuntimeHarness();
        await harness.Execute("a", new Deposit(5));
        var stale = await harness.Execute("a", new Deposit(1), ifVersion: 0);
        var current = await harness.Execute("a", new Deposit(1), ifVersion: 1);

        Assert.Equal(RuntimeRefusals.Stale, stale.Refusal);
        Assert.Equal(2, current.Version);
    }

    [Fact]
    public async Task Commands_that_race_on_one_entity_leave_no_gap_and_lose_nothing()
    {
        await using var harness = new RuntimeHarness();
        var other = harness.AddNode();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() =>
            RuntimeHarness.ExecuteOn(i % 2 == 0 ? harness.Runtime : other, "a", new Deposit(1, $"{i}")))));

        var events = await harness.Store.ReadEvents(Ledger.Key("a"), 0, 1_000, RuntimeHarness.Stop);
        Assert.Equal(Enumerable.Range(1, 200).Select(v => (long)v), events.Select(e => e.Version));
        Assert.Equal(Enumerable.Range(1, 200).Select(v => (long)v), outcomes.Select(o => o.Version).Order());
        Assert.All(outcomes, o => Assert.Equal(o.Version, o.State.Balance));
    }

    [Fact]
    public async Task A_command_that_lost_its_race_is_decided_again_on_what_the_winner_stored()
    {
        await using var harness = new RuntimeHarness();
        var other = harness.AddNode();
        await harness.Execute("a", new Deposit(5));
        await RuntimeHarness.ExecuteOn(other, "a", new Withdraw(5));

        // This node still believes that there are 5, and finds out when it stores.
        await harness.Execute("a", new Deposit(1));
        Assert.Equal(1, (await harness.Find("a"))?.State.Balance);
    }

    [Fact]
    public async Task History_tells_who_did_what_and_when()
    {
        await using var harness = new RuntimeHarness();
        await harness.Execute("a", new Deposit(5));
        var history = await harness.Runtime.ReadHistory(Ledger.Type, Ledger.Key("a"), 0, 10, RuntimeHarness.Stop);

        var entry = Assert.Single(history);
        Assert.Equal(new Actor(RuntimeHarness.Officer.Tenant, RuntimeHarness.Officer.User), entry.Actor);
        Assert.Equal(harness.Time.GetUtcNow(), entry.RecordedAt);
    }

    [Fact]
    public async Task Memory_holds_only_so_many_entities_and_forgets_nothing()
    {
        await using var harness = new RuntimeHarness(o => o with { EntitiesCachedMax = 32 });
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => harness.Execute($"e{i}", new Deposit(i + 1)))));
        await harness.Execute("last", new Deposit(1));

        Assert.InRange(harness.Runtime.EntitiesCached, 1, 500);
        for (var i = 0; i < 500; i++)
        {
            Assert.Equal(i + 1, (await harness.Find($"e{i}"))?.State.Balance);
        }

        Assert.InRange(harness.Runtime.EntitiesCached, 1, 33);
    }

    [Fact]
    public async Task One_tenant_never_meets_an_entity_of_another()
    {
        await using var harness = new RuntimeHarness();
        await harness.Execute("a", new Deposit(5));

        Assert.Null(await harness.Runtime.Find(Ledger.Type, Ledger.Key("a", "nz"), RuntimeHarness.Stop));
    }
}
