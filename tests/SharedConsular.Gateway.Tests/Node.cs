using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SharedConsular.Gateway.Tests;

/// <summary>A node as the gateway sees it: it says who it is, and what it was asked.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly ConcurrentQueue<Asked> _asked = new();

    private Node(WebApplication web) => _web = web;

    public string Name { get; private init; } = "";

    public Uri Address => new(_web.Urls.Single());

    /// <summary>What it was asked, without the gateway's own questions after its health.</summary>
    public IReadOnlyList<Asked> Asks => [.. _asked];

    /// <summary>A stream ends when this is set.</summary>
    public TaskCompletionSource StreamEnds { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsReady { get; set; } = true;

    public static async Task<Node> Start(string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var node = new Node(builder.Build()) { Name = name };
        node._web.Run(node.Answer);
        await node._web.StartAsync(GatewayHarness.Stop);

        return node;
    }

    /// <summary>Nothing listens at its address any more.</summary>
    public Task Die() => _web.StopAsync(GatewayHarness.Stop);

    public async ValueTask DisposeAsync()
    {
        StreamEnds.TrySetResult();
        await _web.DisposeAsync();
    }

    private async Task Answer(HttpContext context)
    {
        if (context.Request.Path == "/health/ready")
        {
            context.Response.StatusCode = IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        _asked.Enqueue(new Asked(context.Request.Method, context.Request.Path, body, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString())));
        context.Response.Headers["Node"] = Name;
        if (context.Request.Path.Value!.EndsWith("/stream", StringComparison.Ordinal))
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: first\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await StreamEnds.Task;
            return;
        }

        context.Response.ContentType = "application/json";
        if (context.Request.Path == "/v1/coverage")
        {
            context.Response.Headers.CacheControl = "public, max-age=30";
        }

        await context.Response.WriteAsync($"{{\"node\":\"{Name}\",\"body\":\"{body}\",\"filling\":\"{new string('a', 4000)}\"}}", context.RequestAborted);
    }
}

internal sealed record Asked(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers);
