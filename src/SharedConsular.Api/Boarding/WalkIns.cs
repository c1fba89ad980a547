using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Crises;
using SharedConsular.Api.Households;
using SharedConsular.Api.Movements;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Evacuation;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Boarding;

/// <summary>
/// Who comes to the gate and was never registered: one request of an officer registers, takes free places and lets in. Nobody
/// who stands by is passed over; without free places the household stays registered and waits like others.
/// </summary>
internal static class WalkIns
{
    public static void Map(RouteGroupBuilder all) =>
        all.MapPost("/movements/{organiser}/{id}/walk-ins", Board).WithOperation(Operations.WorkCrises)
            .WithSummary("Register a household at the gate and let it in, if places are free.")
            .Produces<WalkInResponse>(StatusCodes.Status201Created);

    private static async Task<IResult> Board(
        string organiser, string id, Body<WalkInRequest> body, RequestFacts request, MovementDesk movements, HouseholdDesk households, CrisisDesk crises,
        EntityRuntime entities, WorldKeeper worlds, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        if (request.Key is null)
        {
            return RequestRefusals.KeyMissing.ToHttp();
        }

        if (await movements.Locate(organiser, id, request.Caller, ct) is not { } located)
        {
            return MovementRefusals.NotFound.ToHttp();
        }

        var crisisId = located.Found.State.Plan!.Crisis;
        if (!located.IsOfTeam || await crises.Find(crisisId, ct) is not { State: { IsRunning: true } crisis })
        {
            return CrisisRefusals.NotLead.ToHttp();
        }

        var faults = new FaultList();
        var gate = faults.Text("#/gate", body.Value.Gate, GateEndpoints.GateLengthMax);
        var asked = (body.Value.Household ?? new RegisterHouseholdRequest(null)) with { Through = Words.Of(RegisteredBy.Officer) };
        var command = HouseholdRequests.Parse(asked, crisisId, crisis, worlds.Current, time.Today(), faults);
        if (faults.Any || command is null)
        {
            return faults.Refusal.ToHttp();
        }

        var (key, household, secret, refusal) = await households.Register(command, request, body.Fingerprint, ct);
        if (refusal is not null)
        {
            return refusal.ToHttp();
        }

        var outcome = await entities.Execute(
            Movement.Type, Movement.KeyOf(located.Name), new BoardWalkIn(HoldOf(key, household, located.Found.State, crisis), gate) { ForJointTeam = true },
            request.Caller, null, null, ct);
        http.Response.Headers.CacheControl = "no-store";

        return outcome.Refusal is { } full
            ? full.ToHttp()
            : TypedResults.Json(
                new WalkInResponse(key.Id, secret.ToString(), MovementViews.Of(located.Name, outcome.State, outcome.Version)),
                statusCode: StatusCodes.Status201Created);
    }

    /// <summary>Of the members as they registered, also when a repeated request finds them let in.</summary>
    private static SeatHold HoldOf(EntityKey key, Household household, Movement movement, Crisis crisis) => new(
        HouseholdName.Of(key),
        household.Members.Aggregate(default(SeatCounts), (sum, m) => sum + m.Needs),
        [.. household.Members.Select(m => m.Number)],
        [.. household.Members.Where(m => m.IsMinor).Select(m => m.Number)],
        [.. household.Members.GroupBy(household.StateOf).Select(g => new StateCount(g.Key, g.Count()))],
        movement.ClosesAt,
        SeatReason.WalkIn,
        PlanningDesk.UnrankedPolicy)
    {
        Instruction = crisis.InstructionInForce,
    };
}
