using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Preparedness;
using SharedConsular.Routing;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Preparedness;

/// <summary>Contingency plans: each party keeps its own, all parties read all, and what is overdue stands first.</summary>
internal static class ContingencyPlanEndpoints
{
    private const int IdLengthMax = 40;

    public static void MapContingencyPlans(this RouteGroupBuilder api)
    {
        var plans = api.MapGroup("/contingency-plans").WithTags("Preparedness").WithScope(ServiceScope.EvacuationRead, ServiceScope.EvacuationWrite);
        plans.MapGet("", List).WithOperation(Operations.ReadCrises)
            .WithSummary("The plans of all parties, the one that is due first on top.").Produces<Page<ContingencyPlanLineResponse>>();
        plans.MapGet("/{party}/{id}", Get).WithOperation(Operations.ReadCrises).WithSummary("One plan.").Produces<ContingencyPlanResponse>();
        plans.MapPut("/{id}", Keep).WithOperation(Operations.KeepPreparedness).WithSummary("Keep a plan of your party.").Produces<ContingencyPlanResponse>();
        plans.MapPost("/{id}/drills", Hold).WithOperation(Operations.KeepPreparedness)
            .WithSummary("Record a drill that was held.").Produces<ContingencyPlanResponse>();
    }

    private static async Task<IResult> List(
        RequestFacts request, ListReader lists, TimeProvider time, CancellationToken ct, bool? overdue = null, string? cursor = null, int? limit = null)
    {
        var query = new ListQuery(ContingencyPlan.Viewer, ContingencyPlan.List) { Cursor = cursor, PageSize = limit ?? ListReader.PageSizeDefault };
        if (await lists.Read(query, ct) is not ListAnswer.Read { Page: var page })
        {
            return RequestRefusals.Malformed.ToHttp();
        }

        // In the order they fall due: behind the first that is not overdue there is none.
        var today = time.Today();
        var rows = page.Rows.Select(r => r.Read<ContingencyPlanRow>()).ToList();
        var shown = overdue is true ? rows.TakeWhile(r => r.IsOverdueOn(today)).ToList() : rows;

        return TypedResults.Ok(new Page<ContingencyPlanLineResponse>(
            [
                .. shown.Select(r => new ContingencyPlanLineResponse(
                    r.Party.Value, r.Id, r.Place, r.State.Value, r.ReviewDueOn, r.DrillDueOn, r.Drills, r.IsOverdueOn(today))),
            ],
            shown.Count == rows.Count ? page.Next : null));
    }

    private static async Task<IResult> Get(
        string party, string id, RequestFacts request, EntityRuntime entities, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        if (TenantId.Parse(party) is not { } keeper || !IsId(id)
            || await entities.Find(ContingencyPlan.Type, ContingencyPlan.KeyOf(keeper, id), ct) is not { State.Content: not null } found)
        {
            return PreparednessRefusals.PlanNotFound.ToHttp();
        }

        http.Response.Headers.ETag = EntityTag.Of(found.Version);

        return TypedResults.Ok(View(keeper, id, found.State, found.Version, time.Today()));
    }

    private static Task<IResult> Keep(
        string id, Body<KeepContingencyPlanRequest> body, RequestFacts request, EntityRuntime entities, WorldKeeper worlds, TimeProvider time, HttpContext http,
        CancellationToken ct)
    {
        var faults = new FaultList();
        var command = Parse(body.Value, worlds.Current, faults);

        return Execute(id, command, faults, request, body.Fingerprint, entities, time, http, ct);
    }

    private static Task<IResult> Hold(
        string id, Body<HoldDrillRequest> body, RequestFacts request, EntityRuntime entities, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var faults = new FaultList();
        var drill = new Drill(
            Day("#/heldOn", body.Value.HeldOn, faults), faults.OptionalText("#/exercise", body.Value.Exercise, Crisis.IdLengthMax),
            faults.Text("#/finding", body.Value.Finding));

        return Execute(
            id, new HoldDrill(drill, Day("#/nextDueOn", body.Value.NextDueOn, faults)), faults, request, body.Fingerprint, entities, time, http, ct);
    }

    private static async Task<IResult> Execute(
        string id, ContingencyPlanCommand command, FaultList faults, RequestFacts request, byte[] fingerprint, EntityRuntime entities, TimeProvider time,
        HttpContext http, CancellationToken ct)
    {
        if (!IsId(id))
        {
            return PreparednessRefusals.PlanNotFound.ToHttp();
        }

        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var party = request.Caller.Tenant;
        var outcome = await entities.Execute(
            ContingencyPlan.Type, ContingencyPlan.KeyOf(party, id), command, request.Caller, request.Identity(fingerprint), request.IfVersion, ct);
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToHttp();
        }

        http.Response.Headers.ETag = EntityTag.Of(outcome.Version);

        return TypedResults.Ok(View(party, id, outcome.State, outcome.Version, time.Today()));
    }

    private static KeepContingencyPlan Parse(KeepContingencyPlanRequest request, World world, FaultList faults) => new(
        new PlanContent(
            faults.Text("#/place", request.Place),
            faults.State("#/state", request.State, world),
            [.. Bounded("#/roles", request.Roles, faults).Select((r, i) => Part($"#/roles/{i}", r, faults))],
            Texts("#/assemblyPoints", request.AssemblyPoints, faults),
            Texts("#/routes", request.Routes, faults),
            Texts("#/hubs", request.Hubs, faults),
            Texts("#/contacts", request.Contacts, faults),
            Day("#/reviewDueOn", request.ReviewDueOn, faults)),
        Day("#/drillDueOn", request.DrillDueOn, faults));

    private static PlanRole Part(string at, PlanRoleContract? role, FaultList faults) => new(
        faults.Word<CrisisPhase>($"{at}/phase", role?.Phase), faults.Text($"{at}/task", role?.Task), faults.Text($"{at}/responsible", role?.Responsible),
        faults.Text($"{at}/accountable", role?.Accountable), Texts($"{at}/consulted", role?.Consulted, faults),
        Texts($"{at}/informed", role?.Informed, faults));

    private static ImmutableArray<string> Texts(string at, IReadOnlyList<string>? texts, FaultList faults) =>
        [.. Bounded(at, texts, faults).Select((t, i) => faults.Text($"{at}/{i}", t))];

    private static IEnumerable<T> Bounded<T>(string at, IReadOnlyList<T>? entries, FaultList faults)
    {
        faults.AtMost(at, entries, ContingencyPlan.EntriesMax);

        return (entries ?? []).Take(ContingencyPlan.EntriesMax);
    }

    private static DateOnly Day(string at, DateOnly? day, FaultList faults)
    {
        if (day is null)
        {
            faults.Add(at, "missing", "This must be filled in.");
        }

        return day ?? default;
    }

    private static bool IsId(string id) => id.Length <= IdLengthMax && Crisis.IsId(id);

    private static ContingencyPlanResponse View(TenantId party, string id, ContingencyPlan plan, long version, DateOnly today)
    {
        var content = plan.Content!;

        return new ContingencyPlanResponse(
            party.Value, id, version, content.Place, content.State.Value,
            [.. content.Roles.Select(r => new PlanRoleContract(Words.Of(r.Phase), r.Task, r.Responsible, r.Accountable, r.Consulted, r.Informed))],
            content.AssemblyPoints, content.Routes, content.Hubs, content.Contacts, content.ReviewDueOn, plan.DrillDueOn,
            [.. plan.Drills.Select(d => new DrillResponse(d.HeldOn, d.Exercise, d.Finding))], plan.NextDueOn < today);
    }
}
