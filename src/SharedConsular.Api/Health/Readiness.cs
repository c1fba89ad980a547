using SharedConsular.Api.Start;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Health;

/// <summary>Whether this node takes requests, and why not.</summary>
internal sealed class Readiness(IEventStore store, WorldKeeper worlds, Drain drain, IServiceProvider services)
{
    public const string Ready = "ready";

    public async Task<HealthResponse> Ask(CancellationToken ct)
    {
        if (drain.HasBegun)
        {
            return new HealthResponse("draining", drain.IsStopping ? "node.stopping" : "node.draining", null);
        }

        if (!worlds.IsReady)
        {
            return new HealthResponse("starting", "world.not-built", null);
        }

        if (services.GetService<IPlacement>() is { IsReady: false })
        {
            return new HealthResponse("starting", "cluster.not-joined", null);
        }

        var health = await store.CheckHealth(ct);

        return new HealthResponse(health.IsReady ? Ready : "degraded", health.Code, worlds.Current.Version);
    }
}
