namespace SharedConsular.Contracts;

/// <summary>Opens a case. Send an Idempotency-Key: a second attempt with the same key opens no second case.</summary>
/// <param name="Need">The question that routing answers; the case goes to one of its options.</param>
/// <param name="Persons">Whom the case is about: the applicant, a child, a household.</param>
/// <param name="Party">The party chosen among the options; the caller's own when it is one of them, else the first.</param>
/// <param name="Post">The post chosen, when the party has several.</param>
/// <param name="Place">Where the person is, in words.</param>
/// <param name="Applicant">
/// The national's login, when an officer opens the case for someone who has one: with the state acted for, or
/// <c>fi/mari</c> with another.
/// </param>
public sealed record OpenCaseRequest(
    RoutingRequest? Need,
    IReadOnlyList<PersonContract>? Persons,
    string? Party = null,
    string? Post = null,
    string? Place = null,
    string? Applicant = null);

/// <param name="Names">As the person writes them; the first is the one used.</param>
/// <param name="Authority">
/// By what right the case is opened for this person: <c>self</c> (the default), <c>parent</c>, <c>guardian</c>,
/// <c>court_order</c>, <c>power_of_attorney</c>, <c>spouse</c> or <c>none</c>.
/// </param>
/// <param name="SafeContact">What must be heeded in reaching the person: hours, words, who must not pick up.</param>
/// <param name="Reach">
/// The same as a rule, in the request only: without one nothing is sent to the person. Its <c>person</c> is left out.
/// </param>
public sealed record PersonContract(
    IReadOnlyList<PersonNameContract>? Names,
    DateOnly? BirthDate = null,
    IReadOnlyList<NationalityRequest>? Nationalities = null,
    string? Contact = null,
    string? SafeContact = null,
    string? Authority = null,
    string? AuthorityNote = null,
    SetSafeContactRequest? Reach = null);

/// <param name="Text">The name in one line; may be left out where its parts are said.</param>
/// <param name="Script">ISO 15924, for example <c>Latn</c> or <c>Arab</c>.</param>
/// <param name="Given">The parts that the own state may ask for. An empty one says that the person has none.</param>
public sealed record PersonNameContract(
    string? Text, string? Script = null, string? Given = null, string? Family = null, string? Father = null, string? Mother = null);

/// <param name="Service">What it is about; <c>consular-matter</c> where it is a secret and the caller did not ask for it in full.</param>
/// <param name="FearsOwnState">Null where it is not said.</param>
/// <param name="RoutingDecision">Empty where it is not said.</param>
/// <param name="Persons">Null when the caller may not see who the persons are, or did not ask for it in full.</param>
/// <param name="AllowedActions">What the caller may do now, by the names of the action table, for example <c>accept-case</c>.</param>
/// <param name="Secret">Only in the answer to opening the case: with the reference it lets the person follow the case without a login.</param>
public sealed record CaseResponse(
    string Reference,
    long Version,
    string Status,
    string Service,
    string ServiceVersion,
    string ServiceName,
    string ActsFor,
    string Owner,
    string? Post,
    string In,
    string? Place,
    string Urgency,
    bool? FearsOwnState,
    string? Agreement,
    string RoutingDecision,
    DateTimeOffset OpenedAt,
    string? Officer,
    IReadOnlyList<PersonContract>? Persons,
    IReadOnlyList<string> Powers,
    IReadOnlyList<CaseBasisResponse> Basis,
    IReadOnlyList<CaseStepResponse> Checklist,
    IReadOnlyList<CasePaperResponse> Papers,
    IReadOnlyList<CaseClockResponse> Clocks,
    IReadOnlyList<CaseDutyResponse> Duties,
    ConsultationStateResponse? Consultation,
    CaseDecisionResponse? Decision,
    IssuedDocumentResponse? Document,
    string? Delivery,
    string? Outcome,
    HandoverResponse? Handover,
    IReadOnlyList<ComplaintResponse> Complaints,
    int EscalationLevel,
    IReadOnlyList<string> AllowedActions,
    string? Secret = null)
{
    /// <summary>What the person said about other parties taking part, oldest first; null when the caller may not see it.</summary>
    public IReadOnlyList<PersonConsentResponse>? Consents { get; init; }

    /// <summary>How the persons may be reached, as far as anybody said; null when the caller may not see it.</summary>
    public IReadOnlyList<SafeContactResponse>? SafeContacts { get; init; }

    /// <summary>Logins kept from the case; null for everybody who may not set it.</summary>
    public IReadOnlyList<AdversePartyResponse>? AdverseParties { get; init; }

    /// <summary>As <see cref="AdverseParties"/>, named by who they are.</summary>
    public IReadOnlyList<AdversePersonResponse>? AdversePersons { get; init; }

    /// <summary>The protocols that run on the case; null for who may not see whom it is about.</summary>
    public IReadOnlyList<CaseProtocolResponse>? Protocols { get; init; }

    /// <summary>While it stands, nothing of the case is erased.</summary>
    public LegalHoldResponse? LegalHold { get; init; }

    /// <summary>Of a case that is over: until when which party may keep it. A text that was erased reads <c>[erased]</c>.</summary>
    public IReadOnlyList<RetentionResponse>? Retention { get; init; }
}

/// <param name="Text">In words, in the language asked for.</param>
public sealed record CaseBasisResponse(string Instrument, string? Gate, string Code, string Text);

/// <param name="DoneAt">Null while the step is open.</param>
public sealed record CaseStepResponse(string Step, DateTimeOffset? DoneAt, string? By);

public sealed record CasePaperResponse(string Kind, string? Note, DateTimeOffset? AskedAt, DateTimeOffset? ProvidedAt);

/// <param name="Party">Who must act before it is due.</param>
/// <param name="Colour"><c>green</c>, <c>amber</c> or <c>red</c>.</param>
public sealed record CaseClockResponse(string Name, string Party, DateTimeOffset StartedAt, DateTimeOffset DueAt, string Colour, bool Escalated);

public sealed record CaseDutyResponse(string Code, string Whom, bool Done);

public sealed record ConsultationStateResponse(
    string Whom, string Question, DateTimeOffset AskedAt, DateTimeOffset? DueAt, string Answer, string? Note, DateTimeOffset? AnsweredAt);

public sealed record CaseDecisionResponse(bool Granted, string Reason, string By, DateTimeOffset At);

public sealed record IssuedDocumentResponse(string Number, DateTimeOffset At, bool ActedFirst);

public sealed record HandoverResponse(string To, string Reason, DateTimeOffset DueAt);

public sealed record ComplaintResponse(string Id, string Text, string? About, DateTimeOffset At, string? Answer);

/// <param name="Name">The first person's name, for viewers with a right to it.</param>
public sealed record CaseLineResponse(
    string Reference, string Title, string Status, string? Service, string Urgency, string? In, string? ActsFor, string? Owner,
    DateTimeOffset OpenedAt, string? Name, string? NextClock, DateTimeOffset? NextClockDueAt);

public sealed record HistoryLineResponse(long Version, DateTimeOffset At, string? Party, string? By, string What);

public sealed record AskForPapersRequest(IReadOnlyList<string>? Kinds, string? Note = null);

public sealed record ProvidePapersRequest(IReadOnlyList<string>? Kinds, string? Note = null);

public sealed record RecordStepRequest(string? Step);

public sealed record AskOwnStateRequest(string? Question);

/// <param name="Answer"><c>confirmed</c> or <c>objected</c>.</param>
public sealed record AnswerConsultationRequest(string? Answer, string? Note = null);

public sealed record DecideCaseRequest(bool? Granted, string? Reason);

public sealed record IssueDocumentRequest(string? Number);

public sealed record DeliverDocumentRequest(string? How);

public sealed record CloseCaseRequest(string? Outcome);

public sealed record WithdrawCaseRequest(string? Reason);

public sealed record ReopenCaseRequest(string? Reason);

/// <param name="About">The officer complained about, when it is about one.</param>
public sealed record ComplainRequest(string? Text, string? About = null);

public sealed record AnswerComplaintRequest(string? Id, string? Answer);

public sealed record AssignCaseRequest(string? Officer);

/// <param name="To">The party that is offered the case; it must be an option of routing for it.</param>
/// <param name="ReturnUntil">Until when it may give the case back.</param>
public sealed record OfferHandoverRequest(string? To, string? Reason, DateTimeOffset? ReturnUntil = null);

public sealed record DeclineHandoverRequest(string? Reason);

public sealed record ReturnCaseRequest(string? Reason);

public sealed record RecallCaseRequest(string? Reason);

/// <summary>An action that needs no words: to accept a case or a handover.</summary>
public sealed record NothingMore;

/// <summary>Something a party was told about a case it knows of.</summary>
public sealed record NoticeResponse(string Topic, string Reference, string? Owner, DateTimeOffset At, string? Detail);

/// <summary>A search, in the body so that no name stands in an address.</summary>
/// <param name="Words">A reference, or the beginning of a name in any script.</param>
public sealed record SearchCasesRequest(string? Words, string? Cursor = null, int? Limit = null);

/// <summary>A file that came in as a paper of a case. What is in it is at <c>paper-files/{id}</c>.</summary>
/// <param name="Kind">What paper it is; <c>papers</c> where somebody may look over the person's shoulder.</param>
/// <param name="Format"><c>pdf</c>, <c>jpeg</c> or <c>png</c>.</param>
/// <param name="Digest">SHA-256 of the file, in lower-case hexadecimal.</param>
/// <param name="Party">Whose login sent it.</param>
/// <param name="Seen">Another than who sent it has opened it; it can't be taken back any more.</param>
/// <param name="Yours">The caller sent it.</param>
public sealed record PaperFileResponse(
    string Id, string Kind, string Format, int Bytes, string Digest, DateTimeOffset At, string Party, bool Seen, bool Yours);
