using Microsoft.Extensions.Logging.Abstractions;

namespace SharedConsular.Runtime.Tests.Idempotency;

public sealed class IdempotencyTests
{
    [Fact]
    public async Task The_same_request_is_given_the_same_answer_also_after_a_restart()
    {
        await using var harness = new RuntimeHarness();
        var first = await harness.Execute("a", new Deposit(5), "key");
        await harness.Execute("a", new Deposit(1));
        await harness.Restart();

        // Even when the entity's id is chosen anew by whoever repeats the request.
        var again = await harness.Execute("b", new Deposit(5), "key");
        Assert.Equal(first.Key, again.Key);
        Assert.Equal(first.Events, again.Events);
        Assert.Equal((5, 1L, true), (again.State.Balance, again.Version, again.Replayed));
        Assert.Null(await harness.Find("b"));
    }

    [Fact]
    public async Task A_refusal_is_remembered_even_when_it_would_be_accepted_now()
    {
        await using var harness = new RuntimeHarness();
        var first = await harness.Execute("a", new Withdraw(5), "key");
        await harness.Execute("a", new Deposit(9));
        await harness.Restart();
        var again = await harness.Execute("a", new Withdraw(5), "key");

        Assert.NotNull(first.Refusal);
        Assert.Equal(first.Refusal, again.Refusal);
        Assert.True(again.Replayed);
        Assert.Equal(9, (await harness.Find("a"))?.State.Balance);
    }

    [Fact]
    public async Task A_request_that_changed_nothing_is_remembered()
    {
        await using var harness = new RuntimeHarness();
        await harness.Execute("a", new Deposit(5));
        await harness.Execute("a", new Deposit(0), "key");
        await harness.Execute("a", new Deposit(5));
        var again = await harness.Execute("a", new Deposit(0), "key");

        Assert.Equal((true, 1L), (again.Replayed, again.Version));
        Assert.Empty(again.Events);
    }

    [Fact]
    public async Task A_key_used_for_another_request_is_refused()
    {
        await using var harness = new RuntimeHarness();
        await harness.Execute("a", new Deposit(5), "key", "one");
        var other = await harness.Execute("a", new Deposit(6), "key", "two");

        Assert.Equal(RuntimeRefusals.KeyReused, other.Refusal);
        Assert.Equal(5, (await harness.Find("a"))?.State.Balance);
    }

    [Fact]
    public async Task When_all_arrive_at_once_on_two_nodes_one_decides_and_all_get_its_answer()
    {
        await using var harness = new RuntimeHarness();
        var other = harness.AddNode();
        for (var round = 0; round < 20; round++)
        {
            var key = $"key-{round}";
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() =>
                RuntimeHarness.ExecuteOn(i % 2 == 0 ? harness.Runtime : other, $"{key}-{i}", new Deposit(5), key))));

            Assert.Single(outcomes, o => !o.Replayed);
            Assert.Single(outcomes.Select(o => (o.Key, o.Version, o.State.Balance)).Distinct());
        }

        Assert.Equal(20, (await harness.Store.ReadAll(0, 1_000, RuntimeHarness.Stop)).Count);
    }

    [Fact]
    public async Task A_key_is_free_again_after_its_time_and_the_answer_is_swept_away()
    {
        await using var harness = new RuntimeHarness();
        await harness.Execute("a", new Deposit(5), "key");
        using var sweep = new AnswerSweep(harness.Store, harness.Leases, harness.Time, NullLogger<AnswerSweep>.Instance);
        harness.Time.Advance(EntityRuntime.AnswersKept - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await sweep.SweepExpired(RuntimeHarness.Stop));
        Assert.True((await harness.Execute("a", new Deposit(5), "key")).Replayed);

        harness.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await sweep.SweepExpired(RuntimeHarness.Stop));
        Assert.False((await harness.Execute("a", new Deposit(5), "key")).Replayed);
    }
}
