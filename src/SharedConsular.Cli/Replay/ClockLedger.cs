using SharedConsular.Calendars;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Replay;

/// <summary>
/// The clocks of one case as its answers show them. The server runs on today's time and the week takes a minute, so
/// whether a clock was met is told by the week's own time: from the deed that started it to the deed that ended it,
/// against as many hours or working days (Monday to Friday) as the server gave.
/// </summary>
internal sealed class ClockLedger(ReplayLog log)
{
    public const string Met = "met";
    public const string Missed = "missed";
    public const string Running = "running";

    private const double HoursCountedMax = 72;
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);
    private static readonly WorkCalendar Calendar = WorkCalendar.Default(TenantId.Installation);

    private readonly Dictionary<string, (DateTimeOffset Started, DateTimeOffset DueInWeek)> _running = new(StringComparer.Ordinal);

    public void See(CaseResponse seen, DateTimeOffset now)
    {
        foreach (var clock in seen.Clocks)
        {
            if (!_running.TryGetValue(clock.Name, out var known) || known.Started != clock.StartedAt)
            {
                _running[clock.Name] = (clock.StartedAt, DueInWeek(clock, now));
            }
        }

        var over = seen.Status is "closed" or "withdrawn";
        foreach (var name in _running.Keys.Where(name => seen.Clocks.All(c => c.Name != name)).ToArray())
        {
            // A case that ends ends its clocks; whoever had not acted in time had missed them all the same.
            if (!over || now > _running[name].DueInWeek)
            {
                log.Count(TableOf(name), now <= _running[name].DueInWeek ? Met : Missed);
            }

            _running.Remove(name);
        }
    }

    /// <summary>When the week is over: what still runs, and what should have been done by now.</summary>
    public void End(DateTimeOffset weekEnds)
    {
        foreach (var (name, clock) in _running)
        {
            log.Count(TableOf(name), weekEnds > clock.DueInWeek ? Missed : Running);
        }
    }

    public static string TableOf(string clock) => "clock " + clock;

    internal static DateTimeOffset DueInWeek(CaseClockResponse clock, DateTimeOffset now)
    {
        var given = clock.DueAt - clock.StartedAt;
        var hours = Math.Round(given.TotalHours);
        if (hours <= HoursCountedMax && (given - TimeSpan.FromHours(hours)).Duration() < Tolerance)
        {
            return now.AddHours(hours);
        }

        var days = 0;
        while (Calendar.EndOfWorkingDays(clock.StartedAt, days + 1) <= clock.DueAt)
        {
            days++;
        }

        return Calendar.EndOfWorkingDays(now, days);
    }
}
