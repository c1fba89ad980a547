using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SharedConsular.Integrations.Tests.Dapr;

/// <summary>What the Dapr sidecar answers about secrets, on the loopback address: one store, named <c>vault</c>.</summary>
internal sealed class DaprSidecar : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DaprSidecar(WebApplication app) => _app = app;

    public ConcurrentDictionary<string, string> Secrets { get; } = new();

    /// <summary>What callers must send; null when the sidecar asks for nothing.</summary>
    public string? Token { get; set; }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<DaprSidecar> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var sidecar = new DaprSidecar(app);
        app.MapGet("/v1.0/secrets/{store}/{key}", sidecar.Answer);
        await app.StartAsync();

        return sidecar;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Answer(string store, string key, HttpRequest request)
    {
        if (Token is not null && request.Headers["dapr-api-token"] != Token)
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        if (store != "vault")
        {
            return Results.Json(new { errorCode = "ERR_SECRET_STORE_NOT_FOUND" }, statusCode: StatusCodes.Status401Unauthorized);
        }

        return Secrets.TryGetValue(key, out var value)
            ? Results.Json(new Dictionary<string, string> { [key] = value })
            : Results.Json(new { errorCode = "ERR_SECRET_GET" }, statusCode: StatusCodes.Status500InternalServerError);
    }
}
