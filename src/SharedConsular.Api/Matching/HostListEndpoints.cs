using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Crises;
using SharedConsular.Api.Households;
using SharedConsular.Api.Intake;
using SharedConsular.Api.Movements;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Matching;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Matching;

/// <summary>Lists of those whom a host state lets pass, matched with the register; and who had a seat or a line and did not come.</summary>
internal static class HostListEndpoints
{
    private static readonly Refusal NoSuchList = new(RefusalKind.NotFound, "host-list.not-found", "There is no such list.");

    public static void MapHostLists(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("/crises/{id}").WithTags("Matches").WithScope(ServiceScope.EvacuationRead, ServiceScope.EvacuationWrite);
        all.MapPost("/host-lists", Import).WithOperation(Operations.RunCrises)
            .WithSummary("Match a host state's list with the register; who is on it sees so.").Produces<HostListResponse>(StatusCodes.Status201Created);
        all.MapGet("/host-lists/{list}", Get).WithOperation(Operations.RunCrises)
            .WithSummary("Who of a list is on the register, and who of them has passed.").Produces<HostListResponse>();
        all.MapPost("/host-lists/{list}/lines/{number:int}", Settle).WithOperation(Operations.RunCrises)
            .WithSummary("Say whom a line that may be somebody is, or that it is nobody of the register.").Produces<HostListResponse>();
        all.MapGet("/no-shows", NoShows).WithOperation(Operations.ReadCrises)
            .WithSummary("Seats offered, boarded, and confirmed to people who did not come, by movement and state.").Produces<NoShowReportResponse>();
    }

    private static async Task<IResult> Import(
        string id, Body<ImportHostListRequest> body, RequestFacts request, CrisisDesk crises, HostListDesk lists, EntityRuntime entities, HttpContext http,
        CancellationToken ct)
    {
        if (await crises.FindLed(id, request.Caller, ct) is (_, { } stop))
        {
            return stop.ToHttp();
        }

        var faults = new FaultList();
        var place = faults.Text("#/place", body.Value.Place, CrisisRequests.PlaceLengthMax);
        var content = faults.Content("#/content", body.Value.Content, ImportRequests.ContentLengthMax);
        if (body.Value.On is null)
        {
            faults.Add("#/on", "missing", "This must be filled in.");
        }

        var rows = faults.Any ? null : ImportRequests.Read(body.Value.Format, content, faults)?.ToList();
        if (faults.Any || rows is null)
        {
            return faults.Refusal.ToHttp();
        }

        var list = await lists.Import(id, place, body.Value.On!.Value, content, rows, request.Caller, ct);
        http.Response.Headers.Location = $"/v1/crises/{id}/host-lists/{list.Id}";

        return TypedResults.Json(await View(list, request.Caller, entities, ct), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Get(
        string id, string list, RequestFacts request, CrisisDesk crises, HostListDesk lists, EntityRuntime entities, CancellationToken ct) =>
        await crises.FindLed(id, request.Caller, ct) is (_, { } stop) ? stop.ToHttp()
        : await lists.Find(id, list, ct) is { } found ? TypedResults.Ok(await View(found, request.Caller, entities, ct))
        : NoSuchList.ToHttp();

    private static async Task<IResult> Settle(
        string id, string list, int number, Body<SettleListedLineRequest> body, RequestFacts request, CrisisDesk crises, HostListDesk lists, HouseholdDesk desk,
        EntityRuntime entities, CancellationToken ct)
    {
        if (await crises.FindLed(id, request.Caller, ct) is (_, { } stop))
        {
            return stop.ToHttp();
        }

        if (await lists.Find(id, list, ct) is not { } found)
        {
            return NoSuchList.ToHttp();
        }

        var (member, household) = (body.Value.Member ?? 0, (HouseholdName?)null);
        if (body.Value.Household is { } reference)
        {
            if (await desk.Locate(reference, null, request.Caller, ct) is not { Found.State: { FearsOwnState: false } state } located || state.Crisis != id)
            {
                return HouseholdRefusals.NotFound.ToHttp();
            }

            if (state.Find(member) is null)
            {
                return HouseholdRefusals.NoSuchMember.ToHttp();
            }

            household = HouseholdName.Of(located.Key);
        }

        return await lists.Settle(found, number, household, household is null ? 0 : member, request.Caller, ct) is { } refusal
            ? refusal.ToHttp()
            : TypedResults.Ok(await View((await lists.Find(id, list, ct))!, request.Caller, entities, ct));
    }

    private static async Task<IResult> NoShows(string id, RequestFacts request, CrisisDesk crises, MovementDesk movements, CancellationToken ct)
    {
        if (await crises.Find(id, ct) is not { State: var crisis })
        {
            return CrisisRefusals.NotFound.ToHttp();
        }

        if (!crisis.IsOfJointTeam(request.Caller.Tenant))
        {
            return CrisisRefusals.NotLead.ToHttp();
        }

        var lines =
            from found in await movements.ReadAll(id, ct)
            from state in found.Movement.OfferedSoFar.Keys.Union(found.Movement.DidNotCome.Keys).Order()
            select new NoShowLineResponse(
                found.Name.ToString(), state.Value, found.Movement.OfferedSoFar.GetValueOrDefault(state),
                found.Movement.BoardedOfOffered.GetValueOrDefault(state), found.Movement.DidNotCome.GetValueOrDefault(state));

        return TypedResults.Ok(new NoShowReportResponse(id, [.. lines]));
    }

    /// <summary>A household that the lead may not know of counts as unknown, whatever the list found.</summary>
    private static async Task<HostListResponse> View(KeptHostList list, Caller caller, EntityRuntime entities, CancellationToken ct)
    {
        var entries = new List<HostListEntryResponse>();
        foreach (var entry in list.Entries)
        {
            var household = entry.Household is { } name ? (await entities.Find(Household.Type, name.Key, ct))?.State : null;
            var isShown = household is not null
                && HouseholdActions.Allows(HouseholdAction.Read, household.StandingOf(caller, HouseholdStanding.Lead));
            entries.Add(isShown
                ? new HostListEntryResponse(
                    entry.Line, Words.Of(entry.Outcome), entry.Household!.Reference, entry.Member,
                    household!.Find(entry.Member) is { } member ? Words.Of(member.Disposition) : null, household.Find(entry.Member) is { HasLeft: true },
                    entry.SettledAt)
                : new HostListEntryResponse(entry.Line, Words.Of(HostListOutcome.Unknown), null, null, null, false, entry.SettledAt));
        }

        var known = entries.Where(e => e.Outcome == Words.Of(HostListOutcome.OnRegister)).ToList();

        return new HostListResponse(
            list.Id, list.Place, list.On, list.ImportedAt, entries.Count, known.Count, entries.Count(e => e.Outcome == Words.Of(HostListOutcome.ToCheck)),
            known.Count(e => !e.Passed), entries);
    }
}
