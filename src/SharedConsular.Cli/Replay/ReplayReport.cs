using SharedConsular.Cli.Shell;
using Spectre.Console;

namespace SharedConsular.Cli.Replay;

/// <summary>The week in figures.</summary>
internal sealed record ReplayReport(
    string Title,
    ulong Seed,
    string PlanHash,
    int Cases,
    IReadOnlyList<CountedRow> Loads,
    IReadOnlyList<CountedRow> Statuses,
    IReadOnlyList<CountedRow> Services,
    IReadOnlyList<CountedRow> Roads,
    IReadOnlyList<CountedRow> Gates,
    IReadOnlyList<CountedRow> RefusedAsPlanned,
    IReadOnlyList<CountedRow> Refused,
    IReadOnlyList<ClockRow> Clocks,
    Speed Speed)
{
    public const string ByLoad = "load";
    public const string ByStatus = "status";
    public const string ByService = "service";
    public const string ByRoad = "road";
    public const string ByGate = "gate";

    private static readonly string[] BrokenCodes = [": request.", ": idempotency.", ": platform.", ": http."];

    private static readonly string[] ClockNames =
        ["accept-case", "ask-own-state", "answer-consultation", "complete-after-confirmation", "inform-own-state", "answer-handover", "decide-after-exit"];

    public static ReplayReport Of(Scenario scenario, ulong seed, ReplayPlan plan, ReplayLog log) => new(
        scenario.Title,
        seed,
        plan.Hash,
        plan.Cases.Count,
        log.Rows(ByLoad),
        log.Rows(ByStatus),
        log.Rows(ByService),
        log.Rows(ByRoad),
        log.Rows(ByGate),
        log.Rows(ReplayLog.Refusals),
        log.Rows(ReplayLog.Surprises),
        [.. ClockNames.Select(name => ClockRow.Of(name, log)).Where(c => c.Met + c.Missed + c.Running > 0)],
        log.Measure());

    /// <summary>Requests that could not be understood, and faults of the server: neither belongs in any week.</summary>
    public int Broken => Refused.Where(r => BrokenCodes.Any(code => r.Name.Contains(code, StringComparison.Ordinal))).Sum(r => r.Count);

    public static void Draw(IAnsiConsole console, ReplayReport report)
    {
        console.Line($"{report.Title}: {report.Cases} cases, seed {report.Seed}, plan {report.PlanHash[..16]}.");
        DrawCounts(console, "load", report.Loads, report.Cases);
        DrawCounts(console, "cases by state", report.Statuses, report.Cases);
        DrawCounts(console, "cases by service", report.Services, report.Cases);
        DrawCounts(console, "kind of route, first choice", report.Roads, report.Cases);
        DrawCounts(console, "parties stopped by gate", report.Gates, null);
        DrawCounts(console, "refused, as planned", report.RefusedAsPlanned, null);
        DrawCounts(console, "refused, not planned", report.Refused, null);
        var clocks = Tables.Of("clocks, by the week's own time", "met", "missed", "running");
        foreach (var clock in report.Clocks)
        {
            clocks.Row(clock.Name, clock.Met, clock.Missed, clock.Running);
        }

        console.Write(clocks);
        var speed = report.Speed;
        console.Line(FormattableString.Invariant(
            $"{speed.Requests} requests in {speed.Seconds:0.0} s: {speed.RequestsPerSecond:0} a second,")
            + FormattableString.Invariant($" p50 {speed.P50Milliseconds:0.0} ms, p99 {speed.P99Milliseconds:0.0} ms."));
    }

    private static void DrawCounts(IAnsiConsole console, string title, IReadOnlyList<CountedRow> rows, int? whole)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var table = Tables.Of(title, "count", "share");
        foreach (var row in rows)
        {
            table.Row(row.Name, row.Count, whole is { } all ? FormattableString.Invariant($"{100.0 * row.Count / all:0.0} %") : "");
        }

        console.Write(table);
    }
}

internal sealed record ClockRow(string Name, int Met, int Missed, int Running)
{
    public static ClockRow Of(string name, ReplayLog log)
    {
        var rows = log.Rows(ClockLedger.TableOf(name));

        return new ClockRow(name, CountOf(ClockLedger.Met), CountOf(ClockLedger.Missed), CountOf(ClockLedger.Running));

        int CountOf(string outcome) => rows.FirstOrDefault(r => r.Name == outcome)?.Count ?? 0;
    }
}
