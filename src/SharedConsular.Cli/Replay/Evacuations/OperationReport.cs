using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Replay.Evacuations;

/// <summary>What an operation came to: where everyone is, and what was found wrong.</summary>
/// <param name="Wrong">Each broken promise in words; none when all held.</param>
internal sealed record OperationReport(
    string Title,
    ulong Seed,
    double Scale,
    int Households,
    long Persons,
    long Flown,
    int Movements,
    IReadOnlyDictionary<string, long> Dispositions,
    IReadOnlyList<string> Wrong,
    IReadOnlyList<CountedRow> Deeds,
    IReadOnlyList<CountedRow> Refused,
    Speed Speed)
{
    public const string Deed = "deed";

    public static OperationReport Of(
        Operation operation, double scale, int households, int movements, SituationResponse end, IReadOnlyList<string> wrong, ReplayLog log) => new(
        operation.Title, operation.Seed, scale, households, end.Persons, end.Seats.GetValueOrDefault("flown"), movements, end.Dispositions, wrong,
        log.Rows(Deed), log.Rows(ReplayLog.Surprises), log.Measure());

    public static void Draw(IAnsiConsole console, OperationReport report)
    {
        console.Line(FormattableString.Invariant(
            $"{report.Title}: {report.Households} households, {report.Persons} persons, {report.Movements} movements, {report.Flown} flown; scale {report.Scale}."));
        var where = Tables.Of("where everyone is", "persons", "share");
        foreach (var (disposition, persons) in report.Dispositions)
        {
            where.Row(disposition, persons, FormattableString.Invariant($"{100.0 * persons / Math.Max(1, report.Persons):0.0} %"));
        }

        console.Write(where);
        DrawCounts(console, "done", report.Deeds);
        DrawCounts(console, "refused, not planned", report.Refused);
        console.Line(report.Wrong.Count == 0 ? "Every promise held: everyone is in one place, nobody is parted, no seat is sold twice." : "NOT HELD:");
        foreach (var wrong in report.Wrong)
        {
            console.Line($"  {wrong}");
        }

        console.Line(FormattableString.Invariant(
            $"{report.Speed.Requests} requests in {report.Speed.Seconds:0.0} s: {report.Speed.RequestsPerSecond:0} a second,")
            + FormattableString.Invariant($" p50 {report.Speed.P50Milliseconds:0.0} ms, p99 {report.Speed.P99Milliseconds:0.0} ms."));
    }

    private static void DrawCounts(IAnsiConsole console, string title, IReadOnlyList<CountedRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var table = Tables.Of(title, "count");
        foreach (var row in rows)
        {
            table.Row(row.Name, row.Count);
        }

        console.Write(table);
    }
}
