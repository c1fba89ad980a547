using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>A party's own system, which is told by webhook what happens to its cases, and sometimes does not take it.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly ConcurrentQueue<ReceivedCall> _calls = new();

    private Receiver(WebApplication web) => _web = web;

    public string Address => $"{_web.Urls.Single().TrimEnd('/')}/hook";

    /// <summary>Whether it answers that it can't.</summary>
    public bool Fails { get; set; }

    public IReadOnlyCollection<ReceivedCall> Calls => _calls;

    public static async Task<Receiver> Start(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        receiver._web.Run(receiver.Answer);
        await receiver._web.StartAsync(ct);

        return receiver;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        var at = TimeProvider.System.GetUtcNow();
        using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        var call = body.RootElement;
        var fails = Fails;
        _calls.Enqueue(new ReceivedCall(
            at, call.GetProperty("type").GetString()!, call.GetProperty("subject").GetString()!, call.GetProperty("time").GetDateTimeOffset(), !fails));
        http.Response.StatusCode = fails ? StatusCodes.Status500InternalServerError : StatusCodes.Status204NoContent;
    }
}

/// <param name="Topic">What happened, as <c>case.closed</c>.</param>
/// <param name="Subject">The reference of the case.</param>
/// <param name="At">When it happened, as the call says.</param>
/// <param name="Taken">Whether it was answered with yes.</param>
internal sealed record ReceivedCall(DateTimeOffset ReceivedAt, string Topic, string Subject, DateTimeOffset At, bool Taken);
