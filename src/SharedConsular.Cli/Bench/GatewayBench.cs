using SharedConsular.Cli.Servers;
using SharedConsular.Cli.Shell;
using Spectre.Console;

namespace SharedConsular.Cli.Bench;

/// <summary>One server of our own, asked directly and through a gateway in turns: what the processors do for a request either way.</summary>
internal static class GatewayBench
{
    private static readonly TimeSpan WarmUpFirst = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WarmUpLater = TimeSpan.FromSeconds(1);

    private static readonly (string What, Func<Uri, int, CancellationToken, Task<IHttpLoad>> Open)[] Loads =
    [
        ("commands of officers", async (server, connections, ct) => await CaseLoad.Open([server], connections, ct)),
        ("cases read", async (server, connections, ct) => await ReadLoad.Open(server, connections, ct)),
    ];

    public static async Task<GatewayReport> Run(LoadChoice choice, Screen screen, CancellationToken ct)
    {
        using var data = TemporaryFolder.Create(choice.Disk);
        await using var node = await ServerProcess.Start(data.Path, new Dictionary<string, string>(), ct);
        await using var gateway = await ServerProcess.StartGateway(data.Path, node.Address, ct);
        List<GatewayLine> lines = [];
        await screen.Progress($"{choice.Rounds} rounds of {2 * Loads.Length}", choice.Rounds * 2 * Loads.Length, async advance =>
        {
            foreach (var (what, open) in Loads)
            {
                using var direct = await open(node.Address, choice.Connections, ct);
                using var through = await open(gateway.Address, choice.Connections, ct);
                await direct.Run(TimeSpan.Zero, WarmUpFirst, ct);
                await through.Run(TimeSpan.Zero, WarmUpFirst, ct);
                var (directly, hopping) = (new List<Hop>(), new List<Hop>());
                for (var round = 0; round < choice.Rounds; round++)
                {
                    directly.Add(await Measure(direct));
                    advance(1);
                    hopping.Add(await Measure(through));
                    advance(1);
                }

                lines.Add(new GatewayLine(what, Hop.MedianOf(directly), Hop.MedianOf(hopping)));
            }

            return choice.Rounds;
        });

        return new GatewayReport(choice.Connections, choice.Rounds, choice.Time.TotalSeconds, lines);

        async Task<Hop> Measure(IHttpLoad load)
        {
            var (sent, ofNode, ofGateway) = (load.Sent, node.ProcessorTime, gateway.ProcessorTime);
            var result = await load.Run(WarmUpLater, choice.Time / choice.Rounds, ct);
            var count = Math.Max(1, load.Sent - sent);

            return new Hop(
                result, ((node.ProcessorTime - ofNode) / count).TotalMicroseconds, ((gateway.ProcessorTime - ofGateway) / count).TotalMicroseconds);
        }
    }

    public static void Draw(IAnsiConsole console, GatewayReport report)
    {
        console.Line(FormattableString.Invariant($"{report.Connections} connections, {report.Rounds} rounds, {report.Seconds:0} s each, medians."));
        var table = Tables.Of("", "a second", "p50 ms", "p99 ms", "µs of the node", "µs of the gateway");
        foreach (var (what, direct, through) in report.Lines)
        {
            Row($"{what}, directly", direct);
            Row($"{what}, through the gateway", through);
        }

        console.Write(table);
        console.Write(Goal.Table(report.Goals));

        void Row(string name, Hop hop) => table.Row(
            name, $"{hop.Load.PerSecond:0}", FormattableString.Invariant($"{hop.Load.P50Milliseconds:0.0}"),
            FormattableString.Invariant($"{hop.Load.P99Milliseconds:0.0}"), FormattableString.Invariant($"{hop.NodeMicroseconds:0}"),
            FormattableString.Invariant($"{hop.GatewayMicroseconds:0}"));
    }
}

internal sealed record GatewayReport(int Connections, int Rounds, double Seconds, IReadOnlyList<GatewayLine> Lines)
{
    public const double RatioGoal = 1.25;

    public bool GoalsMet => Goals.All(g => g.Met);

    public IReadOnlyList<Goal> Goals => [.. Lines.Select(l => new Goal(
        $"{l.What}: processor time through / directly", l.Ratio, FormattableString.Invariant($"at most {RatioGoal}"), l.Ratio <= RatioGoal))];
}

internal sealed record GatewayLine(string What, Hop Direct, Hop Through)
{
    public double Ratio => (Through.NodeMicroseconds + Through.GatewayMicroseconds) / Direct.NodeMicroseconds;
}

/// <summary>What one request took of the processors; of a gateway that is not asked, what it does beside.</summary>
internal sealed record Hop(LoadResult Load, double NodeMicroseconds, double GatewayMicroseconds)
{
    public static Hop MedianOf(List<Hop> hops) => new(
        CasesBench.MedianOf(hops.ConvertAll(h => h.Load)), Medians.MedianOf(hops.Select(h => h.NodeMicroseconds)),
        Medians.MedianOf(hops.Select(h => h.GatewayMicroseconds)));
}
