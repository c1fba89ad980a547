using SharedConsular.Gateway.FrontDoor;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Transforms;

namespace SharedConsular.Gateway.Nodes;

/// <summary>What goes to the nodes, and how the gateway knows which of them are well.</summary>
internal static class NodeRoutes
{
    private const string ClusterId = "nodes";

    /// <summary>A stream of events is quiet between two heartbeats; whatever else is quiet this long has died.</summary>
    private static readonly TimeSpan QuietMax = TimeSpan.FromSeconds(100);

    private static readonly TimeSpan HealthAnswerMax = TimeSpan.FromSeconds(2);

    /// <summary>How long a node that could not be reached is left alone.</summary>
    private static readonly TimeSpan LeftAloneFor = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<RouteConfig> Of() =>
    [
        .. FrontDoorPages.Paths.Select(path => Route($"front {path}", path, ["GET", "HEAD"]) with { OutputCachePolicy = FrontDoorPages.PolicyName }),
        Route("everything", "{**rest}", null),
    ];

    public static ClusterConfig Cluster(GatewayOptions options) => new()
    {
        ClusterId = ClusterId,
        LoadBalancingPolicy = NodeOfEntity.PolicyName,
        Destinations = options.Nodes.ToDictionary(n => n.Authority, n => new DestinationConfig { Address = n.AbsoluteUri }),
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = QuietMax },
        HealthCheck = new HealthCheckConfig
        {
            // Where none says that it is well, each is asked all the same: it knows better than we why it can't.
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
            Active = new ActiveHealthCheckConfig
            {
                Enabled = true,
                Interval = options.HealthAskedEvery,
                Timeout = HealthAnswerMax,
                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
                Path = "/health/ready",
            },
            Passive = new PassiveHealthCheckConfig
            {
                Enabled = true,
                Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate,
                ReactivationPeriod = LeftAloneFor,
            },
        },
        Metadata = new Dictionary<string, string> { [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "1" },
    };

    /// <summary>The host that was asked for goes with the request: it is a tenant's door.</summary>
    private static RouteConfig Route(string id, string path, IReadOnlyList<string>? methods) => new RouteConfig
    {
        RouteId = id,
        ClusterId = ClusterId,
        Match = new RouteMatch { Path = path, Methods = methods },
    }.WithTransformUseOriginalHostHeader();
}
