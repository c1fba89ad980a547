using System.Globalization;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Crises;
using SharedConsular.Api.Households;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Contracts;
using SharedConsular.Movements;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Movements;

/// <summary>The lead state's crisis cell makes a plan, looks at it, and offers its seats. A plan by itself promises nothing.</summary>
internal static class PlanEndpoints
{
    private const int AnswerMinutesDefault = 120;
    private const int AnswerMinutesMax = 7 * 24 * 60;

    private static readonly Refusal NoSuchPlan =
        new(RefusalKind.NotFound, "plan.not-found", "There is no such plan.");

    private static readonly Refusal NoSuchList =
        new(RefusalKind.Invalid, "plan.no-such-list", "A plan lists who is waiting, seated or moved.");

    private static readonly Refusal NotInPlan =
        new(RefusalKind.NotFound, "plan.household-not-in-it", "This household was not waiting when the plan was made.");

    public static void MapPlans(this RouteGroupBuilder api)
    {
        var plans = api.MapGroup("/crises/{id}/plans").WithTags("Movements").WithScope(ServiceScope.EvacuationRead, ServiceScope.EvacuationWrite);
        plans.MapPost("", Make).WithOperation(Operations.RunCrises)
            .WithSummary("Plan who travels on what, from the register as it is now.").Produces<PlanResponse>(StatusCodes.Status201Created);
        plans.MapGet("/{plan}", Get).WithOperation(Operations.RunCrises).WithSummary("A plan as it was made.").Produces<PlanResponse>();
        plans.MapGet("/{plan}/households", List).WithOperation(Operations.RunCrises)
            .WithSummary("The households of a plan that agreed to be seen: who waits and why, who has a seat, who does not keep hers.")
            .Produces<Page<PlannedHouseholdResponse>>();
        plans.MapGet("/{plan}/households/{reference}", Explain).WithOperation(Operations.RunCrises)
            .WithSummary("Why a household has its turn, or what would have to change.")
            .Produces<PlannedHouseholdResponse>();
        plans.MapPost("/{plan}/offers", Offer).WithOperation(Operations.RunCrises)
            .WithSummary("Offer the seats of a plan to its households.").Produces<OffersMadeResponse>();
    }

    private static async Task<IResult> Make(
        string id, Body<MakePlanRequest> body, RequestFacts request, CrisisDesk crises, PlanningDesk planning, MovementDesk movements, HttpContext http,
        CancellationToken ct)
    {
        var (crisis, stop) = await crises.FindLed(id, request.Caller, ct);
        if ((stop ?? await WhyNotWithout(body.Value.Without, id, request.Caller, movements, ct)) is { } refusal)
        {
            return refusal.ToHttp();
        }

        var plan = await planning.Make(id, crisis!, body.Value.Seed, body.Value.Without, ct);
        http.Response.Headers.Location = $"/v1/crises/{id}/plans/{plan.Id}";

        return TypedResults.Json(View(plan), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Get(
        string id, string plan, RequestFacts request, CrisisDesk crises, PlanningDesk planning, CancellationToken ct) =>
        await crises.FindLed(id, request.Caller, ct) is (_, { } stop) ? stop.ToHttp()
        : await planning.Find(id, plan, ct) is { } found ? TypedResults.Ok(View(found))
        : NoSuchPlan.ToHttp();

    private static async Task<IResult> Explain(
        string id, string plan, string reference, RequestFacts request, CrisisDesk crises, PlanningDesk planning, HouseholdDesk households,
        CancellationToken ct)
    {
        if (await crises.FindLed(id, request.Caller, ct) is (_, { } stop))
        {
            return stop.ToHttp();
        }

        if (await planning.Find(id, plan, ct) is not { } found)
        {
            return NoSuchPlan.ToHttp();
        }

        // Everybody is in the plan of all; of whom the lead may not know there is none in it.
        return await households.Locate(reference, null, request.Caller, ct) is { Key.Id: var wanted } && View(found, wanted) is { } planned
            ? TypedResults.Ok(planned)
            : NotInPlan.ToHttp();
    }

    private static async Task<IResult> List(
        string id, string plan, RequestFacts request, CrisisDesk crises, PlanningDesk planning, HouseholdDesk households, CancellationToken ct,
        string? list = null, string? reason = null, string? cursor = null, int? limit = null)
    {
        if (await crises.FindLed(id, request.Caller, ct) is (_, { } stop))
        {
            return stop.ToHttp();
        }

        if (await planning.Find(id, plan, ct) is not { } found)
        {
            return NoSuchPlan.ToHttp();
        }

        if (Listed(found, list, reason) is not { } all)
        {
            return NoSuchList.ToHttp();
        }

        // A plan never changes once it is made, so a place in it is a number.
        if (!int.TryParse(cursor ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var from) || from > all.Count)
        {
            return RuntimeRefusals.CursorNotOfThisList.ToHttp();
        }

        var size = Math.Clamp(limit ?? ListReader.PageSizeDefault, 1, ListReader.PageSizeMax);
        var shown = new List<PlannedHouseholdResponse>();
        foreach (var household in all.Skip(from).Take(size))
        {
            // It waits in the plan of all; who did not agree to it is not named to the lead.
            if (await households.IsNamedToLead(id, household, ct))
            {
                shown.Add(View(found, household)!);
            }
        }

        var next = from + size < all.Count ? (from + size).ToString(CultureInfo.InvariantCulture) : null;

        return TypedResults.Ok(new Page<PlannedHouseholdResponse>(shown, next));
    }

    /// <summary>Null when there is no such list of a plan.</summary>
    private static List<string>? Listed(KeptPlan plan, string? list, string? reason) => list switch
    {
        null or "waiting" => [.. plan.Waits.Where(w => reason is null || Words.Of(w.Reason) == reason).Select(w => w.Household)],
        "seated" => [.. plan.Seats.Where(s => reason is null || Words.Of(s.Reason) == reason).Select(s => s.Household).Distinct()],
        "moved" => [.. plan.Moved.Select(m => m.Household)],
        _ => null,
    };

    /// <summary>Why it can't be planned as though this movement did not leave; null when nothing speaks against it.</summary>
    private static async Task<Refusal?> WhyNotWithout(string? name, string crisis, Caller caller, MovementDesk movements, CancellationToken ct) =>
        name is null ? null
        : MovementNames.Parse(name) is not { } parsed
            || await movements.Locate(parsed.Organiser.Value, parsed.Id, caller, ct) is not { Found.State: { } movement }
            || movement.Plan!.Crisis != crisis ? MovementRefusals.NotFound
        : movement.IsOpen ? null
        : MovementRefusals.ManifestClosed;

    private static async Task<IResult> Offer(
        string id, string plan, Body<OfferPlanRequest> body, RequestFacts request, CrisisDesk crises, PlanningDesk planning, CancellationToken ct)
    {
        var (crisis, stop) = await crises.FindLed(id, request.Caller, ct);
        if (stop is not null)
        {
            return stop.ToHttp();
        }

        if (await planning.Find(id, plan, ct) is not { } found)
        {
            return NoSuchPlan.ToHttp();
        }

        var minutes = Math.Clamp(body.Value.AnswerMinutes ?? AnswerMinutesDefault, 1, AnswerMinutesMax);
        var (households, persons, refused) = await planning.Offer(
            found, crisis!, TimeSpan.FromMinutes(minutes), request.Identity(body.Fingerprint), ct);

        return TypedResults.Ok(new OffersMadeResponse(plan, found.Seats.Select(s => s.Movement).Distinct().Count(), households, persons, refused));
    }

    /// <summary>Null of a household that is not in it.</summary>
    private static PlannedHouseholdResponse? View(KeptPlan plan, string household)
    {
        var before = plan.Moved.FirstOrDefault(m => m.Household == household)?.Movement;

        return plan.Seats.FirstOrDefault(s => s.Household == household) is { } seat
            ? new PlannedHouseholdResponse(household, seat.Movement, Words.Of(seat.Reason), seat.TurnInClass, null, null, before)
            : plan.Waits.FirstOrDefault(w => w.Household == household) is { } wait
                ? new PlannedHouseholdResponse(
                    household, wait.Movement, Words.Of(wait.Reason), null, plan.StandBys.FirstOrDefault(s => s.Household == household)?.Order,
                    MovementViews.Counts(wait.Missing), before)
            : null;
    }

    private static PlanResponse View(KeptPlan plan) => new(
        plan.Id, plan.Crisis, plan.MadeAt, plan.PolicyVersion, plan.Seed, plan.Households,
        plan.Seats.Select(s => s.Household).Distinct().Count(), plan.PersonsSeated, plan.StandBys.Length, plan.Waits.Length,
        plan.Waits.GroupBy(w => w.Reason).ToDictionary(g => Words.Of(g.Key), g => g.Count()),
        plan.UptakePercent.ToDictionary(u => u.Key.Value, u => u.Value), plan.Moved.Length, plan.Without);
}
