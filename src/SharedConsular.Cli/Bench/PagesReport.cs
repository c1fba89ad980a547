using SharedConsular.Cli.Shell;
using Spectre.Console;

namespace SharedConsular.Cli.Bench;

/// <param name="Seconds">How long each kind was measured.</param>
/// <param name="Pairs">A page beside the same data from the interface, asked for by one person.</param>
/// <param name="Connections">At how many connections strangers looked at public pages, one after another.</param>
/// <param name="Strangers">What they were answered.</param>
/// <param name="Officers">How many were signed in, each looking at her queue every few seconds.</param>
/// <param name="SignedIn">What they were answered.</param>
/// <param name="BytesOfOfficer">By how much the server's memory grew for each of them, with her connection.</param>
internal sealed record PagesReport(
    double Seconds, IReadOnlyList<PagePair> Pairs, int Connections, Looks Strangers, int Officers, Looks SignedIn, double BytesOfOfficer)
{
    public const double RatioGoal = 2;

    /// <summary>Public pages a second that are served or refused honestly.</summary>
    public const double LooksGoal = 5_000;

    public bool GoalsMet => Goals.All(g => g.Met);

    public IReadOnlyList<Goal> Goals =>
    [
        .. Pairs.Select(p => new Goal($"{p.What}: page / data", p.Ratio, FormattableString.Invariant($"at most {RatioGoal}"), p.Ratio <= RatioGoal)),
        new Goal(
            "public pages a second, served or refused", Strangers.PerSecond, FormattableString.Invariant($"at least {LooksGoal:0}"),
            Strangers.PerSecond >= LooksGoal),
        new Goal("answers that were neither", Strangers.Other + SignedIn.Other, "0", Strangers.Other + SignedIn.Other == 0),
    ];

    public static void Draw(IAnsiConsole console, PagesReport report)
    {
        console.Line(FormattableString.Invariant($"{report.Seconds:0} s each, medians; client and server share the machine."));
        var pairs = Tables.Of("asked for by one person", "page, ms", "data, ms");
        foreach (var pair in report.Pairs)
        {
            pairs.Row(pair.What, Ms(pair.PageMilliseconds), Ms(pair.DataMilliseconds));
        }

        console.Write(pairs);
        var looks = Tables.Of("looked at", "a second", "served", "refused", "neither", "p50 ms", "p99 ms");
        Row($"public pages, {report.Connections} connections", report.Strangers);
        Row($"the queue, {report.Officers} officers", report.SignedIn);
        console.Write(looks);
        console.Line(FormattableString.Invariant($"Memory for an officer: {report.BytesOfOfficer / 1024:0} kB."));
        console.Write(Goal.Table(report.Goals));

        void Row(string what, Looks l) => looks.Row(
            what, FormattableString.Invariant($"{l.PerSecond:0}"), l.Served, l.Refused, l.Other, Ms(l.P50Milliseconds), Ms(l.P99Milliseconds));
    }

    private static string Ms(double milliseconds) => FormattableString.Invariant($"{milliseconds:0.0}");
}

/// <param name="What">Of which both speak.</param>
internal sealed record PagePair(string What, double PageMilliseconds, double DataMilliseconds)
{
    public double Ratio => PageMilliseconds / DataMilliseconds;
}

/// <param name="Refused">With too many requests (429) or no room at the moment (503), said as such.</param>
/// <param name="Other">Whatever else came.</param>
internal sealed record Looks(double PerSecond, int Served, int Refused, int Other, double P50Milliseconds, double P99Milliseconds)
{
    public static Looks Of(IReadOnlyCollection<(int Status, double Milliseconds)> looks, TimeSpan time)
    {
        var sorted = looks.Select(l => l.Milliseconds).Order().ToArray();
        var (served, refused) = (looks.Count(l => l.Status is 200), looks.Count(l => l.Status is 429 or 503));

        return new Looks(
            looks.Count / time.TotalSeconds, served, refused, looks.Count - served - refused, Medians.Percentile(sorted, 0.5),
            Medians.Percentile(sorted, 0.99));
    }
}
