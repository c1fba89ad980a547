using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Routing;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Crises;

/// <summary>Declaring a crisis and deciding what holds in it. That there is one, and where, anybody may know.</summary>
internal static class CrisisEndpoints
{
    private const int InstructionLengthMax = 4_000;

    public static void MapCrises(this RouteGroupBuilder api)
    {
        var crises = api.MapGroup("/crises").WithTags("Crises").WithScope(ServiceScope.EvacuationRead, ServiceScope.EvacuationWrite);
        crises.MapGet("", List).AllowAnonymous().WithSummary("The crises that run or ran, and where.").Produces<Page<CrisisLineResponse>>();
        crises.MapPost("", Declare).WithOperation(Operations.RunCrises)
            .WithSummary("Declare a crisis; your party leads it.").Produces<CrisisResponse>(StatusCodes.Status201Created);
        crises.MapGet("/{id}", Get).WithOperation(Operations.ReadCrises)
            .WithSummary("What holds in a crisis: lead, shares, instructions, routes.").Produces<CrisisResponse>();
        Map<ChangePhaseRequest>(crises, "phase", "Go on to another phase.", (r, _, f) => new ChangePhase(f.Word<CrisisPhase>("#/phase", r.Phase)));
        Map<CrisisAreaContract>(crises, "area", "Say anew where it is.", (r, w, f) => new ChangeArea(CrisisRequests.Area(r, w, f)));
        Map<AgreeRolesRequest>(crises, "roles", "Say who leads and who is of the joint team.", Roles);
        Map<NumbersByStateRequest>(crises, "shares", "Agree the shares of seats.", (r, w, f) => new AgreeShares(CrisisRequests.Numbers(r, w, f)));
        Map<NumbersByStateRequest>(
            crises, "uptake", "Record how many of 100 offered seats are boarded.", (r, w, f) => new MeasureUptake(CrisisRequests.Numbers(r, w, f)));
        Map<GiveInstructionRequest>(crises, "instructions", "Give an instruction that holds from now on.", Instruct);
        Map<SetOverlayRequest>(crises, "overlays", "Set what is different as long as the crisis lasts.", Overlay);
        Map<ReportRouteRequest>(crises, "routes", "Report that a route is open, restricted or closed.", Route, Operations.WorkCrises);
        Map<NothingMore>(crises, "end", "End it: what held for the crisis only ends with it.", (_, _, _) => new EndCrisis());
        crises.MapPost("/{id}/instructions/{number:int}/acknowledgement", Acknowledge).WithOperation(Operations.WorkCrises)
            .WithSummary("Confirm that you read an instruction.").Produces<CrisisResponse>();
    }

    private static async Task<IResult> List(ListReader lists, CancellationToken ct, string? status = null, string? cursor = null, int? limit = null)
    {
        var query = new ListQuery(Crisis.PublicViewer, Crisis.List)
        {
            Terms = status is null ? [] : [$"status:{status}"],
            Cursor = cursor,
            Descending = true,
            PageSize = limit ?? ListReader.PageSizeDefault,
        };

        return await lists.Read(query, ct) switch
        {
            ListAnswer.Read { Page: var page } =>
                TypedResults.Ok(new Page<CrisisLineResponse>([.. page.Rows.Select(r => CrisisViews.Line(r.Read<CrisisRow>()))], page.Next)),
            ListAnswer.Refused refused => refused.Reason.ToHttp(),
            _ => throw new System.Diagnostics.UnreachableException("A list is read or refused."),
        };
    }

    private static async Task<IResult> Get(string id, CrisisDesk desk, HttpContext http, CancellationToken ct)
    {
        if (await desk.Find(id, ct) is not { } found)
        {
            return CrisisRefusals.NotFound.ToHttp();
        }

        http.Response.Headers.ETag = EntityTag.Of(found.Version);

        return TypedResults.Ok(CrisisViews.Of(id, found.State, found.Version));
    }

    private static async Task<IResult> Declare(
        Body<DeclareCrisisRequest> body, RequestFacts request, EntityRuntime entities, WorldKeeper worlds, HttpContext http, CancellationToken ct)
    {
        var faults = new FaultList();
        if (!Crisis.IsId(body.Value.Id))
        {
            faults.Add("#/id", "not-an-id", "Small letters, digits and hyphens, 3 to 40 of them.");
        }

        var name = faults.Text("#/name", body.Value.Name, Crisis.NameLengthMax);
        var area = CrisisRequests.Area(body.Value.Area, worlds.Current, faults);
        var phase = faults.Word("#/phase", body.Value.Phase, (CrisisPhase?)CrisisPhase.Response);
        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        http.Response.Headers.Location = $"/v1/crises/{body.Value.Id}";

        return await Execute(
            body.Value.Id!, new DeclareCrisis(name, area, body.Value.Exercise, phase), request, body.Fingerprint, entities, worlds,
            http, StatusCodes.Status201Created, ct);
    }

    private static Task<IResult> Acknowledge(
        string id, int number, Body<NothingMore> body, RequestFacts request, EntityRuntime entities, WorldKeeper worlds, HttpContext http,
        CancellationToken ct) =>
        Execute(id, new AcknowledgeInstruction(number), request, body.Fingerprint, entities, worlds, http, StatusCodes.Status200OK, ct);

    private static void Map<T>(
        RouteGroupBuilder crises, string what, string summary, Func<T, World, FaultList, CrisisCommand> parse, string operation = Operations.RunCrises)
        where T : class =>
        crises.MapPost($"/{{id}}/{what}", async (
            string id, Body<T> body, RequestFacts request, EntityRuntime entities, WorldKeeper worlds, HttpContext http, CancellationToken ct) =>
        {
            var faults = new FaultList();
            var command = parse(body.Value, worlds.Current, faults);

            return faults.Any ? faults.Refusal.ToHttp() : await Execute(
                id, command, request, body.Fingerprint, entities, worlds, http, StatusCodes.Status200OK, ct);
        }).WithOperation(operation).WithSummary(summary).Produces<CrisisResponse>();

    private static async Task<IResult> Execute(
        string id, CrisisCommand command, RequestFacts request, byte[] fingerprint, EntityRuntime entities, WorldKeeper worlds, HttpContext http,
        int status, CancellationToken ct)
    {
        if (!Crisis.IsId(id))
        {
            return CrisisRefusals.NotFound.ToHttp();
        }

        var outcome = await entities.Execute(
            Crisis.Type, Crisis.KeyOf(id), command, request.Caller, request.Identity(fingerprint), request.IfVersion, ct);
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToHttp();
        }

        http.Response.Headers.ETag = EntityTag.Of(outcome.Version);

        // What holds in a crisis holds for every answer from now on; what never changed an answer needs no other world.
        if (command is SetOverlay || (command is EndCrisis or AgreeRoles or ChangeArea && !outcome.State.OverlaysSince.IsEmpty))
        {
            await worlds.Refresh(ct);
        }

        return TypedResults.Json(CrisisViews.Of(id, outcome.State, outcome.Version), statusCode: status);
    }

    private static AgreeRoles Roles(AgreeRolesRequest request, World world, FaultList faults) => new(
        CrisisRequests.States(request.Leads, "#/leads", Crisis.PartiesMax, world, faults),
        CrisisRequests.States(request.JointTeam, "#/jointTeam", Crisis.PartiesMax, world, faults));

    private static GiveInstruction Instruct(GiveInstructionRequest request, World world, FaultList faults) => new(
        faults.Text("#/text", request.Text, InstructionLengthMax),
        CrisisRequests.States(request.MustAcknowledge, "#/mustAcknowledge", Crisis.PartiesMax, world, faults));

    private static SetOverlay Overlay(SetOverlayRequest request, World world, FaultList faults)
    {
        if (request.Value is null)
        {
            faults.Add("#/value", "missing", "This must be filled in.");
        }

        return new SetOverlay(new CrisisOverlay(faults.Word<OverlayKind>("#/kind", request.Kind), request.Value ?? 0));
    }

    private static ReportRoute Route(ReportRouteRequest request, World world, FaultList faults) => new(
        faults.Text("#/from", request.From, CrisisRequests.PlaceLengthMax), faults.Text("#/to", request.To, CrisisRequests.PlaceLengthMax),
        faults.Word<RouteStatus>("#/status", request.Status), faults.OptionalText("#/note", request.Note));
}
