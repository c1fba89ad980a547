namespace SharedConsular.Contracts;

public sealed record SeatCountsContract(int Seats, int Wheelchairs = 0, int Stretchers = 0, int Infants = 0);

/// <param name="Id">The organiser's own name for it: letters, digits, hyphens.</param>
/// <param name="Mode"><c>air</c>, <c>sea</c> or <c>land</c>.</param>
/// <param name="Onward">It goes to a hub, from which people travel on.</param>
/// <param name="OnlyFor">The only states whose people the operator takes.</param>
public sealed record PlanMovementRequest(
    string? Id,
    string? Mode,
    string? Operator,
    string? From,
    string? To,
    DateTimeOffset? ClosesAt,
    DateTimeOffset? DepartsAt,
    DateTimeOffset? ArrivesAt,
    SeatCountsContract? Capacity,
    bool Onward = false,
    IReadOnlyList<string>? OnlyFor = null,
    string? Conditions = null);

public sealed record ChangeMovementRequest(SeatCountsContract? Capacity, DateTimeOffset? ClosesAt, DateTimeOffset? DepartsAt, DateTimeOffset? ArrivesAt);

public sealed record CancelMovementRequest(string? Reason);

/// <summary>Members who passed a gate, by reference and number; scanned now or while the gate had no network.</summary>
public sealed record CheckInRequest(string? Household, IReadOnlyList<int>? Members, string? Gate, DateTimeOffset? ScannedAt);

public sealed record TakeOffRequest(string? Household);

public sealed record SettleDoubleUseRequest(string? Household, int? Member, string? Note);

public sealed record HandOverMovementRequest(string? To, string? Signature);

/// <param name="MinorUnits">In the smallest unit of the currency.</param>
public sealed record RecordCostRequest(string? Id, string? Kind, long? MinorUnits, string? Currency, string? Document);

public sealed record RecordContributionRequest(string? Id, string? Mechanism, long? MinorUnits, string? Currency, string? Document);

/// <param name="Name">Organiser and id, <c>gb/kbl-017</c>.</param>
/// <param name="Free">Places not confirmed to anybody.</param>
/// <param name="StandingBy">Households that said yes and wait for a place.</param>
public sealed record MovementResponse(
    string Name,
    long Version,
    string Crisis,
    string Mode,
    string Operator,
    string From,
    string To,
    bool Onward,
    DateTimeOffset ClosesAt,
    DateTimeOffset DepartsAt,
    DateTimeOffset ArrivesAt,
    string Status,
    SeatCountsContract Capacity,
    SeatCountsContract Offered,
    SeatCountsContract Confirmed,
    SeatCountsContract Free,
    int StandingBy,
    int CheckedIn,
    IReadOnlyList<GateAlarmResponse> Alarms,
    int OnManifest,
    IReadOnlyList<string> OnlyFor,
    string? Conditions);

/// <param name="Kind"><c>parted_household</c>, <c>child_alone</c> or <c>token_used_twice</c>.</param>
public sealed record GateAlarmResponse(string Kind, string Household, int? Member);

public sealed record MovementLineResponse(
    string Name,
    string Mode,
    string Operator,
    string From,
    string To,
    DateTimeOffset ClosesAt,
    DateTimeOffset DepartsAt,
    DateTimeOffset ArrivesAt,
    string Status,
    int Places,
    int Offered,
    int Confirmed,
    int CheckedIn,
    int Flown);

/// <param name="Seed">Draws between households of equal rank; the same seed gives the same plan.</param>
/// <param name="Without">Organiser and id of a movement: planned as though it did not leave. Nothing happens to the movement.</param>
public sealed record MakePlanRequest(long Seed = 1, string? Without = null);

/// <param name="AnswerMinutes">How long households have to answer; shorter when the manifest closes before.</param>
public sealed record OfferPlanRequest(int? AnswerMinutes = null);

/// <param name="UptakePercent">Of 100 seats offered to a state's people, how many are expected to be boarded: measured here, else as entered.</param>
/// <param name="Moved">Households that had a seat and do not keep it.</param>
/// <param name="Without">The movement that it supposes not to leave.</param>
public sealed record PlanResponse(
    string Id,
    string Crisis,
    DateTimeOffset MadeAt,
    string PolicyVersion,
    long Seed,
    int Households,
    int Seated,
    int PersonsSeated,
    int StandingBy,
    int Waiting,
    IReadOnlyDictionary<string, int> WaitReasons,
    IReadOnlyDictionary<string, int> UptakePercent,
    int Moved,
    string? Without);

/// <param name="Reason">Why it has its turn, or why it waits.</param>
/// <param name="Missing">Of the places of the movement that comes nearest: how many it lacks for this household.</param>
/// <param name="Before">The movement on which it had a seat that it does not keep.</param>
public sealed record PlannedHouseholdResponse(
    string Household, string? Movement, string Reason, int? Turn, int? StandByOrder, SeatCountsContract? Missing, string? Before);

/// <param name="Refused">Movements that did not take the offers, with the code of the refusal.</param>
public sealed record OffersMadeResponse(string Plan, int Movements, int Households, int Persons, IReadOnlyDictionary<string, string> Refused);
