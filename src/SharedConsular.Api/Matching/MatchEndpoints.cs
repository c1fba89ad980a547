using System.Diagnostics;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Crises;
using SharedConsular.Api.Households;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Matching;

/// <summary>What waits for a person to say whether two records are of one household, and saying it.</summary>
internal static class MatchEndpoints
{
    public static void MapMatches(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("").WithTags("Matches").WithScope(ServiceScope.EvacuationRead, ServiceScope.EvacuationWrite);
        all.MapGet("/crises/{id}/matches", List).WithOperation(Operations.FindHouseholds)
            .WithSummary("Records that may be of one household, with what speaks for it.")
            .Produces<Page<MatchLineResponse>>();
        all.MapPost("/households/{reference}/merges", Merge).WithOperation(Operations.FindHouseholds)
            .WithSummary("Two records are of one household: the older one goes on.")
            .Produces<HouseholdStatusResponse>();
        all.MapPost("/households/{reference}/splits", Split).WithOperation(Operations.FindHouseholds)
            .WithSummary("Two records were made one by mistake: give the other back.")
            .Produces<HouseholdStatusResponse>();
        all.MapPost("/households/{reference}/rejected-matches", Reject).WithOperation(Operations.FindHouseholds)
            .WithSummary("Two records are of two households, and not proposed again.")
            .Produces<HouseholdStatusResponse>();
    }

    private static async Task<IResult> List(
        string id, RequestFacts request, CrisisDesk crises, ListReader lists, CancellationToken ct, string? cursor = null, int? limit = null)
    {
        if (await crises.Find(id, ct) is not { State: var crisis })
        {
            return CrisisRefusals.NotFound.ToHttp();
        }

        var isLead = CrisisDesk.IsLeadCell(crisis, request.Caller);
        var query = new ListQuery(isLead ? HouseholdRow.ViewerOfLead(id) : request.Caller.Tenant.Value, MatchRow.List)
        {
            Terms = isLead ? [] : [$"crisis:{id}"],
            Cursor = cursor,
            PageSize = limit ?? ListReader.PageSizeDefault,
        };

        return await lists.Read(query, ct) switch
        {
            ListAnswer.Read { Page: var page } =>
                TypedResults.Ok(new Page<MatchLineResponse>([.. page.Rows.Select(r => Line(r.Read<MatchRow>()))], page.Next)),
            ListAnswer.Refused refused => refused.Reason.ToHttp(),
            _ => throw new UnreachableException("A list is read or refused."),
        };
    }

    private static async Task<IResult> Merge(
        string reference, Body<OtherHouseholdRequest> body, RequestFacts request, HouseholdDesk desk, MatchDesk matching, HttpContext http,
        CancellationToken ct)
    {
        if (await desk.Locate(reference, null, request.Caller, ct) is not { } located
            || await desk.Locate(body.Value.Other, null, request.Caller, ct) is not { } other)
        {
            return HouseholdRefusals.NotFound.ToHttp();
        }

        // Who is something to one of them only may not decide for both.
        var refusal = HouseholdActions.Allows(HouseholdAction.Merge, located.Standing) && HouseholdActions.Allows(HouseholdAction.Merge, other.Standing)
            ? located.Found.State.Crisis == other.Found.State.Crisis
                ? await matching.MakeOne(
                    HouseholdName.Of(located.Key), HouseholdName.Of(other.Key), request.Caller, located.Standing | other.Standing, ct)
                : HouseholdRefusals.CanNotBeMerged
            : HouseholdRefusals.NotYours;

        return refusal is null ? await Show(located.Key.Id, request, desk, http, ct) : refusal.ToHttp();
    }

    private static Task<IResult> Split(
        string reference, Body<OtherHouseholdRequest> body, RequestFacts request, HouseholdDesk desk, HttpContext http, CancellationToken ct) =>
        Decide(reference, body, request, desk, http, (household, other) =>
            household.TakenIn.FirstOrDefault(t => t.Reference == other) is { } taken ? new GiveBackRecord(taken) : null, ct);

    private static Task<IResult> Reject(
        string reference, Body<OtherHouseholdRequest> body, RequestFacts request, HouseholdDesk desk, HttpContext http, CancellationToken ct) =>
        Decide(reference, body, request, desk, http, (household, other) =>
            household.Proposals.FirstOrDefault(p => p.Other.Reference == other) is { } proposal ? new RejectMatch(proposal.Other) : null, ct);

    private static async Task<IResult> Decide(
        string reference, Body<OtherHouseholdRequest> body, RequestFacts request, HouseholdDesk desk, HttpContext http,
        Func<Household, string?, HouseholdCommand?> commandFor, CancellationToken ct)
    {
        if (await desk.Locate(reference, null, request.Caller, ct) is not { } located)
        {
            return HouseholdRefusals.NotFound.ToHttp();
        }

        if (commandFor(located.Found.State, HouseholdReference.Parse(body.Value.Other)) is not { } command)
        {
            return HouseholdRefusals.NoSuchMatch.ToHttp();
        }

        var outcome = await desk.Execute(located, command, request, body.Fingerprint, ct);

        return outcome.Refusal is { } refusal ? refusal.ToHttp() : await Show(located.Key.Id, request, desk, http, ct);
    }

    private static async Task<IResult> Show(string reference, RequestFacts request, HouseholdDesk desk, HttpContext http, CancellationToken ct)
    {
        if (await desk.Locate(reference, null, request.Caller, ct) is not { } located)
        {
            return HouseholdRefusals.NotFound.ToHttp();
        }

        http.Response.Headers.ETag = EntityTag.Of(located.Found.Version);

        return TypedResults.Ok(HouseholdViews.Status(located.Key.Id, located.Found.State, located.Standing, http.SentencesFor()));
    }

    private static MatchLineResponse Line(MatchRow row) => new(
        row.Reference, row.Home.Value,
        [.. row.Proposals.Select(p => new ProposedMatchResponse(p.Other.Reference, p.Other.Home.Value, p.ScorePercent, p.Evidence))]);
}
