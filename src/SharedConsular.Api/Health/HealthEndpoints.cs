using SharedConsular.Api.Start;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Health;

internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").WithTags("Health").AllowAnonymous();
        health.MapGet("/live", () => TypedResults.Ok(new HealthResponse("live", null, null))).WithSummary("The process answers.");
        health.MapGet("/ready", Ready).WithSummary("The platform takes requests; else why not.").Produces<HealthResponse>();
    }

    private static async Task<IResult> Ready(IEventStore store, WorldKeeper worlds, Drain drain, IServiceProvider services, CancellationToken ct)
    {
        if (drain.HasBegun)
        {
            return TypedResults.Json(new HealthResponse("draining", "node.stopping", null), statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        if (!worlds.IsReady)
        {
            return TypedResults.Json(new HealthResponse("starting", "world.not-built", null), statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        if (services.GetService<IPlacement>() is { IsReady: false })
        {
            return TypedResults.Json(new HealthResponse("starting", "cluster.not-joined", null), statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        var health = await store.CheckHealth(ct);

        return health.IsReady
            ? TypedResults.Ok(new HealthResponse("ready", null, worlds.Current.Version))
            : TypedResults.Json(new HealthResponse("degraded", health.Code, worlds.Current.Version), statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
