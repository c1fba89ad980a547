namespace SharedConsular.Contracts;

public sealed record AgreementSummary(
    string Id, int Version, string Title, string Kind, IReadOnlyList<string> Assisting, IReadOnlyList<string> Assisted, bool InForceToday,
    DateOnly? From, DateOnly? To, string FactBasis);

public sealed record AgreementResponse(
    string Id,
    int Version,
    string Title,
    string Kind,
    IReadOnlyList<string> Assisting,
    IReadOnlyList<string> Assisted,
    string Scope,
    IReadOnlyList<ListedPlaceResponse> Places,
    IReadOnlyList<ServicePowersResponse> Services,
    IReadOnlyList<string> Excluded,
    IReadOnlyList<string> Persons,
    bool StandingMandate,
    string Unrepresented,
    IReadOnlyList<string> Requires,
    IReadOnlyList<GateRecordResponse> Gates,
    ConsultationResponse Consultation,
    CostResponse Cost,
    DataTermsResponse Data,
    ExitTermsResponse Exit,
    DateOnly? From,
    DateOnly? To,
    IReadOnlyList<SuspensionResponse> Suspensions,
    bool InForceToday,
    IReadOnlyList<ArticleResponse> Articles,
    string FactBasis,
    string Source);

public sealed record ListedPlaceResponse(string Assisting, string Assisted, string Place, string City, double? WithinKm, string FactBasis);

public sealed record ServicePowersResponse(string Service, IReadOnlyList<string> Powers);

public sealed record GateRecordResponse(
    string Gate, string Answer, DateOnly? From, DateOnly? To, IReadOnlyList<string> Places, IReadOnlyList<string> Holders,
    IReadOnlyList<string> Services, string Channel, string FactBasis);

public sealed record ConsultationResponse(
    string Before,
    int? AskWithinWorkingDays,
    int? AnswerWithinWorkingDays,
    int? CompleteWithinWorkingDays,
    int? TellWithinHours,
    bool ActFirst,
    string Reference);

public sealed record DataTermsResponse(string Controller, int? KeepAssistingDays, int? KeepAssistedDays, string Reference);

public sealed record ExitTermsResponse(int? NoticeDays, string OpenCases, string UrgentCases, string Reference);

public sealed record SuspensionResponse(DateOnly? From, DateOnly? To);

public sealed record ArticleResponse(string Reference, string Rule);

/// <summary>Gate G5: your state agrees that others act for its nationals.</summary>
public sealed record RecordMandateRequest(DateOnly? From = null);

public sealed record WithdrawMandateRequest(DateOnly? LastDay = null);

/// <summary>Gate G3: your state told a receiving state that it acts for third states.</summary>
public sealed record RecordNoticeRequest(string? ReceivingState, DateOnly? On = null, string? Channel = null, int WaitingDays = 0);

/// <summary>Gate G1 or G4: your state, as receiving state, consents. <paramref name="Gate"/> is <c>g1_consent</c> or <c>g4_prior_consent</c>.</summary>
public sealed record RecordConsentRequest(string? Gate, IReadOnlyList<string>? Parties = null, DateOnly? From = null, string? Channel = null);

/// <summary>Gate G3: your state, as receiving state, objects, to all or to some parties and services.</summary>
public sealed record RecordObjectionRequest(
    IReadOnlyList<string>? Parties = null, IReadOnlyList<string>? Services = null, DateOnly? From = null, string? Channel = null);

public sealed record WithdrawObjectionRequest(IReadOnlyList<string>? Parties = null, DateOnly? LastDay = null);

public sealed record SuspendAgreementRequest(DateOnly? From = null, DateOnly? To = null, string? Reason = null);

public sealed record ResumeAgreementRequest(DateOnly? On = null);

public sealed record EndAgreementRequest(DateOnly? After = null, string? Reason = null);
