using SharedConsular.Tenants;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Tenants;

public sealed class PeriodTests
{
    [Fact]
    public void Both_days_are_included()
    {
        var period = new Period(Day, Day.AddDays(1));

        Assert.Equal([false, true, true, false], Enumerable.Range(-1, 4).Select(i => period.Contains(Day.AddDays(i))));
    }

    [Fact]
    public void Without_a_day_it_has_no_end()
    {
        Assert.True(Period.Always.Contains(DateOnly.MinValue) && Period.Always.Contains(DateOnly.MaxValue));
        Assert.True(new Period(Day, null).Contains(DateOnly.MaxValue));
        Assert.False(new Period(null, Day).Contains(Day.AddDays(1)));
    }

    [Fact]
    public void A_reversed_period_contains_nothing() => Assert.False(new Period(Day.AddDays(1), Day).Contains(Day));
}
