using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace SharedConsular.Gateway.Nodes;

/// <summary>
/// Chooses the node of an entity by rendezvous hashing with bounded load: every gateway finds the same node without asking, a node
/// that comes or goes moves only its own entities, and one that has more than its share to do passes them to the next in their row.
/// </summary>
/// <remarks>Thaler and Ravishankar 1998; the bound is that of Mirrokni, Thorup and Zadimoghaddam 2018.</remarks>
internal sealed class NodeOfEntity(GatewayOptions options) : ILoadBalancingPolicy
{
    public const string PolicyName = "NodeOfEntity";

    /// <summary>A handful of requests is no load: no entity leaves its node for them, nor for one that is just being counted down.</summary>
    public const int UnderLoadFrom = 8;

    public string Name => PolicyName;

    public DestinationState? PickDestination(HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations)
    {
        if (availableDestinations.Count == 0)
        {
            return null;
        }

        if (EntityOfPath.Find(context.Request.Path) is not { } entity)
        {
            return availableDestinations.MinBy(d => d.ConcurrentRequestCount);
        }

        var all = availableDestinations.Sum(d => d.ConcurrentRequestCount) + 1;
        var most = Math.Max(UnderLoadFrom, Math.Ceiling(options.LoadFactorMax * all / availableDestinations.Count));

        return availableDestinations.Where(d => d.ConcurrentRequestCount < most).MaxBy(d => Weight(entity, d.DestinationId))
            ?? availableDestinations[0];
    }

    private static ulong Weight(string entity, string node) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{entity}\n{node}")));
}
