using SharedConsular.Cli.Shell;
using Spectre.Console;

namespace SharedConsular.Cli.Bench;

internal sealed record StartReport(double FirstSeconds, double LaterSeconds, double IdleMegabytes);

/// <summary>What was measured, and which goals it meets.</summary>
/// <param name="Unsealed">The same commands committed together, by a server that leaves persons unsealed: no keys, and every word as it is.</param>
/// <param name="Blank">The same requests with blank answers of the same size: HTTP, token and limits, and no command.</param>
/// <param name="BareRowsPerSecond">One row of the same bytes for each command, without HTTP, rules, lists or keys.</param>
/// <param name="ProcessorMicroseconds">How long the server's threads ran for one command committed together.</param>
internal sealed record CasesReport(
    int Connections,
    int Rounds,
    double Seconds,
    int BytesPerCommand,
    LoadResult Together,
    LoadResult EachAlone,
    LoadResult Unsealed,
    LoadResult Blank,
    double BareRowsPerSecond,
    double ProcessorMicroseconds,
    StartReport Starts,
    double BusyMegabytes)
{
    public const double RatioToAloneGoal = 5;
    public const double RatioToBareGoal = 0.3;
    public const double RatioToUnsealedGoal = 0.85;
    public const double FirstStartSecondsGoal = 10;
    public const double LaterStartSecondsGoal = 3;

    public double RatioToAlone => Together.PerSecond / EachAlone.PerSecond;

    public double RatioToBare => Together.PerSecond / BareRowsPerSecond;

    public double RatioToUnsealed => Together.PerSecond / Unsealed.PerSecond;

    public bool GoalsMet => Goals.All(g => g.Met);

    public IReadOnlyList<Goal> Goals =>
    [
        new("together / each alone", RatioToAlone, $"at least {RatioToAloneGoal}", RatioToAlone >= RatioToAloneGoal),
        new("together / bare inserts", RatioToBare, FormattableString.Invariant($"at least {RatioToBareGoal}"), RatioToBare >= RatioToBareGoal),
        new("sealed / unsealed", RatioToUnsealed, FormattableString.Invariant($"at least {RatioToUnsealedGoal}"), RatioToUnsealed >= RatioToUnsealedGoal),
        new("first start, seconds", Starts.FirstSeconds, $"at most {FirstStartSecondsGoal}", Starts.FirstSeconds <= FirstStartSecondsGoal),
        new("later start, seconds", Starts.LaterSeconds, $"at most {LaterStartSecondsGoal}", Starts.LaterSeconds <= LaterStartSecondsGoal),
    ];

    public static void Draw(IAnsiConsole console, CasesReport report)
    {
        console.Line(FormattableString.Invariant(
            $"{report.Connections} connections, {report.Rounds} rounds, {report.Seconds:0} s each, medians;")
            + FormattableString.Invariant($" {report.BytesPerCommand} bytes stored per command."));
        var speed = Tables.Of("durable commands", "a second", "p50 ms", "p99 ms");
        speed.Row("committed together", $"{report.Together.PerSecond:0}", Ms(report.Together.P50Milliseconds), Ms(report.Together.P99Milliseconds));
        speed.Row(
            "committed together, unsealed", $"{report.Unsealed.PerSecond:0}", Ms(report.Unsealed.P50Milliseconds), Ms(report.Unsealed.P99Milliseconds));
        speed.Row("each alone", $"{report.EachAlone.PerSecond:0}", Ms(report.EachAlone.P50Milliseconds), Ms(report.EachAlone.P99Milliseconds));
        speed.Row("blank answers over HTTP", $"{report.Blank.PerSecond:0}", Ms(report.Blank.P50Milliseconds), Ms(report.Blank.P99Milliseconds));
        speed.Row("bare inserts, batched", $"{report.BareRowsPerSecond:0}", "", "");
        console.Write(speed);

        console.Write(Goal.Table(report.Goals));
        console.Line(FormattableString.Invariant(
            $"Of the bare inserts HTTP alone reaches {report.Blank.PerSecond / report.BareRowsPerSecond:0.00};")
            + FormattableString.Invariant($" of HTTP alone the commands reach {report.Together.PerSecond / report.Blank.PerSecond:0.00}."));
        console.Line(FormattableString.Invariant(
            $"A command takes {report.ProcessorMicroseconds:0} µs of the server's processor time.")
            + FormattableString.Invariant($" Memory of the server: idle {report.Starts.IdleMegabytes:0} MB, after the load {report.BusyMegabytes:0} MB."));
        console.Line(report.GoalsMet
            ? "All goals are met."
            : "Missed: " + string.Join(", ", report.Goals.Where(g => !g.Met).Select(g => g.Name)) + "; the others are met.");
    }

    private static string Ms(double milliseconds) => FormattableString.Invariant($"{milliseconds:0.0}");
}
