using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Crises;
using SharedConsular.Api.Households;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Evacuation;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Routing;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Movements;

/// <summary>Departures: planned and changed by who organises them, worked at the gate by the whole joint team.</summary>
internal static class MovementEndpoints
{
    private const int OnlyForMax = 60;
    private const int CurrencyLength = 3;

    public static void MapMovements(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("").WithTags("Movements").WithScope(ServiceScope.EvacuationRead, ServiceScope.EvacuationWrite);
        all.MapPost("/crises/{id}/movements", Plan).WithOperation(Operations.RunCrises).WithSummary("A departure is known: seats of it can be given.")
            .Produces<MovementResponse>(StatusCodes.Status201Created);
        all.MapGet("/crises/{id}/movements", List).WithOperation(Operations.ReadCrises)
            .WithSummary("The movements of a crisis, by departure.").Produces<Page<MovementLineResponse>>();
        all.MapGet("/movements/{organiser}/{id}", Get).WithOperation(Operations.ReadCrises)
            .WithSummary("One movement: places, who is at the gate, alarms.").Produces<MovementResponse>();
        Map<ChangeMovementRequest>(all, "change", "Another size or another time; as few people as possible are moved.", Change);
        Map<CancelMovementRequest>(
            all, "cancellation", "It does not leave; everyone on it waits again.", (r, _, f) => new CancelMovement(f.Text("#/reason", r.Reason)));
        Map<NothingMore>(
            all, "stand-by-call", "Give the places of those who did not come to those who stand by.", (_, _, _) => new CallStandBys(), Operations.WorkCrises);
        Map<NothingMore>(all, "manifest", "Close the manifest.", (_, _, _) => new CloseManifest(), Operations.WorkCrises);
        Map<NothingMore>(all, "departure", "It left.", (_, _, _) => new Depart(), Operations.WorkCrises);
        Map<NothingMore>(all, "arrival", "It arrived.", (_, _, _) => new Arrive(), Operations.WorkCrises);
        Map<HandOverMovementRequest>(all, "handover", "The party at the other end signs for everyone on the manifest.", (r, w, f) =>
            new HandOverMovement(f.State("#/to", r.To, w), f.Text("#/signature", r.Signature)), Operations.WorkCrises);
        Map<RecordCostRequest>(all, "costs", "Record a cost where it arises.", (r, _, f) => new RecordCost(
            f.Text("#/id", r.Id), f.Word<CostKind>("#/kind", r.Kind), r.MinorUnits ?? 0, f.Text("#/currency", r.Currency, CurrencyLength),
            f.Text("#/document", r.Document)));
        Map<RecordContributionRequest>(all, "contributions", "Record money of a mechanism.", (r, _, f) => new RecordContribution(
            f.Text("#/id", r.Id), f.Text("#/mechanism", r.Mechanism), r.MinorUnits ?? 0, f.Text("#/currency", r.Currency, CurrencyLength),
            f.Text("#/document", r.Document)));
        Map<DisputeCostRequest>(all, "disputes", "Say that a recorded cost is wrong.", (r, _, f) => new DisputeCost(
            f.Text("#/id", r.Id), f.Text("#/cost", r.Cost), f.Text("#/note", r.Note)));
        Map<SettleDisputeRequest>(
            all, "dispute-settlements", "Say what was agreed about a disputed cost.", (r, _, f) =>
                new SettleDispute(f.Text("#/id", r.Id), f.Text("#/outcome", r.Outcome)));
        GateEndpoints.Map(all);
        ManifestEndpoints.Map(all);
    }

    public static void Map<T>(
        RouteGroupBuilder all, string what, string summary, Func<T, World, FaultList, MovementCommand> parse, string operation = Operations.RunCrises)
        where T : class =>
        all.MapPost($"/movements/{{organiser}}/{{id}}/{what}", async (
            string organiser, string id, Body<T> body, RequestFacts request, MovementDesk desk, WorldKeeper worlds, HttpContext http, CancellationToken ct) =>
        {
            var faults = new FaultList();
            var command = parse(body.Value, worlds.Current, faults);

            return faults.Any ? faults.Refusal.ToHttp() : await desk.Answer(organiser, id, command, request, body.Fingerprint, http, ct);
        }).WithOperation(operation).WithSummary(summary).Produces<MovementResponse>();

    private static async Task<IResult> Plan(
        string id, Body<PlanMovementRequest> body, RequestFacts request, CrisisDesk crises, EntityRuntime entities, WorldKeeper worlds, HttpContext http,
        CancellationToken ct)
    {
        if (await crises.Find(id, ct) is not { State: var crisis })
        {
            return CrisisRefusals.NotFound.ToHttp();
        }

        // Whoever has an aircraft may put it at the disposal of a crisis whose team it belongs to.
        if (!crisis.IsRunning || request.Caller.Role is not Role.CrisisCell || !crisis.IsOfJointTeam(request.Caller.Tenant))
        {
            return (crisis.IsRunning ? CrisisRefusals.NotLead : CrisisRefusals.Ended).ToHttp();
        }

        var faults = new FaultList();
        var command = Parse(body.Value, id, worlds.Current, faults);
        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var name = new MovementName(request.Caller.Tenant, body.Value.Id!);
        var outcome = await entities.Execute(
            Movement.Type, Movement.KeyOf(name), command, request.Caller, request.Identity(body.Fingerprint), request.IfVersion, ct);
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToHttp();
        }

        http.Response.Headers.ETag = EntityTag.Of(outcome.Version);
        http.Response.Headers.Location = $"/v1/movements/{name}";

        return TypedResults.Json(MovementViews.Of(name, outcome.State, outcome.Version), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> List(
        string id, RequestFacts request, CrisisDesk crises, ListReader lists, CancellationToken ct,
        string? status = null, string? alarm = null, string? gate = null, string? cursor = null, int? limit = null)
    {
        if (await crises.Find(id, ct) is not { State: var crisis })
        {
            return CrisisRefusals.NotFound.ToHttp();
        }

        if (!crisis.IsOfJointTeam(request.Caller.Tenant))
        {
            return CrisisRefusals.NotLead.ToHttp();
        }

        var query = new ListQuery(HouseholdRow.ViewerOfCrisis(id), MovementRow.List)
        {
            Terms =
            [
                .. status is null ? [] : new[] { $"status:{status}" },
                .. alarm is null ? [] : new[] { $"alarm:{alarm}" },
                .. gate is null ? [] : new[] { $"{MovementTallies.GatesPrefix}{gate}" },
            ],
            Cursor = cursor,
            PageSize = limit ?? ListReader.PageSizeDefault,
        };

        return await lists.Read(query, ct) switch
        {
            ListAnswer.Read { Page: var page } =>
                TypedResults.Ok(new Page<MovementLineResponse>([.. page.Rows.Select(r => MovementViews.Line(r.Read<MovementRow>()))], page.Next)),
            ListAnswer.Refused refused => refused.Reason.ToHttp(),
            _ => throw new System.Diagnostics.UnreachableException("A list is read or refused."),
        };
    }

    private static async Task<IResult> Get(
        string organiser, string id, RequestFacts request, MovementDesk desk, HttpContext http, CancellationToken ct)
    {
        if (await desk.Locate(organiser, id, request.Caller, ct) is not { } located)
        {
            return MovementRefusals.NotFound.ToHttp();
        }

        http.Response.Headers.ETag = EntityTag.Of(located.Found.Version);

        return TypedResults.Ok(MovementViews.Of(located.Name, located.Found.State, located.Found.Version));
    }

    private static PlanMovement Parse(PlanMovementRequest request, string crisis, World world, FaultList faults)
    {
        if (!MovementNames.IsId(request.Id))
        {
            faults.Add("#/id", "not-an-id", "Small letters, digits and hyphens.");
        }

        faults.AtMost("#/onlyFor", request.OnlyFor, OnlyForMax);

        return new PlanMovement(
            crisis,
            faults.Word<MovementMode>("#/mode", request.Mode),
            faults.Text("#/operator", request.Operator, CrisisRequests.PlaceLengthMax),
            faults.Text("#/from", request.From, CrisisRequests.PlaceLengthMax),
            faults.Text("#/to", request.To, CrisisRequests.PlaceLengthMax),
            request.Onward,
            Time("#/closesAt", request.ClosesAt, faults),
            Time("#/departsAt", request.DepartsAt, faults),
            Time("#/arrivesAt", request.ArrivesAt, faults),
            Counts("#/capacity", request.Capacity, faults),
            [.. (request.OnlyFor ?? []).Take(OnlyForMax).Select((s, i) => faults.State($"#/onlyFor/{i}", s, world))],
            faults.OptionalText("#/conditions", request.Conditions));
    }

    private static ChangeMovement Change(ChangeMovementRequest request, World world, FaultList faults) => new(
        Counts("#/capacity", request.Capacity, faults), Time("#/closesAt", request.ClosesAt, faults), Time("#/departsAt", request.DepartsAt, faults),
        Time("#/arrivesAt", request.ArrivesAt, faults));

    private static SeatCounts Counts(string at, SeatCountsContract? counts, FaultList faults)
    {
        if (counts is null)
        {
            faults.Add(at, "missing", "This must be filled in.");
            return default;
        }

        return new SeatCounts(counts.Seats, counts.Wheelchairs, counts.Stretchers, counts.Infants);
    }

    private static DateTimeOffset Time(string at, DateTimeOffset? time, FaultList faults)
    {
        if (time is null)
        {
            faults.Add(at, "missing", "This must be filled in.");
        }

        return time?.ToUniversalTime() ?? default;
    }
}
