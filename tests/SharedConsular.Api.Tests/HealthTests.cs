using System.Net;
using SharedConsular.Contracts;

namespace SharedConsular.Api.Tests;

public sealed class HealthTests(SharedPlatform platform)
{
    [Fact]
    public async Task A_platform_that_runs_says_so_to_anyone()
    {
        Assert.Equal("live", (await platform.Server.Anybody().Get("/health/live")).Read<HealthResponse>().Status);
        var ready = (await platform.Server.Anybody().Get("/health/ready")).Read<HealthResponse>();
        Assert.Equal(("ready", null), (ready.Status, ready.Reason));
        Assert.False(string.IsNullOrEmpty(ready.World));
    }

    [Fact]
    public async Task An_address_that_asks_too_often_without_a_token_waits()
    {
        await using var server = await PlatformServer.Start(("Limits__AnonymousRequestsPerMinute", "5"));
        var germany = server.Officer("de");
        Assert.Empty(await germany.Lines("/v1/cases"));

        var replies = new List<Reply>();
        for (var i = 0; i < 6; i++)
        {
            replies.Add(await server.Anybody().Get("/v1/coverage?state=ee&place=ec"));
        }

        replies[^1].Refused(HttpStatusCode.TooManyRequests, "request.too-many");
        Assert.Equal("60", replies[^1].Headers["Retry-After"]);
        Assert.Empty(await germany.Lines("/v1/cases"));
        Assert.True((await server.Anybody().Get("/health/ready")).IsSuccess);
    }

    [Fact]
    public async Task A_node_that_is_drained_says_so_and_goes_on_answering_until_that_is_taken_back()
    {
        await using var server = await PlatformServer.Start();
        var keeper = server.PlatformOperator();
        var node = (await keeper.Get("/v1/node")).Read<NodeResponse>();
        Assert.Equal(("ready", null), (node.Status, node.Code));
        Assert.Contains("relay", node.Works);
        Assert.False(string.IsNullOrEmpty(node.World));

        var drained = (await keeper.Post("/v1/node/drain", new DrainNodeRequest(true))).Read<NodeResponse>();
        Assert.Equal((node.Node, "draining", "node.draining"), (drained.Node, drained.Status, drained.Code));
        var reply = await server.Anybody().Get("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.Contains("node.draining", reply.Text, StringComparison.Ordinal);
        Assert.Empty(await server.Officer("de").Lines("/v1/cases"));

        (await server.Administrator("de").Post("/v1/node/drain", new DrainNodeRequest(false))).Refused(HttpStatusCode.Forbidden);
        Assert.Equal("ready", (await keeper.Post("/v1/node/drain", new DrainNodeRequest(false))).Read<NodeResponse>().Status);
        Assert.True((await server.Anybody().Get("/health/ready")).IsSuccess);
    }
}
