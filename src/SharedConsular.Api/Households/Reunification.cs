using SharedConsular.Api.Crises;
using SharedConsular.Api.Follow;
using SharedConsular.Api.Requests;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Households;

/// <summary>
/// Families that are apart, for the lead's crisis cell: households of which some left, and family named in other households.
/// Of a household that did not agree to be shown to the lead only the reference stands here, as the other one gave it; one that fears
/// the lead is nobody's family here.
/// </summary>
internal static class Reunification
{
    public static async Task<IResult> NameRelation(
        string reference, Body<NameRelationRequest> body, RequestFacts request, FollowLimits limits, HouseholdDesk desk, ListReader lists,
        EntityRuntime entities, HttpContext http, CancellationToken ct)
    {
        var (located, stop) = await HouseholdEndpoints.Locate(reference, body.Value.Secret, request.Caller, limits, desk, ct);
        if (located is null)
        {
            return stop!.ToHttp();
        }

        var faults = new FaultList();
        var kind = faults.Word<RelationKind>("#/kind", body.Value.Kind);
        var other = HouseholdReference.Parse(body.Value.Other);
        var row = other is null || other == located.Key.Id
            ? null
            : await lists.FindRow(HouseholdRow.ViewerOfCrisis(located.Found.State.Crisis), HouseholdRow.List, other, ct);
        if (row is null || await IsHidden(row.Entity, request.Caller, entities, ct))
        {
            faults.Add("#/other", "no-such-household", "No other household of this crisis has this reference.");
        }

        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        return await HouseholdEndpoints.Act(
            located, new NameRelation(HouseholdName.Of(row!.Entity), kind), body.Fingerprint, request, desk, http, ct);
    }

    /// <summary>Her family knows of her and names her; an officer of a state that she fears is told what he would be told of nobody.</summary>
    private static async Task<bool> IsHidden(EntityKey key, Caller caller, EntityRuntime entities, CancellationToken ct) =>
        caller.Role is not (Role.Anonymous or Role.National)
        && await entities.Find(Household.Type, key, ct) is { State: var household } && household.IsFeared(caller.Tenant);

    public static async Task<IResult> Get(
        string id, RequestFacts request, CrisisDesk crises, EntityRuntime entities, ListReader lists, CancellationToken ct, string? cursor = null,
        int? limit = null)
    {
        if (await crises.Find(id, ct) is not { State: var crisis })
        {
            return CrisisRefusals.NotFound.ToHttp();
        }

        if (!CrisisDesk.IsLeadCell(crisis, request.Caller))
        {
            return CrisisRefusals.NotLead.ToHttp();
        }

        var query = new ListQuery(HouseholdRow.ViewerOfLead(id), HouseholdRow.List)
        {
            Terms = [HouseholdRow.Reunification],
            Cursor = cursor,
            PageSize = limit ?? ListReader.PageSizeDefault,
        };
        if (await lists.Read(query, ct) is not ListAnswer.Read { Page: var page })
        {
            return RequestRefusals.Malformed.ToHttp();
        }

        var lines = new List<ReunificationLineResponse>();
        foreach (var row in page.Rows)
        {
            if (await entities.Find(Household.Type, row.Entity, ct) is { State: var household } && !household.IsFeared(request.Caller.Tenant))
            {
                lines.AddRange(await Lines(row.Entity.Id, household, request.Caller.Tenant, entities, ct));
            }
        }

        return TypedResults.Ok(new Page<ReunificationLineResponse>([.. lines.OrderByDescending(l => l.ChildLeftBehind)], page.Next));
    }

    private static async Task<List<ReunificationLineResponse>> Lines(
        string reference, Household household, TenantId reader, EntityRuntime entities, CancellationToken ct)
    {
        var lines = new List<ReunificationLineResponse>();
        if (household.IsApart)
        {
            lines.Add(new ReunificationLineResponse(
                reference, household.HasChildLeftBehind, null, null, Stands(household), null, household.Travelled?.ToString(), null));
        }

        foreach (var relation in household.Relations)
        {
            var other = (await entities.Find(Household.Type, relation.Other.Key, ct))?.State;
            var shown = other is { IsSeenByLead: true } ? other : null;
            if (other is null || (!other.IsFeared(reader) && AreApart(household, other)))
            {
                lines.Add(new ReunificationLineResponse(
                    reference, false, Words.Of(relation.Kind), relation.Other.Reference, Stands(household), shown is null ? null : Stands(shown),
                    household.Travelled?.ToString(), shown?.Travelled?.ToString()));
            }
        }

        return lines;
    }

    /// <summary>Not on the same movement, or one of them still waits while the other has left.</summary>
    private static bool AreApart(Household one, Household other) =>
        (one.Members.Any(m => m.HasLeft) || other.Members.Any(m => m.HasLeft)) && (one.Travelled is null || one.Travelled != other.Travelled);

    private static SortedDictionary<string, int> Stands(Household household) => new(
        household.Members.GroupBy(m => Words.Of(m.Disposition)).ToDictionary(g => g.Key, g => g.Count()), StringComparer.Ordinal);
}
