using System.Collections.Immutable;
using SharedConsular.Tenants;

namespace SharedConsular.Calendars;

/// <summary>
/// The working days of one authority. A working day is not a weekend day or public holiday of the authority that has
/// to act (Directive (EU) 2019/997), so a clock names the calendar it runs on.
/// </summary>
/// <param name="Weekend">The days of rest; Friday and Saturday in several states.</param>
/// <param name="FixedHolidays">Every year, as month and day.</param>
/// <param name="Holidays">Single days: moving feasts and bridge days of the years that were entered.</param>
/// <param name="UtcOffset">The authority's standard time; a day ends at its midnight.</param>
public sealed record WorkCalendar(
    TenantId Authority,
    ImmutableArray<DayOfWeek> Weekend,
    ImmutableArray<(int Month, int Day)> FixedHolidays,
    ImmutableSortedSet<DateOnly> Holidays,
    TimeSpan UtcOffset,
    Confidence Basis)
{
    /// <summary>No deadline is counted further than this; a calendar without working days is a fault of its data.</summary>
    private const int DaysAheadMax = 3660;

    /// <summary>Saturday and Sunday, no holidays, UTC: what holds for an authority that entered no calendar.</summary>
    public static WorkCalendar Default(TenantId authority) =>
        new(authority, [DayOfWeek.Saturday, DayOfWeek.Sunday], [], [], TimeSpan.Zero, Confidence.Proposal);

    public bool IsWorkingDay(DateOnly day) =>
        !Weekend.Contains(day.DayOfWeek) && !FixedHolidays.Contains((day.Month, day.Day)) && !Holidays.Contains(day);

    /// <summary>
    /// The moment at which a period of working days ends: the day of the event is not counted, and the last hour of
    /// the last working day is included (Regulation (EEC, Euratom) 1182/71, article 3; from memory).
    /// </summary>
    /// <exception cref="InvalidOperationException">The calendar has too few working days.</exception>
    public DateTimeOffset EndOfWorkingDays(DateTimeOffset from, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);

        var start = DateOnly.FromDateTime(from.ToOffset(UtcOffset).DateTime);
        var day = start;
        for (var left = workingDays; left > 0;)
        {
            day = day.AddDays(1);
            if (day.DayNumber - start.DayNumber > DaysAheadMax)
            {
                throw new InvalidOperationException($"The calendar of {Authority} has too few working days.");
            }

            if (IsWorkingDay(day))
            {
                left--;
            }
        }

        return new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), UtcOffset).ToUniversalTime();
    }
}
