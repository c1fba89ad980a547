using SharedConsular.Cli.Replay;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Tests.Replay;

public sealed class ClockLedgerTests
{
    private static readonly DateTimeOffset Friday = new(2026, 11, 20, 15, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Tuesday = new(2026, 11, 24, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Working_days_given_over_a_weekend_are_as_many_in_the_middle_of_the_week()
    {
        var clock = Clock(Friday, new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(new DateTimeOffset(2026, 11, 27, 0, 0, 0, TimeSpan.Zero), ClockLedger.DueInWeek(clock, Tuesday));
    }

    [Fact]
    public void Hours_are_hours() =>
        Assert.Equal(Tuesday.AddHours(4), ClockLedger.DueInWeek(Clock(Friday, Friday.AddHours(4)), Tuesday));

    private static CaseClockResponse Clock(DateTimeOffset started, DateTimeOffset due) => new("accept-case", "ee", started, due, "green", false);
}
