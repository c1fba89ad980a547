using System.Net;
using SharedConsular.Gateway.Nodes;

namespace SharedConsular.Gateway.Tests.Nodes;

/// <summary>All of one entity go to one node, and a node that dies refuses nobody.</summary>
public sealed class NodeOfEntityTests
{
    [Theory]
    [InlineData("/v1/cases/SC-1", "cases/SC-1")]
    [InlineData("/v1/cases/SC-1/history", "cases/SC-1")]
    [InlineData("/v1/movements/fr/af-1/scans", "movements/fr/af-1")]
    [InlineData("/v1/households/HH-1/acceptance", "households/HH-1")]
    [InlineData("/v1/cases", null)]
    [InlineData("/v1/movements/fr", null)]
    [InlineData("/v1/crises/c/households", null)]
    [InlineData("/", null)]
    public void An_address_names_its_entity(string path, string? entity) => Assert.Equal(entity, EntityOfPath.Find(path));

    [Fact]
    public async Task All_requests_of_one_entity_go_to_one_node_and_the_entities_are_spread()
    {
        await using var gateway = await GatewayHarness.Start(3);
        var nodes = new Dictionary<string, int>();
        for (var i = 0; i < 60; i++)
        {
            var node = await gateway.NodeOf($"/v1/cases/SC-{i}");
            Assert.Equal(node, await gateway.NodeOf($"/v1/cases/SC-{i}/history"));
            nodes[node] = nodes.GetValueOrDefault(node) + 1;
        }

        Assert.Equal(3, nodes.Count);
        Assert.All(nodes.Values, n => Assert.InRange(n, 3, 45));
    }

    [Fact]
    public async Task A_node_that_dies_moves_only_its_own_entities_and_refuses_nobody()
    {
        await using var gateway = await GatewayHarness.Start(3);
        var before = new Dictionary<string, string>();
        for (var i = 0; i < 30; i++)
        {
            before[$"/v1/cases/SC-{i}"] = await gateway.NodeOf($"/v1/cases/SC-{i}");
        }

        await gateway.Nodes[1].Die();

        foreach (var (path, node) in before)
        {
            using var answer = await gateway.Get(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var now = answer.Headers.GetValues("Node").Single();
            Assert.True(node == "node-2" ? now != node : now == node, $"{path} was at {node} and is at {now}.");
        }
    }

    [Fact]
    public async Task A_command_with_a_key_is_sent_whole_to_another_node()
    {
        await using var gateway = await GatewayHarness.Start(2);
        var reference = await ReferenceAt(gateway, "node-1");
        await gateway.Nodes[0].Die();

        using var answer = await gateway.Post($"/v1/cases/{reference}/closing", "all of it", ("Idempotency-Key", "k-1"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("all of it", gateway.Nodes[1].Asks[^1].Body);
    }

    [Fact]
    public async Task A_command_without_a_key_is_not_sent_twice()
    {
        await using var gateway = await GatewayHarness.Start(2);
        var reference = await ReferenceAt(gateway, "node-1");
        await gateway.Nodes[0].Die();
        var asked = gateway.Nodes[1].Asks.Count;

        using var answer = await gateway.Post($"/v1/cases/{reference}/closing", "once");

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Contains("gateway.no-node", await answer.Content.ReadAsStringAsync(GatewayHarness.Stop), StringComparison.Ordinal);
        Assert.Equal("5", answer.Headers.GetValues("Retry-After").Single());
        Assert.Equal(asked, gateway.Nodes[1].Asks.Count);
    }

    [Fact]
    public async Task A_node_that_has_more_than_its_share_to_do_passes_an_entity_on()
    {
        await using var gateway = await GatewayHarness.Start(2, o => o with { LoadFactorMax = 1 });
        var reference = await ReferenceAt(gateway, "node-1");
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < NodeOfEntity.UnderLoadFrom; i++)
        {
            open.Add(await gateway.Get($"/v1/cases/{reference}/stream"));
        }

        using var next = await gateway.Get($"/v1/cases/{reference}/stream");

        Assert.All(open, answer => Assert.Equal("node-1", answer.Headers.GetValues("Node").Single()));
        Assert.Equal("node-2", next.Headers.GetValues("Node").Single());
        open.ForEach(answer => answer.Dispose());
    }

    private static async Task<string> ReferenceAt(GatewayHarness gateway, string node)
    {
        const int triesMax = 100;
        for (var i = 0; i < triesMax; i++)
        {
            if (await gateway.NodeOf($"/v1/cases/SC-{i}") == node)
            {
                return $"SC-{i}";
            }
        }

        throw new InvalidOperationException($"Nothing goes to {node}.");
    }
}
