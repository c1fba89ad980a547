using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
#if ORLEANS
using SharedConsular.Runtime.Tests.EventStore;
#endif
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>What leaves for a collector: one trace from the caller to the disk, our own figures, and nobody's name.</summary>
public sealed class TelemetryTests
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Fact]
    public async Task A_request_is_one_trace_from_its_caller_through_the_command_to_the_transaction()
    {
        await using var collector = await Collector.Start();
        await using var server = await PlatformServer.Start(collector.Settings);
        await Ask(server, "/v1/cases");
        var @case = await server.CaseInHand();
        await server.Officer("ee").Recall(@case.Reference, "We do it ourselves.");

        await collector.Receives("traces", "case OpenCase");
        await collector.Receives("traces", "commit");
        await collector.Receives("traces", "v1/cases");
        await collector.Receives("traces", Convert.FromHexString(TraceId));
        await collector.Receives("traces", "deliver case.recalled");
    }

    [Fact]
    public async Task Commands_commits_messages_and_refusals_are_counted()
    {
        await using var collector = await Collector.Start();
        await using var server = await PlatformServer.Start(collector.Settings);
        var @case = await server.CaseInHand();
        await server.Officer("ee").Recall(@case.Reference, "We do it ourselves.");
        await server.Anybody().Get("/v1/cases");

        foreach (var instrument in (string[])[
            "sharedconsular.commands", "sharedconsular.events", "sharedconsular.commit.batch.size", "sharedconsular.commit.wait",
            "sharedconsular.outbox.age", "sharedconsular.outbox.messages", "sharedconsular.refusals", "http.server.request.duration"])
        {
            await collector.Receives("metrics", instrument);
        }
    }

    [Fact]
    public async Task Nothing_that_a_person_said_or_is_known_by_leaves()
    {
        await using var collector = await Collector.Start();
        await using var server = await PlatformServer.Start(collector.Settings);
        var (name, browser) = (UniqueName("Zqxjk"), "zqbrowser/1.0");
        server.Http.DefaultRequestHeaders.UserAgent.ParseAdd(browser);
        var @case = await server.CaseInHand(name: name);
        await server.Officer("de").Get($"/v1/cases/{@case.Reference}");
        await server.Anybody().Get($"/v1/cases?name={Uri.EscapeDataString(name)}");
        await Ask(server, "/v1/coverage?state=ee&service=emergency_travel_document");
        await collector.Receives("traces", "case AcceptCase");
        await collector.Receives("traces", Convert.FromHexString(TraceId));
        await collector.Receives("metrics", "sharedconsular.commands");

        Assert.False(collector.Has("Zqxjk"));
        Assert.False(collector.Has(@case.Reference));
        Assert.False(collector.Has(browser));
        Assert.True(collector.Has("sharedconsular.outcome"));
    }

#if ORLEANS
    [Fact]
    public async Task The_place_of_a_case_is_told_without_saying_of_which()
    {
        await using var collector = await Collector.Start();
        var store = (PlatformServer.StoreSetting, await (await PostgresServer.Get()).NewDatabase());
        await using var server = await PlatformServer.Start([store, .. OrleansNode.NewSettings(), .. collector.Settings]);
        await PlatformServer.Eventually(() => server.Anybody().Get("/health/ready"), r => r.IsSuccess);
        var @case = await server.CaseInHand();
        await collector.Receives("traces", "IEntityGrain/Execute");
        await collector.Receives("traces", "case AcceptCase");
        await collector.Receives("metrics", "orleans-");

        Assert.False(collector.Has(@case.Reference));
    }
#endif

    private static async Task Ask(PlatformServer server, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01");
        using var response = await server.Http.SendAsync(request, PlatformServer.Stop);
    }

    /// <summary>An OTLP collector (HTTP, protobuf) that keeps what it is sent; in protobuf a text stands as its bytes.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly WebApplication _web;
        private readonly ConcurrentQueue<(string Signal, byte[] Body)> _received = new();

        private Collector(WebApplication web) => _web = web;

        public (string Name, string Value)[] Settings =>
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", _web.Urls.Single()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "200"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "200"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
        ];

        public static async Task<Collector> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var collector = new Collector(builder.Build());
            collector._web.MapPost("/v1/{signal}", collector.Keep);
            await collector._web.StartAsync(PlatformServer.Stop);

            return collector;
        }

        public bool Has(string text) => _received.Any(r => Contains(r.Body, Encoding.UTF8.GetBytes(text)));

        public Task<bool> Receives(string signal, string text) => Receives(signal, Encoding.UTF8.GetBytes(text));

        public Task<bool> Receives(string signal, byte[] bytes) => PlatformServer.Eventually(
            () => Task.FromResult(_received.Any(r => r.Signal == signal && Contains(r.Body, bytes))), found => found);

        public ValueTask DisposeAsync() => _web.DisposeAsync();

        private async Task<IResult> Keep(string signal, HttpRequest request)
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _received.Enqueue((signal, body.ToArray()));

            return Results.Bytes([], "application/x-protobuf");
        }

        private static bool Contains(byte[] body, byte[] text) => body.AsSpan().IndexOf(text) >= 0;
    }
}
