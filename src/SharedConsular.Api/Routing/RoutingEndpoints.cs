using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Routing;

internal static class RoutingEndpoints
{
    private static readonly Refusal NotFound =
        new(RefusalKind.NotFound, "routing.not-found", "There is no such routing decision.");

    private static readonly Refusal WorldGone =
        new(RefusalKind.Conflict, "routing.world-gone", "The rules of that time are no longer kept here, so the decision can't be taken again.");

    public static void MapRouting(this RouteGroupBuilder api)
    {
        var routing = api.MapGroup("/routing/decisions").WithTags("Routing").AllowAnonymous().WithScope(ServiceScope.Routing);

        routing.MapPost("", Decide).WithSummary("Who may and should help, and why not the others.").Produces<RoutingResponse>();
        routing.MapGet("/{id}", Show).WithSummary("A decision as it was taken.").Produces<RoutingResponse>();
        routing.MapPost("/{id}/replay", Replay).WithSummary("Take a stored decision again in the world of its time.").Produces<RoutingReplayResponse>();
    }

    private static async Task<IResult> Decide(
        Body<RoutingRequest> body, WorldKeeper worlds, RoutingDesk desk, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var faults = new FaultList();
        var query = RoutingQuestions.Parse(body.Value, worlds.Current, time.Today(), faults);
        if (query is null)
        {
            return faults.Refusal.ToHttp();
        }

        var taken = await desk.Decide(query, ct);

        return new JsonBytesResult(RoutingDesk.Render(taken.Id, query, taken.Answer, taken.World, http.SentencesFor()));
    }

    private static async Task<IResult> Show(string id, RoutingDesk desk, TimeProvider time, HttpContext http, CancellationToken ct) =>
        await desk.Find(id, ct) is { } record
            ? new JsonBytesResult(await desk.Say(id, record, time.Today(), http.SentencesFor(), ct))
            : NotFound.ToHttp();

    private static async Task<IResult> Replay(string id, RoutingDesk desk, TimeProvider time, CancellationToken ct)
    {
        if (await desk.Find(id, ct) is not { } record)
        {
            return NotFound.ToHttp();
        }

        return await desk.Replay(id, record, time.Today(), ct) is { } replay ? TypedResults.Ok(replay) : WorldGone.ToHttp();
    }
}
