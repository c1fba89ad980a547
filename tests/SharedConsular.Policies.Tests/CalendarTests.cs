using SharedConsular.Calendars;

namespace SharedConsular.Policies.Tests;

public sealed class CalendarTests(StandardPolicies standard) : IClassFixture<StandardPolicies>
{
    [Theory]
    [InlineData(2024, "2024-03-31", "2024-05-05")]
    [InlineData(2025, "2025-04-20", "2025-04-20")]
    [InlineData(2026, "2026-04-05", "2026-04-12")]
    [InlineData(2027, "2027-03-28", "2027-05-02")]
    public void Easter_falls_where_the_churches_say(int year, string western, string orthodox)
    {
        Assert.Equal(DateOnly.Parse(western), CalendarsFile.EasterSunday(year));
        Assert.Equal(DateOnly.Parse(orthodox), CalendarsFile.OrthodoxEasterSunday(year));
    }

    [Theory]
    [InlineData("ee", "2026-02-24", false)]
    [InlineData("lv", "2026-02-24", true)]
    [InlineData("ee", "2026-04-03", false)]
    [InlineData("gr", "2026-04-10", false)]
    [InlineData("gr", "2026-04-03", true)]
    [InlineData("eg", "2026-11-22", true)]
    [InlineData("eg", "2026-11-20", false)]
    [InlineData("us", "2026-11-26", false)]
    [InlineData("se", "2026-06-19", false)]
    [InlineData("nz", "2027-02-08", false)]
    public void A_day_is_worked_or_not_where_the_authority_is(string state, string day, bool worked) =>
        Assert.Equal(worked, Calendar(state).IsWorkingDay(DateOnly.Parse(day)));

    [Fact]
    public void Every_member_of_the_Union_has_a_calendar()
    {
        var union = standard.Set.Tenants.Where(t => t.Groups.Contains("EU")).Select(t => t.Id);

        Assert.Empty(union.Except(standard.Set.Calendars.Select(c => c.Authority)));
    }

    [Fact]
    public void An_offset_may_have_half_hours() => Assert.Equal(new TimeSpan(5, 30, 0), Calendar("in").UtcOffset);

    private WorkCalendar Calendar(string state) => standard.Set.Calendars.Single(c => c.Authority.Value == state);
}
