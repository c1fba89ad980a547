using System.Net;

namespace SharedConsular.Gateway.Tests.Health;

/// <summary>A node that says it is not ready gets nothing, and a gateway without nodes says so.</summary>
public sealed class GatewayHealthTests
{
    [Fact]
    public async Task A_node_that_is_not_ready_is_left_out_until_it_is()
    {
        await using var gateway = await GatewayHarness.Start(2, o => o with { HealthAskedEvery = TimeSpan.FromMilliseconds(50) });
        gateway.Nodes[0].IsReady = false;
        await Eventually(() => Ready(gateway), ready => ready.Contains("\"well\":1", StringComparison.Ordinal));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("node-2", await gateway.NodeOf($"/v1/cases/SC-{i}"));
        }

        gateway.Nodes[0].IsReady = true;
        await Eventually(() => Ready(gateway), ready => ready.Contains("\"well\":2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gateway_without_a_node_that_is_well_is_not_ready_and_says_so_to_who_asks()
    {
        await using var gateway = await GatewayHarness.Start(1, o => o with { HealthAskedEvery = TimeSpan.FromMilliseconds(50) });
        await gateway.Nodes[0].Die();
        await Eventually(() => Ready(gateway), ready => ready.Contains("no-node", StringComparison.Ordinal));

        using var answer = await gateway.Get("/v1/cases");

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Contains("gateway.no-node", await answer.Content.ReadAsStringAsync(GatewayHarness.Stop), StringComparison.Ordinal);
        using var live = await gateway.Get("/gateway/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    private static async Task<string> Ready(GatewayHarness gateway)
    {
        using var answer = await gateway.Get("/gateway/ready");

        return await answer.Content.ReadAsStringAsync(GatewayHarness.Stop);
    }

    private static async Task Eventually(Func<Task<string>> ask, Func<string, bool> isAwaited)
    {
        const int attemptsMax = 200;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var answer = await ask();
        for (var attempt = 0; attempt < attemptsMax && !isAwaited(answer); attempt++)
        {
            await timer.WaitForNextTickAsync(GatewayHarness.Stop);
            answer = await ask();
        }

        Assert.True(isAwaited(answer), $"It never came; the last answer was {answer}.");
    }
}
