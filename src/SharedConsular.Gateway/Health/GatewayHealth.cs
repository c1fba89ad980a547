using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace SharedConsular.Gateway.Health;

/// <summary>Whether the gateway lives, and whether there is a node behind it; at addresses that no node has.</summary>
internal static class GatewayHealth
{
    public static void MapGatewayHealth(this WebApplication app)
    {
        app.MapGet("/gateway/live", () => TypedResults.Json(new { status = "live" }));
        app.MapGet("/gateway/ready", (IProxyStateLookup proxy) =>
        {
            var nodes = proxy.GetClusters().SelectMany(c => c.Destinations.Values).ToList();
            var well = nodes.Count(n => n.Health.Active is not DestinationHealth.Unhealthy && n.Health.Passive is not DestinationHealth.Unhealthy);

            return TypedResults.Json(
                new { status = well > 0 ? "ready" : "no-node", nodes = nodes.Count, well },
                statusCode: well > 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }
}
