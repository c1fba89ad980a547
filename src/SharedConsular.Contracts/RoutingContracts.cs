namespace SharedConsular.Contracts;

/// <param name="State">ISO 3166-1 alpha-2, for example <c>ee</c>.</param>
/// <param name="Proof"><c>documented</c> (the default), <c>other_means</c> or <c>claimed</c>.</param>
public sealed record NationalityRequest(string? State, string? Proof = null);

/// <summary>Degrees, WGS 84. Kept to about a kilometre.</summary>
public sealed record PositionRequest(double? Latitude, double? Longitude);

/// <summary>Asks who may and should help. Nothing in it names the person.</summary>
/// <param name="In">The receiving state: where the person is.</param>
/// <param name="Service">A service of the catalogue, for example <c>emergency_travel_document</c>.</param>
/// <param name="Urgency"><c>routine</c> (the default), <c>urgent</c> or <c>extreme</c>.</param>
/// <param name="On">The day asked about; today when left out.</param>
/// <param name="FamilyOf">The state whose national the person is a family member of, when of another nationality.</param>
/// <param name="RecognisedBy">The state that recognises a person who is a citizen of none.</param>
/// <param name="FearsOwnState">The person fears their own state: it is not asked, not told and not offered.</param>
/// <param name="PersonObjects">The person expressly opposes consular action.</param>
/// <param name="HelpCompromisedByRedirect">Being sent on to a designated post would compromise the help.</param>
public sealed record RoutingRequest(
    IReadOnlyList<NationalityRequest>? Nationalities,
    string? In,
    string? Service,
    string? Urgency = null,
    DateOnly? On = null,
    PositionRequest? Near = null,
    string? FamilyOf = null,
    string? RecognisedBy = null,
    bool FearsOwnState = false,
    bool PersonObjects = false,
    bool HelpCompromisedByRedirect = false);

/// <summary>Who may help, ranked, with the legal reason; and why not the others.</summary>
/// <param name="Id">Names this decision; the same question in the same world has the same id and the same bytes.</param>
/// <param name="World">The version of everything the answer rests on.</param>
/// <param name="Decision"><c>route</c> or <c>no_route</c>.</param>
public sealed record RoutingResponse(
    string Id,
    string World,
    string Decision,
    string Reason,
    IReadOnlyList<RoutingOptionResponse> Options,
    IReadOnlyList<RejectedPartyResponse> Rejected,
    IReadOnlyList<AdviceResponse> Advice);

public sealed record RoutingOptionResponse(
    int Rank,
    string Party,
    string ActsFor,
    string Kind,
    string Reason,
    RoutingPostResponse Post,
    bool Completes,
    IReadOnlyList<string> Powers,
    IReadOnlyList<BasisResponse> Basis,
    IReadOnlyList<ObligationResponse> Obligations,
    CostResponse Cost,
    double? DistanceKm,
    FeeResponse? Fee,
    string Preference);

public sealed record RoutingPostResponse(string Id, string Kind, string City, string Country, string Condition, string FactBasis);

public sealed record BasisResponse(string Instrument, string? Gate, string Code, string Text, string? FactBasis);

public sealed record ObligationResponse(
    string Code, string Whom, bool BlocksHelp, int? WithinWorkingDays, string? ClockOf, int? WithinHours, string Instrument, string Text);

public sealed record CostResponse(string Rule, string Reference, int? ClaimWithinMonths);

/// <param name="TariffOf">Whose tariff it is.</param>
/// <param name="FactBasis"><c>found</c>, <c>memory</c>, <c>tenant</c> or <c>proposal</c>: how far to rely on it.</param>
public sealed record FeeResponse(decimal Amount, string Currency, string Variant, string TariffOf, string FactBasis);

public sealed record RejectedPartyResponse(string Party, string ActsFor, string Code, string? Instrument, string Reason);

public sealed record AdviceResponse(string Code, string Text);

/// <summary>A stored decision taken again from its stored input in the world of its time.</summary>
/// <param name="Same">Whether the bytes are the same.</param>
public sealed record RoutingReplayResponse(string Id, string World, bool Same, string StoredSha256, string ReplayedSha256);
