using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SharedConsular.Api.Tests;

/// <summary>A partner's system that is called over loopback HTTP.</summary>
internal sealed class WebhookListener : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly ConcurrentQueue<ReceivedCall> _calls = new();

    private WebhookListener(WebApplication web) => _web = web;

    public string Address { get; private set; } = "";

    /// <summary>What it answers.</summary>
    public HttpStatusCode Says { get; set; } = HttpStatusCode.OK;

    /// <summary>What it waits for before it answers.</summary>
    public Task Waits { get; set; } = Task.CompletedTask;

    public IReadOnlyList<ReceivedCall> Calls => [.. _calls];

    public static async Task<WebhookListener> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var listener = new WebhookListener(builder.Build());
        listener._web.Run(listener.Answer);
        await listener._web.StartAsync(PlatformServer.Stop);
        listener.Address = $"{listener._web.Urls.Single().TrimEnd('/')}/hook";

        return listener;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var status = Says;
        _calls.Enqueue(new ReceivedCall(
            http.Request.Headers["webhook-id"].ToString(), http.Request.Headers["webhook-timestamp"].ToString(),
            http.Request.Headers["webhook-signature"].ToString(), http.Request.Path, body,
            string.Join('\n', http.Request.Headers.Select(h => $"{h.Key}: {h.Value}")), status));
        await Waits;
        http.Response.StatusCode = (int)status;
    }
}

/// <param name="Answered">With what it was answered.</param>
internal sealed record ReceivedCall(string Id, string Timestamp, string Signature, string Path, string Body, string Headers, HttpStatusCode Answered)
{
    public int SignaturesCount => Signature.Split(' ').Length;

    /// <summary>As the other side checks it, by the text of the specification and not by our code.</summary>
    public bool IsSignedWith(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var expected = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}")));

        return Signature.Split(' ').Contains($"v1,{expected}");
    }
}
