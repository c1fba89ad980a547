using System.Globalization;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Crises;
using SharedConsular.Api.Households;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Contracts;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Triage;

/// <summary>The lead state's crisis cell has everybody ranked anew, and sees who moved and why.</summary>
internal static class TriageEndpoints
{
    private static readonly Refusal NoSuchRun =
        new(RefusalKind.NotFound, "triage.not-found", "There is no such ranking.");

    public static void MapTriage(this RouteGroupBuilder api)
    {
        var triage = api.MapGroup("/crises/{id}/triage").WithTags("Triage").WithScope(ServiceScope.EvacuationRead, ServiceScope.EvacuationWrite);
        triage.MapPost("", Rank).WithOperation(Operations.RunCrises)
            .WithSummary("Rank everybody who waits on the policy in force; says who moved and why.").Produces<TriageRunResponse>();
        triage.MapGet("/{run}/moved", Moved).WithOperation(Operations.RunCrises)
            .WithSummary("All who moved in a ranking, page by page.").Produces<Page<MovedHouseholdResponse>>();
    }

    private static async Task<IResult> Rank(
        string id, Body<NothingMore> body, RequestFacts request, CrisisDesk crises, TriageDesk desk, HouseholdDesk households, CancellationToken ct)
    {
        var (crisis, stop) = await crises.FindLed(id, request.Caller, ct);
        if (stop is not null)
        {
            return stop.ToHttp();
        }

        var run = await desk.RankAll(id, crisis!, ct);

        return TypedResults.Ok(new TriageRunResponse(
            run.Id, id, run.At, run.PolicyVersion, run.Instruction, run.Households, run.Moved.Length, run.Unranked,
            run.Classes.ToDictionary(c => c.Key.ToString(CultureInfo.InvariantCulture), c => c.Value),
            await Named(id, run.Moved.Take(ListReader.PageSizeDefault), households, ct)));
    }

    private static async Task<IResult> Moved(
        string id, string run, RequestFacts request, CrisisDesk crises, TriageDesk desk, HouseholdDesk households, CancellationToken ct,
        string? cursor = null, int? limit = null)
    {
        if (await crises.FindLed(id, request.Caller, ct) is (_, { } stop))
        {
            return stop.ToHttp();
        }

        if (await desk.FindRun(id, run, ct) is not { } found)
        {
            return NoSuchRun.ToHttp();
        }

        // A ranking never changes once it is made, so a place in it is a number.
        if (!int.TryParse(cursor ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var from) || from > found.Moved.Length)
        {
            return RuntimeRefusals.CursorNotOfThisList.ToHttp();
        }

        var size = Math.Clamp(limit ?? ListReader.PageSizeDefault, 1, ListReader.PageSizeMax);
        var next = from + size < found.Moved.Length ? (from + size).ToString(CultureInfo.InvariantCulture) : null;

        return TypedResults.Ok(new Page<MovedHouseholdResponse>(await Named(id, found.Moved.Skip(from).Take(size), households, ct), next));
    }

    /// <summary>Everybody is ranked; who did not agree to it, or fears her own state, is not named to the lead.</summary>
    private static async Task<List<MovedHouseholdResponse>> Named(
        string crisis, IEnumerable<MovedHousehold> moved, HouseholdDesk households, CancellationToken ct)
    {
        var named = new List<MovedHouseholdResponse>();
        foreach (var one in moved)
        {
            if (await households.IsNamedToLead(crisis, one.Household.Reference, ct))
            {
                named.Add(View(one));
            }
        }

        return named;
    }

    private static MovedHouseholdResponse View(MovedHousehold moved) => new(
        moved.Household.Reference, moved.Before?.Class, moved.Before?.Rank, moved.Now.Class, moved.Now.Rank, moved.Before?.PolicyVersion, moved.Now.Reasons);
}
