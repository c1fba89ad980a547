namespace SharedConsular.Runtime.Tests.Clocks;

public sealed class ClockTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_clock_set_before_a_restart_is_answered_after_it_when_it_is_due()
    {
        await using var harness = new RuntimeHarness();
        await harness.Execute("a", new SetReminder(harness.Time.GetUtcNow() + Soon));
        await harness.Restart();
        using var runner = harness.NewClockRunner();
        harness.Time.Advance(Soon - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await runner.RunDue(RuntimeHarness.Stop));

        harness.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await runner.RunDue(RuntimeHarness.Stop));
        Assert.Equal(0, await runner.RunDue(RuntimeHarness.Stop));
        Assert.Equal(1, (await harness.Find("a"))?.State.Reminders);
    }

    [Fact]
    public async Task A_clock_is_answered_by_the_system_itself()
    {
        await using var harness = new RuntimeHarness();
        await harness.Execute("a", new SetReminder(harness.Time.GetUtcNow()));
        using var runner = harness.NewClockRunner();
        await runner.RunDue(RuntimeHarness.Stop);
        var events = await harness.Store.ReadEvents(Ledger.Key("a"), 1, 10, RuntimeHarness.Stop);

        Assert.Equal(Caller.System.User, Assert.Single(events).Actor.User);
    }

    [Fact]
    public async Task A_clock_that_was_moved_is_not_answered_at_its_old_time()
    {
        await using var harness = new RuntimeHarness();
        await harness.Execute("a", new SetReminder(harness.Time.GetUtcNow() + Soon));
        await harness.Execute("a", new SetReminder(harness.Time.GetUtcNow() + Soon + Soon));
        using var runner = harness.NewClockRunner();
        harness.Time.Advance(Soon);

        Assert.Equal(0, await runner.RunDue(RuntimeHarness.Stop));
    }

    [Fact]
    public async Task A_clock_that_its_answer_leaves_standing_rests_before_it_is_tried_again()
    {
        await using var harness = new RuntimeHarness();
        var broken = Ledger.Type with { Name = "broken", OnClock = static _ => new Ignore() };
        var key = Ledger.Key("a") with { Type = "broken" };
        harness.Types.Register(broken);
        await harness.Runtime.Execute(broken, key, new SetReminder(harness.Time.GetUtcNow()), RuntimeHarness.Officer,
            null, null, RuntimeHarness.Stop);
        using var runner = harness.NewClockRunner();

        Assert.Equal(1, await runner.RunDue(RuntimeHarness.Stop));
        Assert.Equal(0, await runner.RunDue(RuntimeHarness.Stop));
        harness.Time.Advance(Soon);
        Assert.Equal(1, await runner.RunDue(RuntimeHarness.Stop));
    }

    [Fact]
    public async Task A_clock_that_its_answer_sets_into_the_past_is_answered_once_a_round()
    {
        await using var harness = new RuntimeHarness();
        var past = harness.Time.GetUtcNow();
        var broken = Ledger.Type with { Name = "broken", OnClock = _ => new SetReminder(past = past.AddMinutes(-1)) };
        harness.Types.Register(broken);
        await harness.Runtime.Execute(broken, Ledger.Key("a") with { Type = "broken" }, new SetReminder(past),
            RuntimeHarness.Officer, null, null, RuntimeHarness.Stop);
        using var runner = harness.NewClockRunner();

        Assert.Equal(1, await runner.RunDue(RuntimeHarness.Stop));
        Assert.Equal(1, await runner.RunDue(RuntimeHarness.Stop));
    }

    [Fact]
    public async Task A_clock_whose_answer_fails_does_not_keep_the_others_waiting()
    {
        await using var harness = new RuntimeHarness();
        var broken = Ledger.Type with { Name = "broken", OnClock = static _ => new Break() };
        harness.Types.Register(broken);
        await harness.Runtime.Execute(broken, Ledger.Key("a") with { Type = "broken" },
            new SetReminder(harness.Time.GetUtcNow()), RuntimeHarness.Officer, null, null, RuntimeHarness.Stop);
        await harness.Execute("b", new SetReminder(harness.Time.GetUtcNow()));
        using var runner = harness.NewClockRunner();
        await runner.RunDue(RuntimeHarness.Stop);

        Assert.Equal(1, (await harness.Find("b"))?.State.Reminders);
    }

    [Fact]
    public async Task A_clock_that_nobody_answers_is_answered_by_who_watches_and_not_before_it_is_late()
    {
        await using var harness = new RuntimeHarness();
        await harness.Execute("a", new SetReminder(harness.Time.GetUtcNow()));
        using var runner = harness.NewClockRunner();
        Assert.Equal(0, await runner.RunOverdue(Soon, RuntimeHarness.Stop));

        harness.Time.Advance(Soon);
        Assert.Equal(1, await runner.RunOverdue(Soon, RuntimeHarness.Stop));
        Assert.Equal(1, (await harness.Find("a"))?.State.Reminders);
        Assert.Equal(0, await runner.RunDue(RuntimeHarness.Stop));
    }
}
