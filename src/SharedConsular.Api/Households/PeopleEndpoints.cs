using System.Diagnostics;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Crises;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Audit;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Households;

/// <summary>
/// Opens a number of the wall: to the households counted in it, without names, and to the people, by name and with a record of
/// the read in each household. The lead's cell sees those who agreed to it, every other party its own nationals.
/// </summary>
internal static class PeopleEndpoints
{
    public static void MapPeople(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("/crises/{id}").WithTags("Households").WithScope(ServiceScope.EvacuationRead, ServiceScope.EvacuationWrite);
        all.MapGet("/households", Households).WithOperation(Operations.FindHouseholds)
            .WithSummary("The households your party may see, in the order they registered.").Produces<Page<HouseholdLineResponse>>();
        all.MapGet("/people", People).WithOperation(Operations.FindHouseholds)
            .WithSummary("The people behind a number of the wall whom your party may see; each read is recorded.").Produces<Page<CrisisPersonResponse>>();
    }

    private static Task<IResult> Households(
        string id, RequestFacts request, CrisisDesk crises, ListReader lists, [AsParameters] WallNumber number, CancellationToken ct,
        string? cursor = null, int? limit = null) =>
        Open(id, request.Caller, crises, lists, number, cursor, limit, (page, _) => Task.FromResult<IResult>(
            TypedResults.Ok(new Page<HouseholdLineResponse>([.. page.Rows.Select(r => HouseholdViews.Line(r.Read<HouseholdRow>()))], page.Next))), ct);

    private static Task<IResult> People(
        string id, RequestFacts request, CrisisDesk crises, ListReader lists, HouseholdDesk desk, [AsParameters] WallNumber number, CancellationToken ct,
        string? cursor = null, int? limit = null) =>
        Open(id, request.Caller, crises, lists, number, cursor, limit, async (page, besides) =>
        {
            var shown = await desk.ReadAll(page.Rows.Select(r => r.Entity), besides, request.Caller, ct);
            var people =
                (from located in shown
                 from member in located.Found.State.Members
                 where number.Counts(located.Found.State, member)
                 select (Household: located, Person: HouseholdViews.Person(located.Key.Id, located.Found.State, member))).ToList();
            await desk.RecordReads(people.Select(p => p.Household).Distinct(), request.Caller, ReadVia.List);

            return TypedResults.Ok(new Page<CrisisPersonResponse>([.. people.Select(p => p.Person)], page.Next));
        }, ct);

    private static async Task<IResult> Open(
        string id, Caller caller, CrisisDesk crises, ListReader lists, WallNumber number, string? cursor, int? limit,
        Func<ListPage, HouseholdStanding, Task<IResult>> show, CancellationToken ct)
    {
        if (await crises.Find(id, ct) is not { State: var crisis })
        {
            return CrisisRefusals.NotFound.ToHttp();
        }

        var isLead = CrisisDesk.IsLeadCell(crisis, caller);
        var query = new ListQuery(isLead ? HouseholdRow.ViewerOfLead(id) : caller.Tenant.Value, HouseholdRow.List)
        {
            Terms = [.. number.Terms, .. isLead ? Array.Empty<string>() : [$"crisis:{id}"]],
            Cursor = cursor,
            PageSize = limit ?? ListReader.PageSizeDefault,
        };

        return await lists.Read(query, ct) switch
        {
            ListAnswer.Read { Page: var page } => await show(page, isLead ? HouseholdStanding.Lead : HouseholdStanding.Stranger),
            ListAnswer.Refused refused => refused.Reason.ToHttp(),
            _ => throw new UnreachableException("A list is read or refused."),
        };
    }
}
