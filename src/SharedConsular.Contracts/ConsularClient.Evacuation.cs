using System.Globalization;

namespace SharedConsular.Contracts;

public sealed partial class ConsularClient
{
    public Task<Answer<Page<CrisisLineResponse>>> ListCrises(CancellationToken ct) => Get<Page<CrisisLineResponse>>(Query("crises"), ct);

    public Task<Answer<CrisisResponse>> DeclareCrisis(DeclareCrisisRequest request, SendOptions? options, CancellationToken ct) =>
        Post<CrisisResponse>("crises", request, options, ct);

    public Task<Answer<CrisisResponse>> GetCrisis(string id, CancellationToken ct) => Get<CrisisResponse>(Query($"crises/{Path(id)}"), ct);

    /// <param name="id">Of the crisis.</param>
    /// <param name="what">The last part of the address: <c>phase</c>, <c>roles</c>, <c>shares</c>, <c>routes</c>, <c>end</c> …</param>
    /// <param name="request">The body of that kind of change; null where there is none.</param>
    /// <param name="options">Which attempt it is.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Answer<CrisisResponse>> ChangeCrisis(string id, string what, object? request, SendOptions? options, CancellationToken ct) =>
        Post<CrisisResponse>($"crises/{Path(id)}/{what}", request, options, ct);

    public Task<Answer<SituationResponse>> GetSituation(string crisis, CancellationToken ct) =>
        Get<SituationResponse>(Query($"crises/{Path(crisis)}/situation"), ct);

    public Task<Answer<HouseholdReceiptResponse>> RegisterHousehold(
        string crisis, RegisterHouseholdRequest request, SendOptions? options, CancellationToken ct) =>
        Post<HouseholdReceiptResponse>($"crises/{Path(crisis)}/households", request, options, ct);

    public Task<Answer<Page<HouseholdLineResponse>>> ListHouseholds(string crisis, HouseholdFilter filter, CancellationToken ct) =>
        Get<Page<HouseholdLineResponse>>(Query($"crises/{Path(crisis)}/households", filter.Parts), ct);

    /// <summary>By name; each read is recorded.</summary>
    public Task<Answer<Page<CrisisPersonResponse>>> ListPeople(string crisis, HouseholdFilter filter, CancellationToken ct) =>
        Get<Page<CrisisPersonResponse>>(Query($"crises/{Path(crisis)}/people", filter.Parts), ct);

    public Task<Answer<HouseholdResponse>> GetHousehold(string reference, CancellationToken ct) =>
        Get<HouseholdResponse>(Query($"households/{Path(reference)}"), ct);

    public Task<Answer<HouseholdStatusResponse>> GetHouseholdStatus(HouseholdStatusRequest request, CancellationToken ct) =>
        Post<HouseholdStatusResponse>("households/status", request, null, ct);

    /// <param name="reference">Of the household.</param>
    /// <param name="what">The last part of the address: <c>acceptance</c>, <c>refusal</c>, <c>reports</c>, <c>news</c> …</param>
    /// <param name="request">The body of that kind of act.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Answer<HouseholdStatusResponse>> ActForHousehold(string reference, string what, object request, CancellationToken ct) =>
        Post<HouseholdStatusResponse>($"households/{Path(reference)}/{what}", request, null, ct);

    public Task<Answer<ImportResponse>> ImportHouseholds(string crisis, ImportHouseholdsRequest request, CancellationToken ct) =>
        Post<ImportResponse>($"crises/{Path(crisis)}/imports", request, null, ct);

    public Task<Answer<HostListResponse>> ImportHostList(string crisis, ImportHostListRequest request, CancellationToken ct) =>
        Post<HostListResponse>($"crises/{Path(crisis)}/host-lists", request, null, ct);

    public Task<Answer<HostListResponse>> GetHostList(string crisis, string list, CancellationToken ct) =>
        Get<HostListResponse>($"crises/{Path(crisis)}/host-lists/{Path(list)}", ct);

    public Task<Answer<HostListResponse>> SettleListedLine(string crisis, string list, int line, SettleListedLineRequest request, CancellationToken ct) =>
        Post<HostListResponse>(
            string.Create(CultureInfo.InvariantCulture, $"crises/{Path(crisis)}/host-lists/{Path(list)}/lines/{line}"), request, null, ct);

    public Task<Answer<NoShowReportResponse>> GetNoShows(string crisis, CancellationToken ct) =>
        Get<NoShowReportResponse>($"crises/{Path(crisis)}/no-shows", ct);

    public Task<Answer<Page<SponsoredHouseholdResponse>>> ListSponsored(string crisis, string? cursor, int? limit, CancellationToken ct) =>
        Get<Page<SponsoredHouseholdResponse>>(Query($"crises/{Path(crisis)}/sponsored", ("cursor", cursor), ("limit", limit)), ct);

    public Task<Answer<InquiryResponse>> Inquire(string crisis, InquiryRequest request, CancellationToken ct) =>
        Post<InquiryResponse>($"crises/{Path(crisis)}/inquiries", request, null, ct);

    public Task<Answer<TextReceiptResponse>> RegisterText(string crisis, RegisterTextRequest request, SendOptions? options, CancellationToken ct) =>
        Post<TextReceiptResponse>($"crises/{Path(crisis)}/texts", request, options, ct);

    public Task<Answer<TriageRunResponse>> RankHouseholds(string crisis, CancellationToken ct) =>
        Post<TriageRunResponse>($"crises/{Path(crisis)}/triage", null, null, ct);

    public Task<Answer<Page<MovedHouseholdResponse>>> ListMoved(string crisis, string run, string? cursor, CancellationToken ct) =>
        Get<Page<MovedHouseholdResponse>>(Query($"crises/{Path(crisis)}/triage/{Path(run)}/moved", ("cursor", cursor)), ct);

    public Task<Answer<Page<MatchLineResponse>>> ListMatches(string crisis, string? cursor, CancellationToken ct) =>
        Get<Page<MatchLineResponse>>(Query($"crises/{Path(crisis)}/matches", ("cursor", cursor)), ct);

    public Task<Answer<MovementResponse>> PlanMovement(string crisis, PlanMovementRequest request, SendOptions? options, CancellationToken ct) =>
        Post<MovementResponse>($"crises/{Path(crisis)}/movements", request, options, ct);

    public Task<Answer<Page<MovementLineResponse>>> ListMovements(string crisis, MovementFilter filter, CancellationToken ct) =>
        Get<Page<MovementLineResponse>>(Query($"crises/{Path(crisis)}/movements", filter.Parts), ct);

    /// <param name="name">Organiser and id, <c>gb/kbl-017</c>.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Answer<MovementResponse>> GetMovement(string name, CancellationToken ct) => Get<MovementResponse>(Query($"movements/{name}"), ct);

    /// <param name="name">Organiser and id.</param>
    /// <param name="what">The last part of the address: <c>change</c>, <c>check-ins</c>, <c>manifest</c>, <c>departure</c> …</param>
    /// <param name="request">The body of that kind of act; null where there is none.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Answer<MovementResponse>> ActOnMovement(string name, string what, object? request, CancellationToken ct) =>
        Post<MovementResponse>($"movements/{name}/{what}", request, null, ct);

    /// <summary>Who travels, as a <c>csv</c> table or on paper as <c>pdf</c>: a draft until the manifest is closed.</summary>
    public Task<ReceivedFile> GetManifest(string name, string format, CancellationToken ct) =>
        Receive(Query($"movements/{name}/manifest.{format}"), ct);

    public Task<Answer<PlanResponse>> MakePlan(string crisis, MakePlanRequest request, CancellationToken ct) =>
        Post<PlanResponse>($"crises/{Path(crisis)}/plans", request, null, ct);

    public Task<Answer<OffersMadeResponse>> OfferPlan(
        string crisis, string plan, OfferPlanRequest request, SendOptions? options, CancellationToken ct) =>
        Post<OffersMadeResponse>($"crises/{Path(crisis)}/plans/{Path(plan)}/offers", request, options, ct);

    public Task<Answer<PlanResponse>> GetPlan(string crisis, string plan, CancellationToken ct) =>
        Get<PlanResponse>(Query($"crises/{Path(crisis)}/plans/{Path(plan)}"), ct);

    public Task<Answer<Page<PlannedHouseholdResponse>>> ListPlanned(string crisis, string plan, PlannedFilter filter, CancellationToken ct) =>
        Get<Page<PlannedHouseholdResponse>>(Query($"crises/{Path(crisis)}/plans/{Path(plan)}/households", filter.Parts), ct);

    public Task<Answer<PlannedHouseholdResponse>> ExplainPlan(string crisis, string plan, string household, CancellationToken ct) =>
        Get<PlannedHouseholdResponse>(Query($"crises/{Path(crisis)}/plans/{Path(plan)}/households/{Path(household)}"), ct);
}

/// <summary>Those who are counted in a number of the wall.</summary>
/// <param name="Movement">Organiser and id.</param>
/// <param name="Silent">Only who was not heard from for three days.</param>
/// <param name="Intake">The minute (UTC) in which they registered, such as 2026-11-30T09:05.</param>
/// <param name="Lapses">The minute (UTC) in which their offer lapses if nobody answers.</param>
public sealed record HouseholdFilter(
    string? Disposition = null, int? Class = null, string? Movement = null, string? Cursor = null, int? Limit = null, string? State = null,
    string? Alarm = null, bool? Silent = null, string? Intake = null, string? Lapses = null)
{
    internal (string, object?)[] Parts =>
    [
        ("disposition", Disposition), ("state", State), ("class", Class), ("movement", Movement), ("alarm", Alarm), ("silent", Silent is true ? "true" : null),
        ("intake", Intake), ("lapses", Lapses), ("cursor", Cursor), ("limit", Limit),
    ];
}

/// <param name="Alarm">Only where this alarm stands, such as <c>parted-household</c>.</param>
/// <param name="Gate">Only those with somebody at this gate.</param>
public sealed record MovementFilter(string? Status = null, string? Cursor = null, int? Limit = null, string? Alarm = null, string? Gate = null)
{
    internal (string, object?)[] Parts => [("status", Status), ("alarm", Alarm), ("gate", Gate), ("cursor", Cursor), ("limit", Limit)];
}

/// <summary>Some of the households of a plan.</summary>
/// <param name="List"><c>waiting</c> (the default), <c>seated</c> or <c>moved</c>: those that had a seat and do not keep it.</param>
/// <param name="Reason">Only who waits, or travels, for this reason.</param>
public sealed record PlannedFilter(string? List = null, string? Reason = null, string? Cursor = null, int? Limit = null)
{
    internal (string, object?)[] Parts => [("list", List), ("reason", Reason), ("cursor", Cursor), ("limit", Limit)];
}
