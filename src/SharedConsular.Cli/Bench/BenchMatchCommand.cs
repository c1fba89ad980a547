using System.CommandLine;
using SharedConsular.Cli.Shell;
using Spectre.Console;

namespace SharedConsular.Cli.Bench;

/// <summary>How much the matching finds, and how much of that is right, on a register of known truth.</summary>
internal static class BenchMatchCommand
{
    private const int HouseholdsDefault = 5_000;
    private const double CertainPrecisionGoal = 0.995;
    private const double RecallGoal = 0.95;

    public static Command Create(SharedOptions shared)
    {
        var households = new Option<int>("--households") { Description = "How many households there are.", DefaultValueFactory = _ => HouseholdsDefault };
        var seed = new Option<ulong>("--seed") { Description = "The same seed draws the same register.", DefaultValueFactory = _ => 1 };
        var command = new Command("match", "Measure the matching (goals: 99.5 % of merges right, 95 % of duplicates found).") { households, seed };
        command.SetAction(parsed =>
        {
            var screen = Screen.Of(parsed, shared);
            var report = MatchMeasure.Run(parsed.GetValue(households), parsed.GetValue(seed));
            screen.ShowOwn(report, Draw);

            return report.CertainPrecision >= CertainPrecisionGoal && report.Recall >= RecallGoal ? ExitCode.Done : ExitCode.CheckFailed;
        });

        return command;
    }

    private static void Draw(IAnsiConsole console, MatchReport report)
    {
        var table = Tables.Of("", "pairs", "right", "precision", "recall");
        table.Row(
            "merged without a person", $"{report.Certain}", $"{report.CertainTrue}", FormattableString.Invariant($"{report.CertainPrecision:0.0000}"),
            FormattableString.Invariant($"{report.CertainRecall:0.0000}"));
        table.Row(
            "merged or shown to a person", $"{report.Certain + report.Likely}", $"{report.CertainTrue + report.LikelyTrue}",
            FormattableString.Invariant($"{report.Precision:0.0000}"), FormattableString.Invariant($"{report.Recall:0.0000}"));
        console.Write(table);
        console.Line(
            $"{report.Households} households, {report.Records} records, {report.Truth} true pairs; "
            + FormattableString.Invariant($"{report.ComparedPerRecord:0.0} comparisons a record, ")
            + FormattableString.Invariant($"{report.Records / report.Seconds:0} records a second on one core."));
    }
}
