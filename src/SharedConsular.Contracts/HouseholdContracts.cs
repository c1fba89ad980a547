namespace SharedConsular.Contracts;

/// <summary>Registers a household in a crisis. Send an Idempotency-Key: sent again it is the same registration.</summary>
/// <param name="Assemblies">The places the household can get to, best first.</param>
/// <param name="ShareWithLead">The household agrees that the lead state of the crisis sees it.</param>
/// <param name="Through"><c>self</c> (the default), <c>relative</c>, <c>sponsor</c>, <c>officer</c>, <c>text_message</c> or <c>import</c>.</param>
/// <param name="Language">It is written to in <c>ar</c>, <c>en</c>, <c>es</c> or <c>fr</c>; that of the request when it is left out.</param>
public sealed record RegisterHouseholdRequest(
    IReadOnlyList<HouseholdMemberContract>? Members,
    string? Whereabouts = null,
    IReadOnlyList<string>? Assemblies = null,
    DateTimeOffset? ReadyAt = null,
    string? Contact = null,
    bool FearsOwnState = false,
    bool ShareWithLead = true,
    string? Through = null,
    string? RegisteredBy = null,
    string? Language = null);

/// <param name="Place"><c>seat</c> (the default), <c>wheelchair</c>, <c>stretcher</c> or <c>infant</c>.</param>
/// <param name="Minor">Told from the birth date when that is known.</param>
/// <param name="Adult">The place in this list, from 1, of the adult recorded for a minor.</param>
public sealed record HouseholdMemberContract(
    IReadOnlyList<PersonNameContract>? Names,
    DateOnly? BirthDate = null,
    IReadOnlyList<NationalityRequest>? Nationalities = null,
    string? Place = null,
    bool? Minor = null,
    int? Adult = null,
    string? Document = null);

/// <summary>A durable receipt. A registration is not a seat.</summary>
public sealed record HouseholdReceiptResponse(string Reference, string Secret, string Crisis, int Persons, string? Notice);

/// <param name="Secret">Of the registration; left out by who is signed in.</param>
public sealed record HouseholdSecretRequest(string? Secret = null);

public sealed record HouseholdStatusRequest(string? Reference, string? Secret);

public sealed record AcceptOfferRequest(string? Movement, string? Secret = null);

/// <param name="Reason"><c>cannot_reach_the_place</c>, <c>too_little_time</c>, <c>destination_not_wanted</c>, <c>family_not_together</c>,
/// <c>found_other_means</c>, <c>wants_to_stay</c> or <c>other</c>.</param>
public sealed record DeclineOfferRequest(string? Movement, string? Reason, string? Secret = null);

/// <param name="Disposition"><c>left_by_own_means</c>, <c>staying</c>, <c>unreachable</c>, <c>deceased</c> or <c>registered</c>.</param>
/// <param name="Members">Their numbers; all who wait when left out.</param>
public sealed record ReportMembersRequest(string? Disposition, IReadOnlyList<int>? Members = null, string? Note = null, string? Secret = null);

public sealed record HearFromHouseholdRequest(
    string? Whereabouts = null, IReadOnlyList<string>? Assemblies = null, DateTimeOffset? ReadyAt = null, string? Contact = null, bool ShareWithLead = true,
    string? Secret = null, string? Language = null);

public sealed record NameEscortRequest(int? Member, string? Name, string? Authority);

/// <summary>Names the other record: to be taken into this one, given back, or known to be of another household.</summary>
public sealed record OtherHouseholdRequest(string? Other);

/// <summary>Where a household stands, without a name: what anybody may read who looks over a shoulder.</summary>
public sealed record HouseholdStatusResponse(
    string Reference,
    string Crisis,
    IReadOnlyList<MemberStatusResponse> Members,
    OfferResponse? Offer,
    string? CountedUnder,
    IReadOnlyList<string> AllowedActions,
    string? Notice,
    IReadOnlyList<ListingResponse> Listed);

public sealed record MemberStatusResponse(int Number, string Disposition, DateTimeOffset? Since);

/// <param name="PolicyVersion">The triage policy by which it was decided.</param>
/// <param name="Instruction">The number of the instruction in force then; null when there was none.</param>
public sealed record OfferResponse(
    string Movement, string Status, string From, string To, DateTimeOffset ReportBy, DateTimeOffset DepartsAt, DateTimeOffset Until, int Seats, string Reason,
    string PolicyVersion, int? Instruction);

/// <summary>A household as those see it who work for it.</summary>
public sealed record HouseholdResponse(
    string Reference,
    string Home,
    long Version,
    string Crisis,
    IReadOnlyList<HouseholdMemberResponse> Members,
    string? Whereabouts,
    IReadOnlyList<string> Assemblies,
    DateTimeOffset ReadyAt,
    string? Contact,
    bool FearsOwnState,
    bool SharedWithLead,
    string Through,
    DateTimeOffset RegisteredAt,
    DateTimeOffset LastHeardAt,
    bool Silent,
    TriageResponse? Triage,
    OfferResponse? Offer,
    string? AtHub,
    string? MergedInto,
    IReadOnlyList<string> TakenIn,
    IReadOnlyList<string> AllowedActions,
    IReadOnlyList<ListingResponse> Listed,
    string? Language);

public sealed record HouseholdMemberResponse(
    int Number,
    IReadOnlyList<PersonNameContract> Names,
    DateOnly? BirthDate,
    IReadOnlyList<string> Nationalities,
    string Place,
    bool Minor,
    int? Adult,
    string? Document,
    string Disposition,
    DateTimeOffset? Since,
    string? Escort);

public sealed record TriageResponse(int Class, int Rank, IReadOnlyList<string> Reasons, string PolicyVersion, int? Instruction);

/// <summary>Somebody who is counted in a number of the wall.</summary>
/// <param name="Member">Her number in the household.</param>
/// <param name="State">In whose share her seat is.</param>
/// <param name="Since">Since when she stands there.</param>
public sealed record CrisisPersonResponse(
    string Household,
    int Member,
    IReadOnlyList<PersonNameContract> Names,
    DateOnly? BirthDate,
    IReadOnlyList<string> Nationalities,
    string State,
    bool Minor,
    string Place,
    string Disposition,
    DateTimeOffset? Since,
    int? Class,
    string? Movement);

/// <summary>A line of a list of households, without names.</summary>
public sealed record HouseholdLineResponse(
    string Reference,
    string Home,
    int Persons,
    int Waiting,
    int? Class,
    int? Rank,
    string? Movement,
    string? Offer,
    DateTimeOffset? Until,
    bool MayTravel,
    bool Fresh,
    DateTimeOffset RegisteredAt);

/// <param name="Other">The reference of the household that the family is in.</param>
/// <param name="Kind"><c>spouse</c>, <c>parent</c>, <c>child</c>, <c>sibling</c> or <c>other_family</c>.</param>
public sealed record NameRelationRequest(string? Other, string? Kind, string? Secret = null);

/// <summary>A family that is apart, without names.</summary>
/// <param name="ChildLeftBehind">Minors wait, and all adults of the household have left.</param>
/// <param name="Relation">What the other household is to this one; null when the household itself is parted.</param>
/// <param name="There">Null when the other household is not shown to you.</param>
public sealed record ReunificationLineResponse(
    string Household,
    bool ChildLeftBehind,
    string? Relation,
    string? Other,
    IReadOnlyDictionary<string, int> Here,
    IReadOnlyDictionary<string, int>? There,
    string? Travelled,
    string? OtherTravelled);
