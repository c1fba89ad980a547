using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Audit;
using SharedConsular.Api.Crises;
using SharedConsular.Api.Exports;
using SharedConsular.Api.Requests;
using SharedConsular.Audit;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Movements;

/// <summary>
/// The manifest as a table and as a page to print: the whole of it for who organises or leads, its own people for every other
/// state. Each household on it is recorded as read before the list leaves.
/// </summary>
internal static class ManifestEndpoints
{
    private const int LoadedAtOnceMax = 64;

    public static void Map(RouteGroupBuilder all)
    {
        all.MapGet("/movements/{organiser}/{id}/manifest.csv", GetCsv).WithOperation(Operations.FindHouseholds)
            .WithSummary("Who travels, as a table; a draft until the manifest is closed.")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv");
        all.MapGet("/movements/{organiser}/{id}/manifest.html", GetPage).WithOperation(Operations.FindHouseholds)
            .WithSummary("The same to print, in any script.")
            .Produces(StatusCodes.Status200OK, contentType: "text/html");
    }

    private static Task<IResult> GetCsv(
        string organiser, string id, RequestFacts request, MovementDesk desk, CrisisDesk crises, EntityRuntime entities, ReadRecorder recorder,
        TimeProvider time, HttpContext http, CancellationToken ct, string? state = null) =>
        Answer(
            organiser, id, state, request.Caller, desk, crises, entities, recorder, time,
            (movement, passengers, isDraft) =>
            {
                http.Response.Headers.ContentDisposition = $"attachment; filename=\"manifest-{organiser}-{id}{(isDraft ? "-draft" : "")}.csv\"";

                return TypedResults.Bytes(ManifestText.Csv(passengers, isDraft), CsvText.Kind);
            },
            ct);

    private static Task<IResult> GetPage(
        string organiser, string id, RequestFacts request, MovementDesk desk, CrisisDesk crises, EntityRuntime entities, ReadRecorder recorder,
        TimeProvider time, HttpContext http, CancellationToken ct, string? state = null) =>
        Answer(
            organiser, id, state, request.Caller, desk, crises, entities, recorder, time,
            (movement, passengers, isDraft) =>
            {
                http.Response.Headers.ContentSecurityPolicy = ManifestText.PagePolicy;

                return TypedResults.Content(ManifestText.Page($"{organiser}/{id}", movement, passengers, isDraft, state), "text/html; charset=utf-8");
            },
            ct);

    private static async Task<IResult> Answer(
        string organiser, string id, string? state, Caller caller, MovementDesk desk, CrisisDesk crises, EntityRuntime entities, ReadRecorder recorder,
        TimeProvider time, Func<Movement, ImmutableArray<Passenger>, bool, IResult> draw, CancellationToken ct)
    {
        if (await desk.Locate(organiser, id, caller, ct) is not { Found.State: var movement } located)
        {
            return MovementRefusals.NotFound.ToHttp();
        }

        var only = TenantId.Parse(state);
        var crisis = await crises.Find(movement.Plan!.Crisis, ct);
        var seesAll = caller.Tenant == located.Name.Organiser || crisis?.State.IsLead(caller.Tenant) is true;
        if (caller.Role is Role.Auditor || (!seesAll && only != caller.Tenant) || (state is not null && only is null))
        {
            return MovementRefusals.ManifestOfOthers.ToHttp();
        }

        var travelling = await Read(movement, entities, ct);
        var passengers = PassengerList.Of(travelling, caller.Tenant, only);
        await recorder.RecordAll([.. passengers.Where(p => !p.IsWithheld).Select(p => p.Household).Distinct().Select(h => new ReadRecord(
            h.Key, new Runtime.Actor(caller.Tenant, caller.User), Words.Of(caller.Role), "movement.manifest", "evacuation", null,
            Words.Of(ReadField.Persons), Words.Of(ReadVia.Export), time.GetUtcNow()))]);

        return draw(movement, passengers, movement.Manifest is null);
    }

    private static async Task<List<(HouseholdName Name, Household Household, ImmutableArray<int> Members)>> Read(
        Movement movement, EntityRuntime entities, CancellationToken ct)
    {
        var entries = movement.Manifest?.Entries
            ?? [.. movement.Holds.Values.Where(h => h.Status is HoldStatus.Confirmed).Select(h => new ManifestEntry(h.Household, h.Members))];
        var travelling = new List<(HouseholdName, Household, ImmutableArray<int>)>();
        foreach (var chunk in entries.Chunk(LoadedAtOnceMax))
        {
            var found = await Task.WhenAll(chunk.Select(e => entities.Find(Household.Type, e.Household.Key, ct)));
            travelling.AddRange(chunk.Zip(found).Where(p => p.Second is not null).Select(p => (p.First.Household, p.Second!.State, p.First.Members)));
        }

        return travelling;
    }
}
