using System.Diagnostics;
using SharedConsular.Cli.Servers;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Bench;

/// <summary>Opens a load whose connections are shared out over nodes.</summary>
internal delegate Task<IHttpLoad> OpenLoad(IReadOnlyList<Uri> nodes, int connections, CancellationToken ct);

/// <summary>One, two and three nodes over one PostgreSQL and the database's own bench, measured in turns on the same database.</summary>
internal static class NodesBench
{
    private const int NodesMax = 3;

    /// <summary>Until the runtime has compiled the hot paths of each node.</summary>
    private static readonly TimeSpan WarmUpFirst = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WarmUpLater = TimeSpan.FromSeconds(1);

    /// <summary>Measures, and shows what was measured.</summary>
    /// <param name="what">Is done, as the report names it.</param>
    /// <param name="store">A connection string of a PostgreSQL; a database of its own is made there and removed.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> Show(
        string what, string store, OpenLoad open, Dictionary<string, string> settings, LoadChoice choice, Screen screen, CancellationToken ct)
    {
        var report = await Run(what, store, open, settings, choice, screen, ct);
        screen.ShowOwn(report, NodesReport.Draw);

        return report.GoalsMet ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static async Task<NodesReport> Run(
        string what, string store, OpenLoad open, Dictionary<string, string> settings, LoadChoice choice, Screen screen, CancellationToken ct)
    {
        await using var database = await BenchDatabase.Create(store, ct);
        using var data = TemporaryFolder.Create(choice.Disk);
        var (nodes, loads) = (new List<ServerProcess>(), new List<IHttpLoad>());
        try
        {
            for (var i = 0; i < NodesMax; i++)
            {
                nodes.Add(await ServerProcess.Start(data.Path, new Dictionary<string, string>(settings) { ["ConnectionStrings__Store"] = database.Place }, ct));
            }

            for (var count = 1; count <= NodesMax; count++)
            {
                loads.Add(await open([.. nodes.Take(count).Select(n => n.Address)], choice.Connections, ct));
            }

            await loads[^1].Run(TimeSpan.Zero, WarmUpFirst, ct);

            return await Measure(what, database, nodes, loads, choice, screen, ct);
        }
        finally
        {
            loads.ForEach(l => l.Dispose());
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    private static async Task<NodesReport> Measure(
        string what, BenchDatabase database, List<ServerProcess> nodes, List<IHttpLoad> loads, LoadChoice choice, Screen screen, CancellationToken ct)
    {
        var each = choice.Time / choice.Rounds;
        var (rows, measured) = (new List<double>(), loads.ConvertAll(_ => new List<(LoadResult Load, WhereTime Time)>()));
        await screen.Progress($"{choice.Rounds} rounds of {NodesMax + 1}", choice.Rounds * (NodesMax + 1), async advance =>
        {
            for (var round = 0; round < choice.Rounds; round++)
            {
                rows.Add(await database.MeasureRows(choice.Connections, each, ct));
                advance(1);
                for (var i = 0; i < loads.Count; i++)
                {
                    measured[i].Add(await MeasureOne(database, nodes, loads[i], each, ct));
                    advance(1);
                }
            }

            return choice.Rounds;
        });

        return new NodesReport(
            what, choice.Connections, choice.Rounds, choice.Time.TotalSeconds, Medians.MedianOf(rows),
            [
                .. measured.Select((m, i) => new NodesLine(
                    i + 1, CasesBench.MedianOf(m.ConvertAll(r => r.Load)), WhereTime.MedianOf(m.ConvertAll(r => r.Time)))),
            ]);
    }

    private static async Task<(LoadResult Load, WhereTime Time)> MeasureOne(
        BenchDatabase database, List<ServerProcess> nodes, IHttpLoad load, TimeSpan time, CancellationToken ct)
    {
        using var self = Process.GetCurrentProcess();
        var (sent, watch) = (load.Sent, Stopwatch.StartNew());
        var (nodesRan, databaseRan, clientRan) = (Sum(nodes), await database.ProcessorTime(ct), self.TotalProcessorTime);
        var result = await load.Run(WarmUpLater, time, ct);
        self.Refresh();
        var (all, count) = (watch.Elapsed * Environment.ProcessorCount, Math.Max(1, load.Sent - sent));
        var (byNodes, byClient) = (Sum(nodes) - nodesRan, self.TotalProcessorTime - clientRan);
        var byDatabase = await database.ProcessorTime(ct) - databaseRan;

        return (result, new WhereTime(
            (byNodes / count).TotalMicroseconds, (byDatabase / count)?.TotalMicroseconds, (byClient / count).TotalMicroseconds,
            ((all - byNodes - byClient - (byDatabase ?? TimeSpan.Zero)) / count).TotalMicroseconds));
    }

    private static TimeSpan Sum(List<ServerProcess> nodes) => nodes.Aggregate(TimeSpan.Zero, (sum, node) => sum + node.ProcessorTime);
}
