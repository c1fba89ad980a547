using System.Collections.Immutable;
using System.Globalization;
using SharedConsular.Calendars;
using SharedConsular.Policies.Text;
using SharedConsular.Tenants;

namespace SharedConsular.Policies;

/// <summary>Days around Easter Sunday on which offices rest somewhere.</summary>
internal enum EasterDay
{
    MaundyThursday = -3,
    GoodFriday = -2,
    HolySaturday = -1,
    EasterSunday = 0,
    EasterMonday = 1,
    GreatPrayerDay = 26,
    AscensionDay = 39,
    WhitSunday = 49,
    WhitMonday = 50,
    CorpusChristi = 60,
    CarnivalTuesday = -47,
    CleanMonday = -48,
}

/// <summary>Working days by state.</summary>
internal static class CalendarsFile
{
    private const int YearsMax = 20;

    public static ImmutableArray<WorkCalendar> Read(Fields root, Vocabulary vocabulary, SourceMap places)
    {
        var basis = root.Word<Confidence>("basis");
        var years = root.Texts("years").Select(y => int.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0).ToArray();
        if (years.Length > YearsMax || years.Any(y => y is < 1900 or > 2200))
        {
            root.Faults.Error("policy.not-a-date", root.LineOf("years"), $"At most {YearsMax} years such as 2026.");
            years = [];
        }

        var calendars = ImmutableArray.CreateBuilder<WorkCalendar>();
        if (root.Map("calendars") is { } states)
        {
            foreach (var entry in states.Entries())
            {
                if (vocabulary.FindParty(entry.Key) is not { } authority)
                {
                    root.Faults.Error("policy.unknown-word", entry.Line, $"'{entry.Key}' is not a state.");
                }
                else if (states.MapOf(entry.Value) is { } fields)
                {
                    var holidays = fields.Words<EasterDay>("easter").SelectMany(day => years.Select(year => EasterSunday(year).AddDays((int)day)))
                        .Concat(fields.Words<EasterDay>("orthodox_easter")
                            .SelectMany(day => years.Select(year => OrthodoxEasterSunday(year).AddDays((int)day))))
                        .Concat((fields.Find("days") is { } days ? fields.ItemsOf(days) : []).Select(fields.DateOf).OfType<DateOnly>());
                    calendars.Add(new WorkCalendar(
                        authority, fields.Has("weekend") ? fields.Words<DayOfWeek>("weekend") : [DayOfWeek.Saturday, DayOfWeek.Sunday],
                        [.. MonthDays(fields, "fixed")], [.. holidays], Offset(fields), fields.FindWord<Confidence>("basis") ?? basis));
                    fields.End();
                    if (!places.Add($"calendar:{authority}", root.Faults.File, entry.Line))
                    {
                        root.Faults.Error("policy.duplicate-id", entry.Line, $"The calendar of {entry.Key} exists already.");
                    }
                }
            }
        }

        root.End();

        return calendars.ToImmutable();
    }

    /// <summary>Western Easter by the Gregorian computus (Meeus, Jones and Butcher).</summary>
    public static DateOnly EasterSunday(int year)
    {
        var golden = year % 19;
        var (century, ofCentury) = (year / 100, year % 100);
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (ofCentury / 4)) - epact - (ofCentury % 4)) % 7;
        var shift = (golden + (11 * epact) + (22 * weekday)) / 451;
        var sum = epact + weekday - (7 * shift) + 114;

        return new DateOnly(year, sum / 31, (sum % 31) + 1);
    }

    /// <summary>Orthodox Easter by the Julian computus (Meeus), as a Gregorian date; right from 1900 to 2099.</summary>
    public static DateOnly OrthodoxEasterSunday(int year)
    {
        var moon = ((19 * (year % 19)) + 15) % 30;
        var weekday = ((2 * (year % 4)) + (4 * (year % 7)) - moon + 34) % 7;
        var sum = moon + weekday + 114;

        return new DateOnly(year, sum / 31, (sum % 31) + 1).AddDays(13);
    }

    private static IEnumerable<(int Month, int Day)> MonthDays(Fields fields, string key)
    {
        foreach (var node in fields.Find(key) is { } list ? fields.ItemsOf(list) : [])
        {
            // A leap year, so that 29 February is a day.
            if (fields.TextOf(node) is { } text
                && DateOnly.TryParseExact($"2024-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                yield return (day.Month, day.Day);
            }
            else
            {
                fields.Faults.Error("policy.not-a-date", node.Line, "A day of every year is written as 05-01 for 1 May.");
            }
        }
    }

    /// <summary>Standard time, such as <c>+05:30</c>.</summary>
    private static TimeSpan Offset(Fields fields)
    {
        var text = fields.Text("utc");
        if (text.Length is 6 && text[0] is '+' or '-'
            && TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var offset) && offset <= TimeSpan.FromHours(14))
        {
            return text[0] is '-' ? -offset : offset;
        }

        fields.Faults.Error("policy.not-a-number", fields.LineOf("utc"), $"'{text}' is not an offset such as +05:30.");
        return TimeSpan.Zero;
    }
}
