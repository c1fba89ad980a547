namespace SharedConsular.Contracts;

/// <param name="Id">Its name in addresses: small letters, digits, hyphens; <c>sudan-2023</c>.</param>
/// <param name="Exercise">As in earnest, but no message leaves.</param>
public sealed record DeclareCrisisRequest(string? Id, string? Name, CrisisAreaContract? Area, bool Exercise = false, string? Phase = null);

/// <param name="States">Receiving states by code.</param>
/// <param name="Polygon">Corners in order, at least three.</param>
public sealed record CrisisAreaContract(
    IReadOnlyList<string>? States = null, IReadOnlyList<PositionRequest>? Polygon = null, PositionRequest? Centre = null, double? RadiusKm = null);

public sealed record ChangePhaseRequest(string? Phase);

/// <param name="Leads">Lead states, the first speaks for all.</param>
public sealed record AgreeRolesRequest(IReadOnlyList<string>? Leads, IReadOnlyList<string>? JointTeam = null);

/// <summary>Whole numbers by state.</summary>
public sealed record NumbersByStateRequest(IReadOnlyDictionary<string, int>? States);

public sealed record GiveInstructionRequest(string? Text, IReadOnlyList<string>? MustAcknowledge = null);

/// <param name="Kind"><c>help_first</c>, <c>team_first</c>, <c>fees_waived</c>, <c>fees_percent</c> or <c>retention_days</c>.</param>
/// <param name="Value">Days or percent where the kind counts them, otherwise 1; 0 takes it away.</param>
public sealed record SetOverlayRequest(string? Kind, int? Value);

public sealed record ReportRouteRequest(string? From, string? To, string? Status, string? Note = null);

public sealed record CrisisLineResponse(
    string Id, string Name, IReadOnlyList<string> States, string Phase, string Lead, bool Exercise, DateTimeOffset DeclaredAt, DateTimeOffset? EndedAt);

public sealed record CrisisResponse(
    string Id,
    long Version,
    string Name,
    CrisisAreaContract Area,
    string Phase,
    IReadOnlyList<string> Leads,
    IReadOnlyList<string> JointTeam,
    bool Exercise,
    IReadOnlyDictionary<string, int> Shares,
    IReadOnlyDictionary<string, int> UptakePercent,
    IReadOnlyList<InstructionResponse> Instructions,
    IReadOnlyDictionary<string, int> Overlays,
    IReadOnlyDictionary<string, DateTimeOffset> OverlaysSince,
    IReadOnlyList<RouteResponse> Routes,
    DateTimeOffset DeclaredAt,
    DateTimeOffset? EndedAt);

public sealed record InstructionResponse(int Number, string Text, DateTimeOffset GivenAt, IReadOnlyList<string> NotYetAcknowledgedBy);

public sealed record RouteResponse(string From, string To, string Status, string? Note, DateTimeOffset At);

/// <summary>All numbers of a crisis as of one moment: the dispositions always add up to <paramref name="Persons"/>.</summary>
/// <param name="Present">Those who wait, as a range: the lower number leaves out who was not heard from for three days.</param>
/// <param name="OffersExpiring">Persons with an offer that nobody answered, by the minute (UTC) in which it lapses.</param>
/// <param name="Gates">Persons who passed a gate and whose manifest is not closed yet.</param>
/// <param name="QueueAge">For how many seconds whoever came lately to register had been trying; of the node that answers.</param>
/// <param name="LastHeard">The last minute (UTC) in which something came in from <c>intake</c> and <c>gates</c>.</param>
public sealed record SituationResponse(
    string Crisis,
    DateTimeOffset At,
    long Persons,
    long Households,
    IReadOnlyDictionary<string, long> Dispositions,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> States,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Classes,
    RangeResponse Present,
    IReadOnlyDictionary<string, long> Movements,
    IReadOnlyDictionary<string, long> Seats,
    IReadOnlyDictionary<string, long> OffersExpiring,
    IReadOnlyDictionary<string, long> Gates,
    IReadOnlyDictionary<string, long> Alarms,
    IReadOnlyDictionary<string, long> IntakeByMinute,
    int QueueAge,
    UntouchedResponse? OldestUntouched,
    IReadOnlyDictionary<string, string> LastHeard);

public sealed record RangeResponse(long From, long To);

public sealed record UntouchedResponse(string Reference, DateTimeOffset RegisteredAt);
