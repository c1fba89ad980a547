using System.Text.Json;
using Microsoft.AspNetCore.ResponseCompression;
using SharedConsular.Gateway.FrontDoor;
using SharedConsular.Gateway.Health;
using SharedConsular.Gateway.Limits;
using SharedConsular.Gateway.Nodes;
using SharedConsular.Gateway.WaitingRoom;
using Yarp.ReverseProxy.LoadBalancing;

namespace SharedConsular.Gateway;

/// <summary>Puts the gateway together: what is refused here, what waits here, and which node gets the rest.</summary>
internal static class GatewayApp
{
    public static WebApplication Build(WebApplicationBuilder builder, GatewayOptions options)
    {
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Queue>();
        services.AddSingleton<ILoadBalancingPolicy, NodeOfEntity>();
        services.AddRates(options);
        services.AddFrontDoor(options);
        services.AddReverseProxy().LoadFromMemory(NodeRoutes.Of(), [NodeRoutes.Cluster(options)]);

        // No secret of ours stands in an answer beside words of a stranger, which is what compression under TLS would give away.
        services.AddResponseCompression(c =>
        {
            c.EnableForHttps = true;
            c.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "image/svg+xml"];
            c.ExcludedMimeTypes = ["text/event-stream"];
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.BodyBytesMax;
        });

        return Arrange(builder.Build());
    }

    /// <summary>A refusal of the gateway itself, in the form of every other refusal (RFC 9457).</summary>
    public static Task Refuse(this HttpContext context, int status, string code, string detail)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        var type = $"urn:sharedconsular:problem:{code}";

        return context.Response.WriteAsync(JsonSerializer.Serialize(new { type, title = code, status, detail, code }), context.RequestAborted);
    }

    private static WebApplication Arrange(WebApplication app)
    {
        app.UseGatewayHeaders();
        app.UseResponseCompression();
        app.UseRateLimiter();
        app.MapGatewayHealth();
        app.UseMiddleware<WaitingRoomDoor>();
        app.UseRouting();
        app.UseOutputCache();
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<AnotherNode>();
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });

        return app;
    }
}
