using System.Net;
using System.Net.Http.Headers;

namespace SharedConsular.Gateway.Tests.FrontDoor;

/// <summary>What the gateway does to what passes, and what it leaves alone.</summary>
public sealed class PassingTests
{
    [Fact]
    public async Task A_page_that_is_the_same_for_all_is_asked_of_a_node_once()
    {
        await using var gateway = await GatewayHarness.Start(1);
        for (var i = 0; i < 5; i++)
        {
            using var answer = await gateway.Get("/v1/coverage?state=ee&service=emergency_travel_document");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using var other = await gateway.Get("/v1/coverage?state=lv&service=emergency_travel_document");
        using var french = await gateway.Get("/v1/coverage?state=ee&service=emergency_travel_document", ("Accept-Language", "fr"));

        Assert.Equal(3, gateway.Nodes[0].Asks.Count);
    }

    [Fact]
    public async Task Who_shows_a_credential_is_answered_by_a_node_each_time_and_nothing_else_is_kept()
    {
        await using var gateway = await GatewayHarness.Start(1);
        for (var i = 0; i < 2; i++)
        {
            using var shown = await gateway.Get("/v1/coverage", ("Authorization", "Bearer a.b.c"));
            using var queue = await gateway.Get("/v1/queue");
        }

        Assert.Equal(4, gateway.Nodes[0].Asks.Count);
    }

    [Fact]
    public async Task The_node_learns_the_host_that_was_asked_for_and_an_address_nobody_made_up()
    {
        await using var gateway = await GatewayHarness.Start(1);
        using var answer = await gateway.Get("/v1/cases", ("Host", "ee.consular.example"), ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"));

        var headers = Assert.Single(gateway.Nodes[0].Asks).Headers;
        Assert.Equal("ee.consular.example", headers["Host"]);
        Assert.Equal("127.0.0.1", headers["X-Forwarded-For"]);
        Assert.Equal("http", headers["X-Forwarded-Proto"]);
    }

    [Fact]
    public async Task A_stream_of_events_arrives_as_it_is_written()
    {
        await using var gateway = await GatewayHarness.Start(1);
        using var answer = await gateway.Get("/v1/crises/c/situation/stream", ("Accept-Encoding", "br"));
        await using var stream = await answer.Content.ReadAsStreamAsync(GatewayHarness.Stop);
        using var reader = new StreamReader(stream);

        // The node has not ended its answer, and will not before this line was read.
        Assert.Equal("data: first", await reader.ReadLineAsync(GatewayHarness.Stop));
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        gateway.Nodes[0].StreamEnds.SetResult();
    }

    [Fact]
    public async Task An_answer_is_compressed_for_who_can_read_it()
    {
        await using var gateway = await GatewayHarness.Start(1);
        using var answer = await gateway.Get("/v1/cases", ("Accept-Encoding", "br"));

        Assert.Equal("br", answer.Content.Headers.ContentEncoding.Single());
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync(GatewayHarness.Stop)).Length, 1, 1000);
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_keep_a_browser_safe()
    {
        await using var gateway = await GatewayHarness.Start(1);
        using var answer = await gateway.Get("/v1/cases");

        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Empty(answer.Headers.Server);
    }

    [Fact]
    public async Task A_body_that_is_too_large_stops_at_the_gateway()
    {
        await using var gateway = await GatewayHarness.Start(1, o => o with { BodyBytesMax = 1000 });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/cases") { Content = new ByteArrayContent(new byte[2000]) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await gateway.Http.SendAsync(request, GatewayHarness.Stop);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(gateway.Nodes[0].Asks);
    }
}
