using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Crises;
using SharedConsular.Api.Follow;
using SharedConsular.Api.Limits;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Audit;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Households;

/// <summary>
/// Registering in a crisis without an account, following by reference and secret, answering an offer, saying "we left" or "we
/// are safe". The same acts are an officer's for those who have no telephone.
/// </summary>
internal static class HouseholdEndpoints
{
    private static readonly Refusal NoMatch =
        new(RefusalKind.NotFound, "household.no-match", "No household has this reference and this secret.");

    public static void MapHouseholds(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("").WithTags("Households").WithScope(ServiceScope.EvacuationRead, ServiceScope.EvacuationWrite);
        all.MapPost("/crises/{id}/households", Register).AllowAnonymous().InLane(Lane.Intake)
            .WithSummary("Register a household in a crisis. A registration is not a seat.")
            .Produces<HouseholdReceiptResponse>(StatusCodes.Status201Created);
        all.MapGet("/households/{reference}", Get).WithOperation(Operations.FindHouseholds)
            .WithSummary("A household with its persons; the read is recorded.").Produces<HouseholdResponse>();
        all.MapPost("/households/status", Status).AllowAnonymous().InLane(Lane.Status).WithSummary("Where a household stands, by reference and secret.")
            .Produces<HouseholdStatusResponse>();
        Map<AcceptOfferRequest>(all, "acceptance", "Accept the offer.", r => r.Secret, (r, f) => new AcceptOffer(Movement(r.Movement, f)));
        Map<DeclineOfferRequest>(
            all, "refusal", "Decline the offer; the household stays registered.", r => r.Secret,
            (r, f) => new DeclineOffer(Movement(r.Movement, f), f.Word<DeclineReason>("#/reason", r.Reason)));
        Map<ReportMembersRequest>(all, "reports", "Say who left, stays, can't be reached, died, or waits after all.", r => r.Secret, Report);
        Map<HearFromHouseholdRequest>(all, "news", "Say that the household is still there, and what has changed.", r => r.Secret, News);
        Map<HouseholdSecretRequest>(all, "token-revocations", "Make all boarding tokens given out so far void.", r => r.Secret, (_, _) => new RevokeTokens());
        all.MapPost("/households/{reference}/relations", Reunification.NameRelation).AllowAnonymous()
            .WithSummary("Name family in another household of the crisis.").Produces<HouseholdStatusResponse>();
        all.MapGet("/crises/{id}/reunification", Reunification.Get).WithOperation(Operations.FindHouseholds)
            .WithSummary("Families that are apart: households parted, and relations named.")
            .Produces<Page<ReunificationLineResponse>>();
        Map<NameEscortRequest>(all, "escorts", "Name who travels with a child that has no adult in the household.", _ => null, Escort);
    }

    private static async Task<IResult> Register(
        string id, Body<RegisterHouseholdRequest> body, RequestFacts request, CrisisDesk crises, HouseholdDesk desk, IntakeGate gate, WorldKeeper worlds,
        TimeProvider time, HttpContext http, CancellationToken ct)
    {
        if (request.Key is null)
        {
            return RequestRefusals.KeyMissing.ToHttp();
        }

        if (await crises.Find(id, ct) is not { State: var crisis })
        {
            return CrisisRefusals.NotFound.ToHttp();
        }

        if (!crisis.IsRunning)
        {
            return CrisisRefusals.Ended.ToHttp();
        }

        var faults = new FaultList();
        if (HouseholdRequests.Parse(body.Value, id, crisis, worlds.Current, time.Today(), faults) is not { } command)
        {
            return faults.Refusal.ToHttp();
        }

        return await gate.Pass(http, command.Home, async () =>
        {
            // Who names no language is written to in the one she filled the form in.
            command = command with { Language = command.Language ?? Listener.FindLanguage(http.Request) };
            var (key, household, secret, refusal) = await desk.Register(command, request, body.Fingerprint, ct);
            if (refusal is not null)
            {
                return refusal.ToHttp();
            }

            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers.Location = $"/v1/households/{key.Id}";

            return TypedResults.Json(
                HouseholdViews.Receipt(key.Id, secret.ToString(), id, household.Members.Length, http.SentencesFor()), ApiJson.Default.HouseholdReceiptResponse,
                statusCode: StatusCodes.Status201Created);
        });
    }

    private static async Task<IResult> Status(
        Body<HouseholdStatusRequest> body, FollowLimits limits, HouseholdDesk desk, CrisisDesk crises, HttpContext http, CancellationToken ct)
    {
        if (!limits.AllowsAddress(http.Connection.RemoteIpAddress))
        {
            return FollowEndpoints.TooMany.ToHttp();
        }

        var reference = HouseholdReference.Parse(body.Value.Reference) ?? "";
        if (await desk.Locate(reference, body.Value.Secret ?? "", Caller.Anonymous, ct) is { } located)
        {
            http.Response.Headers.CacheControl = "no-store";
            var crisis = await crises.Find(located.Found.State.Crisis, ct);

            return TypedResults.Ok(HouseholdViews.Status(located.Key.Id, located.Found.State, located.Standing, http.SentencesFor(), crisis?.State));
        }

        // Whoever has the secret is answered however often others guessed.
        return (limits.AllowsGuess(reference) ? NoMatch : FollowEndpoints.TooMany).ToHttp();
    }

    private static async Task<IResult> Get(string reference, RequestFacts request, HouseholdDesk desk, HttpContext http, CancellationToken ct)
    {
        if (await desk.Locate(reference, null, request.Caller, ct) is not { } located)
        {
            return HouseholdRefusals.NotFound.ToHttp();
        }

        await desk.RecordRead(located, request.Caller, ReadVia.Get);
        http.Response.Headers.ETag = EntityTag.Of(located.Found.Version);

        return TypedResults.Ok(HouseholdViews.Full(located.Key.Id, located.Found, located.Standing));
    }

    private static void Map<T>(
        RouteGroupBuilder all, string what, string summary, Func<T, string?> secretOf, Func<T, FaultList, HouseholdCommand> parse)
        where T : class =>
        all.MapPost($"/households/{{reference}}/{what}", async (
            string reference, Body<T> body, RequestFacts request, FollowLimits limits, HouseholdDesk desk, HttpContext http, CancellationToken ct) =>
        {
            var faults = new FaultList();
            var command = parse(body.Value, faults);
            if (faults.Any)
            {
                return faults.Refusal.ToHttp();
            }

            var (located, stop) = await Locate(reference, secretOf(body.Value), request.Caller, limits, desk, ct);
            if (located is null)
            {
                return stop!.ToHttp();
            }

            var outcome = await desk.Execute(located, command, request, body.Fingerprint, ct);
            if (outcome.Refusal is { } refusal)
            {
                return refusal.ToHttp();
            }

            http.Response.Headers.ETag = EntityTag.Of(outcome.Version);

            return TypedResults.Ok(HouseholdViews.Status(located.Key.Id, outcome.State, located.Standing, http.SentencesFor()));
        }).AllowAnonymous().WithSummary(summary).Produces<HouseholdStatusResponse>();

    /// <summary>The household, or why not: without a login only the secret opens the door, and it is not guessed at.</summary>
    internal static async Task<(LocatedHousehold? Located, Refusal? Stop)> Locate(
        string reference, string? secretSent, Caller caller, FollowLimits limits, HouseholdDesk desk, CancellationToken ct)
    {
        var secret = secretSent ?? (caller.Role is Role.Anonymous ? "" : null);

        return await desk.Locate(reference, secret, caller, ct) is { } located ? (located, null)
            : secret is null ? (null, HouseholdRefusals.NotFound)
            : (null, limits.AllowsGuess(HouseholdReference.Parse(reference) ?? "") ? NoMatch : FollowEndpoints.TooMany);
    }

    private static MovementName Movement(string? name, FaultList faults)
    {
        if (MovementNames.Parse(name) is { } movement)
        {
            return movement;
        }

        faults.Add("#/movement", "missing", "Name the movement of the offer, for example gb/kbl-017.");

        return new MovementName(TenantId.Installation, "");
    }

    private static ReportMembers Report(ReportMembersRequest request, FaultList faults)
    {
        faults.AtMost("#/members", request.Members, Household.MembersMax);

        return new ReportMembers(
            [.. request.Members ?? []], faults.Word<Disposition>("#/disposition", request.Disposition), faults.OptionalText("#/note", request.Note));
    }

    private static HearFromHousehold News(HearFromHouseholdRequest request, FaultList faults) => new(
        faults.OptionalText("#/whereabouts", request.Whereabouts), HouseholdRequests.Assemblies(request.Assemblies, faults), request.ReadyAt,
        faults.OptionalText("#/contact", request.Contact), request.ShareWithLead)
    {
        Language = HouseholdRequests.LanguageOf(request.Language, faults),
    };

    private static NameEscort Escort(NameEscortRequest request, FaultList faults) => new(
        request.Member ?? 0, new Escort(faults.Text("#/name", request.Name), faults.Text("#/authority", request.Authority)));
}
