using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Follow;
using SharedConsular.Api.Households;
using SharedConsular.Api.Movements;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Audit;
using SharedConsular.Contracts;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Boarding;

/// <summary>Boarding tokens: given to who has confirmed places, checked at gates with or without a network.</summary>
internal static class BoardingEndpoints
{
    /// <summary>A gate's clock may be ahead of ours by so much.</summary>
    private static readonly TimeSpan ClockErrorMax = TimeSpan.FromMinutes(5);

    public static void MapBoarding(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("").WithTags("Boarding").WithScope(ServiceScope.EvacuationRead, ServiceScope.EvacuationWrite);
        all.MapPost("/households/{reference}/tokens", Issue).AllowAnonymous()
            .WithSummary("A boarding token for each of the household that has confirmed places.").Produces<BoardingTokensResponse>();
        all.MapGet("/movements/{organiser}/{id}/gate-list", GetList).WithOperation(Operations.WorkCrises)
            .WithSummary("What a gate needs to check tokens without a network.")
            .Produces<GateListResponse>();
        all.MapPost("/movements/{organiser}/{id}/scans", Scan).WithOperation(Operations.WorkCrises)
            .WithSummary("What a gate scanned, in batches; each scan gets its verdict.")
            .Produces<ScanBatchResponse>();
        WalkIns.Map(all);
    }

    private static async Task<IResult> Issue(
        string reference, Body<HouseholdSecretRequest> body, RequestFacts request, FollowLimits limits, HouseholdDesk households, BoardingDesk desk,
        HttpContext http, CancellationToken ct)
    {
        var (located, refusal) = await HouseholdEndpoints.Locate(reference, body.Value.Secret, request.Caller, limits, households, ct);
        if (located is null)
        {
            return refusal!.ToHttp();
        }

        if (!HouseholdActions.Allows(HouseholdAction.TakeTokens, located.Standing))
        {
            return HouseholdRefusals.NotYours.ToHttp();
        }

        if (await desk.Issue(located.Key.Id, located.Found.State, ct) is not { } tokens)
        {
            return MovementRefusals.NotConfirmed.ToHttp();
        }

        if (located.Standing is not HouseholdStanding.Itself)
        {
            await households.RecordRead(located, request.Caller, ReadVia.Get);
        }

        http.Response.Headers.CacheControl = "no-store";

        return TypedResults.Ok(tokens);
    }

    private static async Task<IResult> GetList(
        string organiser, string id, RequestFacts request, MovementDesk movements, BoardingDesk desk, CancellationToken ct) =>
        await movements.Locate(organiser, id, request.Caller, ct) is { } located
            ? TypedResults.Ok(await desk.MakeList(located, ct))
            : MovementRefusals.NotFound.ToHttp();

    private static async Task<IResult> Scan(
        string organiser, string id, Body<ScanBatchRequest> body, RequestFacts request, MovementDesk movements, BoardingDesk desk, EntityRuntime entities,
        TimeProvider time, CancellationToken ct)
    {
        if (await movements.Locate(organiser, id, request.Caller, ct) is not { } located)
        {
            return MovementRefusals.NotFound.ToHttp();
        }

        var faults = new FaultList();
        var gate = faults.Text("#/gate", body.Value.Gate, GateEndpoints.GateLengthMax);
        var scans = Parse(body.Value.Scans, time.GetUtcNow(), faults);
        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var verdicts = await desk.Check(located, scans, ct);
        var command = new RecordScans(gate, [.. verdicts.Select(v => v.Passed).OfType<PassedScan>()]) { ForJointTeam = located.IsOfTeam };
        var outcome = await entities.Execute(
            Movement.Type, Movement.KeyOf(located.Name), command, request.Caller, request.Identity(body.Fingerprint), request.IfVersion, ct);

        return outcome.Refusal is { } refusal
            ? refusal.ToHttp()
            : TypedResults.Ok(BoardingDesk.View(located.Name, outcome.State, gate, verdicts));
    }

    private static List<(string? Token, DateTimeOffset ScannedAt)> Parse(IReadOnlyList<ScanRequest>? scans, DateTimeOffset now, FaultList faults)
    {
        if (scans is null or { Count: 0 })
        {
            faults.Add("#/scans", "missing", "This must be filled in.");
            return [];
        }

        faults.AtMost("#/scans", scans, RecordScans.ScansMax);
        for (var i = 0; i < Math.Min(scans.Count, RecordScans.ScansMax); i++)
        {
            if (scans[i]?.ScannedAt > now + ClockErrorMax)
            {
                faults.Add($"#/scans/{i}/scannedAt", "in-the-future", "The gate's clock is ahead; set it and scan again.");
            }
        }

        return [.. scans.Take(RecordScans.ScansMax).Select(s => (s?.Token, (s?.ScannedAt ?? now).ToUniversalTime()))];
    }
}
