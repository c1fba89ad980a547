using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Crises;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Contracts;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Movements;

/// <summary>The lead state's crisis cell makes a plan, looks at it, and offers its seats. A plan by itself promises nothing.</summary>
internal static class PlanEndpoints
{
    private const int AnswerMinutesDefault = 120;
    private const int AnswerMinutesMax = 7 * 24 * 60;

    private static readonly Refusal NoSuchPlan =
        new(RefusalKind.NotFound, "plan.not-found", "There is no such plan.");

    private static readonly Refusal NotInPlan =
        new(RefusalKind.NotFound, "plan.household-not-in-it", "This household was not waiting when the plan was made.");

    public static void MapPlans(this RouteGroupBuilder api)
    {
        var plans = api.MapGroup("/crises/{id}/plans").WithTags("Movements").WithScope(ServiceScope.EvacuationRead, ServiceScope.EvacuationWrite);
        plans.MapPost("", Make).WithOperation(Operations.RunCrises)
            .WithSummary("Plan who travels on what, from the register as it is now.").Produces<PlanResponse>(StatusCodes.Status201Created);
        plans.MapGet("/{plan}", Get).WithOperation(Operations.RunCrises).WithSummary("A plan as it was made.").Produces<PlanResponse>();
        plans.MapGet("/{plan}/households/{reference}", Explain).WithOperation(Operations.RunCrises)
            .WithSummary("Why a household has its turn, or what would have to change.")
            .Produces<PlannedHouseholdResponse>();
        plans.MapPost("/{plan}/offers", Offer).WithOperation(Operations.RunCrises)
            .WithSummary("Offer the seats of a plan to its households.").Produces<OffersMadeResponse>();
    }

    private static async Task<IResult> Make(
        string id, Body<MakePlanRequest> body, RequestFacts request, CrisisDesk crises, PlanningDesk planning, HttpContext http, CancellationToken ct)
    {
        var (crisis, stop) = await crises.FindLed(id, request.Caller, ct);
        if (stop is not null)
        {
            return stop.ToHttp();
        }

        var plan = await planning.Make(id, crisis!, body.Value.Seed, ct);
        http.Response.Headers.Location = $"/v1/crises/{id}/plans/{plan.Id}";

        return TypedResults.Json(View(plan), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Get(
        string id, string plan, RequestFacts request, CrisisDesk crises, PlanningDesk planning, CancellationToken ct) =>
        await crises.FindLed(id, request.Caller, ct) is (_, { } stop) ? stop.ToHttp()
        : await planning.Find(id, plan, ct) is { } found ? TypedResults.Ok(View(found))
        : NoSuchPlan.ToHttp();

    private static async Task<IResult> Explain(
        string id, string plan, string reference, RequestFacts request, CrisisDesk crises, PlanningDesk planning, CancellationToken ct)
    {
        if (await crises.FindLed(id, request.Caller, ct) is (_, { } stop))
        {
            return stop.ToHttp();
        }

        if (await planning.Find(id, plan, ct) is not { } found)
        {
            return NoSuchPlan.ToHttp();
        }

        var wanted = SharedConsular.Households.HouseholdReference.Parse(reference);

        return found.Seats.FirstOrDefault(s => s.Household == wanted) is { } seat
            ? TypedResults.Ok(new PlannedHouseholdResponse(seat.Household, seat.Movement, Words.Of(seat.Reason), seat.TurnInClass, null, null))
            : found.Waits.FirstOrDefault(w => w.Household == wanted) is { } wait
                ? TypedResults.Ok(new PlannedHouseholdResponse(
                    wait.Household, wait.Movement, Words.Of(wait.Reason), null, found.StandBys.FirstOrDefault(s => s.Household == wanted)?.Order,
                    MovementViews.Counts(wait.Missing)))
            : NotInPlan.ToHttp();
    }

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
        var (households, persons, refused) = await planning.Offer(found, crisis!, TimeSpan.FromMinutes(minutes), ct);

        return TypedResults.Ok(new OffersMadeResponse(plan, found.Seats.Select(s => s.Movement).Distinct().Count(), households, persons, refused));
    }

    private static PlanResponse View(KeptPlan plan) => new(
        plan.Id, plan.Crisis, plan.MadeAt, plan.PolicyVersion, plan.Seed, plan.Households,
        plan.Seats.Select(s => s.Household).Distinct().Count(), plan.PersonsSeated, plan.StandBys.Length, plan.Waits.Length,
        plan.Waits.GroupBy(w => w.Reason).ToDictionary(g => Words.Of(g.Key), g => g.Count()),
        plan.UptakePercent.ToDictionary(u => u.Key.Value, u => u.Value));
}
