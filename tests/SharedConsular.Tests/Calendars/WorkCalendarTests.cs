using SharedConsular.Calendars;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Calendars;

public sealed class WorkCalendarTests
{
    private static readonly WorkCalendar Estonia = WorkCalendar.Default(Ee) with { UtcOffset = TimeSpan.FromHours(2) };
    private static readonly WorkCalendar Egypt = WorkCalendar.Default(TenantId.Get("eg")) with
    {
        Weekend = [DayOfWeek.Friday, DayOfWeek.Saturday],
        UtcOffset = TimeSpan.FromHours(2),
    };

    /// <summary>A Friday.</summary>
    private static readonly DateOnly Friday = new(2026, 1, 9);

    [Fact]
    public void The_day_of_the_event_is_not_counted_and_the_last_day_is_included() =>
        Assert.Equal(Utc(2026, 1, 14), WorkCalendar.Default(Fj).EndOfWorkingDays(Utc(2026, 1, 12, 9), 1));

    [Fact]
    public void Two_and_three_and_two_working_days_from_a_friday_end_on_the_friday_a_week_later_and_the_tuesday_after()
    {
        var clocks = WorkCalendar.Default(Fr);
        var asked = clocks.EndOfWorkingDays(Utc(2026, 1, 9, 15), 2);
        var answered = clocks.EndOfWorkingDays(asked.AddSeconds(-1), 3);
        var issued = clocks.EndOfWorkingDays(answered.AddSeconds(-1), 2);

        Assert.Equal([Utc(2026, 1, 14), Utc(2026, 1, 17), Utc(2026, 1, 21)], [asked, answered, issued]);
    }

    [Fact]
    public void Each_side_counts_on_its_own_calendar_and_in_its_own_time()
    {
        // Asked in Cairo on Thursday night, when it is already Friday in Suva.
        var asked = new DateTimeOffset(2026, 1, 8, 23, 0, 0, TimeSpan.FromHours(2));
        var fiji = WorkCalendar.Default(Fj) with { UtcOffset = TimeSpan.FromHours(12) };

        Assert.Equal(new DateTimeOffset(2026, 1, 13, 0, 0, 0, TimeSpan.FromHours(2)), Egypt.EndOfWorkingDays(asked, 2));
        Assert.Equal(new DateTimeOffset(2026, 1, 14, 0, 0, 0, TimeSpan.FromHours(12)), fiji.EndOfWorkingDays(asked, 2));
    }

    [Fact]
    public void A_friday_is_a_working_day_where_the_week_begins_on_monday_and_a_sunday_where_it_begins_on_sunday()
    {
        Assert.True(Estonia.IsWorkingDay(Friday));
        Assert.False(Egypt.IsWorkingDay(Friday));
        Assert.False(Estonia.IsWorkingDay(Friday.AddDays(2)));
        Assert.True(Egypt.IsWorkingDay(Friday.AddDays(2)));
    }

    [Fact]
    public void Holidays_of_every_year_and_of_one_year_are_no_working_days()
    {
        var calendar = Estonia with { FixedHolidays = [(2, 24)], Holidays = [new DateOnly(2026, 4, 3)] };

        Assert.False(calendar.IsWorkingDay(new DateOnly(2026, 2, 24)));
        Assert.False(calendar.IsWorkingDay(new DateOnly(2027, 2, 24)));
        Assert.False(calendar.IsWorkingDay(new DateOnly(2026, 4, 3)));
        Assert.True(calendar.IsWorkingDay(new DateOnly(2028, 4, 3)));
        Assert.Equal(new DateTimeOffset(2026, 4, 7, 0, 0, 0, TimeSpan.FromHours(2)), calendar.EndOfWorkingDays(Utc(2026, 4, 2, 9), 1));
    }

    [Fact]
    public void A_day_ends_at_the_authoritys_midnight_and_is_stored_in_universal_time()
    {
        var end = Estonia.EndOfWorkingDays(Utc(2026, 1, 12, 9), 1);

        Assert.Equal((Utc(2026, 1, 13, 22), TimeSpan.Zero), (end, end.Offset));
    }

    [Fact]
    public void An_event_late_at_night_belongs_to_the_day_that_the_authority_has() =>
        Assert.Equal(Utc(2026, 1, 14, 22), Estonia.EndOfWorkingDays(Utc(2026, 1, 12, 22), 1));

    [Fact]
    public void No_days_at_all_end_today() => Assert.Equal(Utc(2026, 1, 13), WorkCalendar.Default(Fj).EndOfWorkingDays(Utc(2026, 1, 12, 9), 0));

    [Fact]
    public void A_calendar_without_working_days_is_a_fault_and_no_endless_search()
    {
        var never = Estonia with { Weekend = [.. Enum.GetValues<DayOfWeek>()] };

        Assert.Throws<InvalidOperationException>(() => never.EndOfWorkingDays(Utc(2026, 1, 12), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Estonia.EndOfWorkingDays(Utc(2026, 1, 12), -1));
    }

    private static DateTimeOffset Utc(int year, int month, int day, int hour = 0) => new(year, month, day, hour, 0, 0, TimeSpan.Zero);
}
