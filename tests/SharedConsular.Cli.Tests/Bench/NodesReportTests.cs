using SharedConsular.Cli.Bench;

namespace SharedConsular.Cli.Tests.Bench;

/// <summary>What is measured beside another of the same run is a goal, and a run that misses it says so.</summary>
public sealed class NodesReportTests
{
    [Theory]
    [InlineData(3_000, 3_000, true)]
    [InlineData(2_990, 3_000, false)]
    public void Each_number_of_nodes_does_as_much_as_the_databases_own_bench(double commands, double rows, bool isMet)
    {
        var report = new NodesReport(
            "durable commands", Connections: 64, Rounds: 3, Seconds: 15, rows,
            [.. Enumerable.Range(1, 3).Select(n => new NodesLine(n, At(n == 2 ? commands : rows * 2), new WhereTime(300, 200, 50, 10)))]);

        Assert.Equal(["1 node / pgbench", "2 nodes / pgbench", "3 nodes / pgbench"], report.Goals.Select(g => g.Name));
        Assert.Equal((commands / rows, isMet), (report.Goals[1].Measured, report.Goals[1].Met));
        Assert.Equal(isMet, report.GoalsMet);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(160, false)]
    public void A_hop_is_what_node_and_gateway_do_together_for_what_the_node_does_alone(double gateway, bool isMet)
    {
        var report = new GatewayReport(
            Connections: 64, Rounds: 3, Seconds: 15, [new GatewayLine("cases read", new Hop(At(9_000), 400, 3), new Hop(At(7_000), 420, gateway))]);
        var goal = Assert.Single(report.Goals);

        Assert.Equal(((420 + gateway) / 400, isMet), (goal.Measured, goal.Met));
        Assert.Equal(isMet, report.GoalsMet);
    }

    private static LoadResult At(double perSecond) => new(1_000, perSecond, 20, 70);
}
