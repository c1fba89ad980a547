using SharedConsular.Cli.Shell;
using Spectre.Console;

namespace SharedConsular.Cli.Bench;

/// <summary>What was measured over one PostgreSQL, and which goals it meets.</summary>
/// <param name="What">Was done.</param>
/// <param name="RowsPerSecond">The database's own bench: one row a transaction, in the shape of an event, by as many clients.</param>
internal sealed record NodesReport(
    string What, int Connections, int Rounds, double Seconds, double RowsPerSecond, IReadOnlyList<NodesLine> Lines)
{
    public const double RatioGoal = 1;

    public bool GoalsMet => Goals.All(g => g.Met);

    public IReadOnlyList<Goal> Goals =>
        [.. Lines.Select(l => (l.Nodes, Ratio: RatioOf(l))).Select(r => new Goal(
            $"{Named(r.Nodes)} / pgbench", r.Ratio, FormattableString.Invariant($"at least {RatioGoal:0.0}"), r.Ratio >= RatioGoal))];

    public double RatioOf(NodesLine line) => line.Load.PerSecond / RowsPerSecond;

    public static void Draw(IAnsiConsole console, NodesReport report)
    {
        console.Line(FormattableString.Invariant(
            $"{report.Connections} connections, {report.Rounds} rounds, {report.Seconds:0} s each, medians; client, nodes and database share the machine."));
        var table = Tables.Of(report.What, "a second", "p50 ms", "p99 ms", "µs of nodes", "of the database", "of the client", "of nobody");
        foreach (var (nodes, load, time) in report.Lines)
        {
            table.Row(
                Named(nodes), $"{load.PerSecond:0}", Invariant(load.P50Milliseconds), Invariant(load.P99Milliseconds), Rounded(time.Nodes),
                time.Database is { } database ? Rounded(database) : "elsewhere", Rounded(time.Client), Rounded(time.Nobody));
        }

        table.Row("pgbench, one row each", $"{report.RowsPerSecond:0}", "", "", "", "", "", "");
        console.Write(table);
        console.Write(Goal.Table(report.Goals));
    }

    private static string Named(int nodes) => nodes == 1 ? "1 node" : FormattableString.Invariant($"{nodes} nodes");

    private static string Invariant(double milliseconds) => FormattableString.Invariant($"{milliseconds:0.0}");

    private static string Rounded(double microseconds) => FormattableString.Invariant($"{microseconds:0}");
}

internal sealed record NodesLine(int Nodes, LoadResult Load, WhereTime Time);

/// <summary>Where the processors' time went for one request, in microseconds of all cores together.</summary>
/// <param name="Database">Null when it runs on another machine.</param>
/// <param name="Nobody">What was left over, or taken by whatever else ran.</param>
internal sealed record WhereTime(double Nodes, double? Database, double Client, double Nobody)
{
    public static WhereTime MedianOf(IReadOnlyList<WhereTime> times) => new(
        Medians.MedianOf(times.Select(t => t.Nodes)),
        times.Any(t => t.Database is null) ? null : Medians.MedianOf(times.Select(t => t.Database!.Value)),
        Medians.MedianOf(times.Select(t => t.Client)),
        Medians.MedianOf(times.Select(t => t.Nobody)));
}
