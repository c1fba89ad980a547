using SharedConsular.Contracts;

namespace SharedConsular.Api.Health;

internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").WithTags("Health").AllowAnonymous();
        health.MapGet("/live", () => TypedResults.Ok(new HealthResponse("live", null, null))).WithSummary("The process answers.");
        health.MapGet("/ready", Ready).WithSummary("The platform takes requests; else why not.").Produces<HealthResponse>();
    }

    private static async Task<IResult> Ready(Readiness readiness, CancellationToken ct)
    {
        var health = await readiness.Ask(ct);

        return TypedResults.Json(
            health, statusCode: health.Status == Readiness.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
