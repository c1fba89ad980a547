using System.Reflection;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Crises;
using SharedConsular.Api.Movements;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Preparedness;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Preparedness;

/// <summary>The after-action report: what happened, from the events themselves; what came of it; what is to be done, and by whom until when.</summary>
internal static class AfterActionEndpoints
{
    private const int EventsMax = 5_000;
    private const int RecommendationLengthMax = 2_000;

    public static void MapAfterAction(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("/crises/{id}").WithTags("Preparedness").WithScope(ServiceScope.EvacuationRead, ServiceScope.EvacuationWrite);
        all.MapGet("/after-action", Get).WithOperation(Operations.ReadCrises)
            .WithSummary("Timeline, outcome and recommendations of a crisis or exercise.").Produces<AfterActionResponse>();
        all.MapPost("/recommendations", Recommend).WithOperation(Operations.KeepPreparedness).WithSummary("Recommend what a party does about it until when.")
            .Produces<RecommendationResponse>();
        all.MapPost("/recommendations/{number:int}/status", Follow).WithOperation(Operations.KeepPreparedness)
            .WithSummary("Say how far a recommendation is carried out.")
            .Produces<RecommendationResponse>();
    }

    private static async Task<IResult> Get(
        string id, RequestFacts request, CrisisDesk crises, MovementDesk movements, Situation situation, EntityRuntime entities, TimeProvider time,
        CancellationToken ct)
    {
        var (crisis, stop) = await Find(id, request.Caller, crises, ct);
        if (crisis is null)
        {
            return stop!.ToHttp();
        }

        var history = await entities.ReadHistory(Crisis.Type, Crisis.KeyOf(id), 0, EventsMax, ct);
        var timeline = history.Select(e => new TimelineLineResponse(e.Event.At, e.Event.By.Party.Value, NameOf(e.Event), SubjectOf(e.Event)))
            .Concat((await movements.ReadAll(id, ct)).SelectMany(m => Lines(m.Name, m.Movement)))
            .OrderBy(l => l.At).Take(EventsMax);
        var report = (await entities.Find(AfterAction.Type, AfterAction.KeyOf(id), ct))?.State ?? AfterAction.Type.Initial;

        return TypedResults.Ok(new AfterActionResponse(
            id, crisis.Exercise, await situation.Read(id, ct), [.. timeline], [.. report.Recommendations.Select(r => View(r, time.Today()))]));
    }

    private static async Task<IResult> Recommend(
        string id, Body<MakeRecommendationRequest> body, RequestFacts request, CrisisDesk crises, EntityRuntime entities, WorldKeeper worlds, TimeProvider time,
        CancellationToken ct)
    {
        var faults = new FaultList();
        var text = faults.Text("#/text", body.Value.Text, RecommendationLengthMax);
        var owner = faults.State("#/owner", body.Value.Owner, worlds.Current);
        if (body.Value.DueOn is null)
        {
            faults.Add("#/dueOn", "missing", "This must be filled in.");
        }

        return faults.Any
            ? faults.Refusal.ToHttp()
            : await Execute(
                id, new MakeRecommendation(text, owner, body.Value.DueOn!.Value), r => r.Text == text && r.Owner == owner, request, body.Fingerprint, crises,
                entities, time, ct);
    }

    private static async Task<IResult> Follow(
        string id, int number, Body<FollowRecommendationRequest> body, RequestFacts request, CrisisDesk crises, EntityRuntime entities, TimeProvider time,
        CancellationToken ct)
    {
        var faults = new FaultList();
        var command = new FollowRecommendation(
            number, faults.Word<RecommendationStatus>("#/status", body.Value.Status), faults.OptionalText("#/note", body.Value.Note));

        return faults.Any
            ? faults.Refusal.ToHttp()
            : await Execute(id, command, r => r.Number == number, request, body.Fingerprint, crises, entities, time, ct);
    }

    private static async Task<IResult> Execute(
        string id, AfterActionCommand command, Func<Recommendation, bool> which, RequestFacts request, byte[] fingerprint, CrisisDesk crises,
        EntityRuntime entities, TimeProvider time, CancellationToken ct)
    {
        var (crisis, stop) = await Find(id, request.Caller, crises, ct);
        if (crisis is null)
        {
            return stop!.ToHttp();
        }

        var outcome = await entities.Execute(
            AfterAction.Type, AfterAction.KeyOf(id), command with { ForLead = crisis.IsLead(request.Caller.Tenant) }, request.Caller,
            request.Identity(fingerprint), request.IfVersion, ct);

        return outcome.Refusal is { } refusal
            ? refusal.ToHttp()
            : TypedResults.Ok(View(outcome.State.Recommendations.First(which), time.Today()));
    }

    /// <summary>For the parties that worked in it, also after its end.</summary>
    private static async Task<(Crisis? Crisis, Refusal? Stop)> Find(string id, Caller caller, CrisisDesk crises, CancellationToken ct) =>
        await crises.Find(id, ct) is not { State: var crisis } || caller.Role is Role.National ? (null, CrisisRefusals.NotFound)
        : crisis.IsOfJointTeam(caller.Tenant) ? (crisis, null)
        : (null, CrisisRefusals.NotLead);

    private static string NameOf(object @event) => @event.GetType().GetCustomAttribute<StoredAsAttribute>()!.Name;

    private static string? SubjectOf(CrisisEvent @event) => @event switch
    {
        InstructionGiven given => $"{given.Number}",
        InstructionAcknowledged read => $"{read.Number}",
        CrisisPhaseChanged changed => Words.Of(changed.Phase),
        RouteReported route => $"{route.From} – {route.To}: {Words.Of(route.Status)}",
        _ => null,
    };

    private static IEnumerable<TimelineLineResponse> Lines(MovementName name, Movement movement)
    {
        (DateTimeOffset? At, string What)[] steps =
        [
            (movement.Plan?.At, "movement-planned"), (movement.Manifest?.At, "manifest-closed"), (movement.DepartedAt, "movement-departed"),
            (movement.ArrivedAt, "movement-arrived"), (movement.HandedOver?.At, "movement-handed-over"),
        ];

        return steps.Where(s => s.At is not null).Select(s => new TimelineLineResponse(s.At!.Value, name.Organiser.Value, s.What, name.ToString()));
    }

    private static RecommendationResponse View(Recommendation recommendation, DateOnly today) => new(
        recommendation.Number, recommendation.Text, recommendation.Owner.Value, recommendation.DueOn, Words.Of(recommendation.Status), recommendation.Note,
        recommendation.IsOverdueOn(today));
}
