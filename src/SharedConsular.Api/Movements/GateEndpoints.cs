using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Contracts;
using SharedConsular.Households;
using SharedConsular.Movements;

namespace SharedConsular.Api.Movements;

/// <summary>What happens at a gate: people pass, come back out, or a token turns up twice.</summary>
internal static class GateEndpoints
{
    public const int GateLengthMax = 60;

    public static void Map(RouteGroupBuilder all)
    {
        MapFor<CheckInRequest>(all, "check-ins", "Members passed a gate, now or while it had no network.", r => r.Household, CheckIn);
        MapFor<TakeOffRequest>(all, "take-offs", "Those of a household who passed come back out.", r => r.Household, (_, h, _, _) => new TakeOffMembers(h));
        MapFor<SettleDoubleUseRequest>(
            all, "settlements", "Say who used a token the second time.", r => r.Household,
            (r, h, _, f) => new SettleDoubleUse(h, r.Member ?? 0, f.Text("#/note", r.Note)));
    }

    private static void MapFor<T>(
        RouteGroupBuilder all, string what, string summary, Func<T, string?> householdOf,
        Func<T, HouseholdName, DateTimeOffset, FaultList, MovementCommand> parse)
        where T : class =>
        all.MapPost($"/movements/{{organiser}}/{{id}}/{what}", async (
            string organiser, string id, Body<T> body, RequestFacts request, MovementDesk desk, TimeProvider time, HttpContext http, CancellationToken ct) =>
        {
            if (await desk.Locate(organiser, id, request.Caller, ct) is not { } located)
            {
                return MovementRefusals.NotFound.ToHttp();
            }

            // A gate knows the reference; whose record it is, the movement knows.
            var reference = HouseholdReference.Parse(householdOf(body.Value));
            if (located.Found.State.Holds.Values.FirstOrDefault(h => h.Household.Reference == reference) is not { } hold)
            {
                return MovementRefusals.NoSeats.ToHttp();
            }

            var faults = new FaultList();
            var command = parse(body.Value, hold.Household, time.GetUtcNow(), faults);

            return faults.Any ? faults.Refusal.ToHttp() : await desk.Answer(located, command, request, body.Fingerprint, http, ct);
        }).WithOperation(Operations.WorkCrises).WithSummary(summary).Produces<MovementResponse>();

    private static CheckInMembers CheckIn(CheckInRequest request, HouseholdName household, DateTimeOffset now, FaultList faults)
    {
        faults.AtMost("#/members", request.Members, Household.MembersMax);

        return new CheckInMembers(household, [.. request.Members ?? []], faults.Text("#/gate", request.Gate, GateLengthMax), request.ScannedAt ?? now);
    }
}
