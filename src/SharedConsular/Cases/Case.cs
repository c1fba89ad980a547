using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SharedConsular.Agreements;
using SharedConsular.Messages;
using SharedConsular.Retention;
using SharedConsular.Routing;

namespace SharedConsular.Cases;

public enum CaseStatus
{
    NotOpened,

    /// <summary>Waits for the serving party to accept it.</summary>
    Opened,
    InProgress,

    /// <summary>Waits for papers from the applicant.</summary>
    AwaitingPapers,
    Decided,
    Issued,
    Delivered,
    Closed,
    Withdrawn,
}

/// <summary>What a caller is to a case; one caller may be several things at once.</summary>
[Flags]
public enum CaseRelations
{
    /// <summary>Does not know that the case exists, and is not told.</summary>
    Stranger = 0,
    Owner = 1,
    StateOfNationality = 2,
    Consulted = 4,
    OfferedTo = 8,

    /// <summary>Was offered the case and declined; sees nothing of it, but may repeat its answer.</summary>
    Declined = 16,
    FormerOwner = 32,
    Applicant = 64,

    /// <summary>The platform itself: clocks and the exits of agreements.</summary>
    Platform = 128,

    /// <summary>Holds the secret of the case, and is not signed in.</summary>
    Follower = 256,
}

/// <summary>A case as its events leave it.</summary>
public sealed partial record Case
{
    public static EntityType<Case, CaseCommand, CaseEvent> Type { get; } = new(
        Name: "case",
        Initial: new Case(),
        Decide: (@case, command, context) => command.Decide(@case, context),
        Evolve: (@case, @event) => @case.Evolve(@event))
    {
        Rows = CaseListRow.Of,
        Clocks = ClocksOf,
        Messages = (key, @case, @event) =>
            [.. CaseNotice.Of(key, @case, @event), .. PersonNews.Of(key, @case, @event), .. PaperFileRemoval.Of(key, @case, @event)],
        OnClock = name => RetentionTerm.FindParty(name) is { } party ? new EndRetention(party) : new ClockFellDue(name),
        Persons = @case => @case.Held,
    };

    public CaseStatus Status { get; init; }

    /// <summary>The tenant that keeps the case; part of its key.</summary>
    public TenantId? Home { get; init; }

    /// <summary>The party responsible now, and what it serves under. There is never more than one.</summary>
    public ServingRoute? Serving { get; init; }

    public TenantId? ActsFor { get; init; }

    public CaseService? Service { get; init; }

    public ImmutableArray<PersonDetails> Persons { get; init; } = [];

    /// <summary>The national's login; none when an officer opened the case for someone without one.</summary>
    public UserId? Applicant { get; init; }

    public Urgency Urgency { get; init; }

    /// <summary>The receiving state.</summary>
    public TenantId? In { get; init; }

    [Personal]
    public string? Place { get; init; }

    /// <summary>The asylum firewall: no state of nationality ever learns of the case.</summary>
    public bool FearsOwnState { get; init; }

    public string? RoutingDecisionId { get; init; }

    /// <summary>Of the secret by which the person follows the case without a login.</summary>
    public string? FollowHash { get; init; }

    /// <summary>Whose login had the secret made; null for the one the case was opened with.</summary>
    public TenantId? FollowMadeBy { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Whether an owner has ever taken it in hand; a case that is reopened goes back to where it was.</summary>
    public bool Accepted { get; init; }

    public UserId? Officer { get; init; }

    public ImmutableArray<RecordedStep> Steps { get; init; } = [];

    public ImmutableArray<CasePaper> Papers { get; init; } = [];

    /// <summary>The files that came in as papers and were not taken back.</summary>
    public ImmutableArray<PaperFile> PaperFiles { get; init => field = value.OrEmpty(); } = [];

    public CaseConsultation? Consultation { get; init; }

    public CaseDecision? Decision { get; init; }

    /// <summary>Everyone who ever decided it, also before it was reopened: none of them answers a complaint.</summary>
    public ImmutableArray<UserId> Deciders { get; init; } = [];

    public IssuedDocument? Document { get; init; }

    /// <summary>How the document reached the person.</summary>
    [Personal]
    public string? Delivery { get; init; }

    /// <summary>How it ended: the outcome it was closed with, or the reason it was withdrawn for.</summary>
    [Personal]
    public string? Outcome { get; init; }

    /// <summary>Why it was reopened last.</summary>
    [Personal]
    public string? Reopening { get; init; }

    public ImmutableArray<Complaint> Complaints { get; init; } = [];

    public HandoverOffer? Offer { get; init; }

    /// <summary>Who handed the case to its owner and would get it back; null once it was recalled or never moved.</summary>
    public ServingRoute? ReceivedFrom { get; init; }

    public DateTimeOffset? ReturnUntil { get; init; }

    /// <summary>Why the case was returned or recalled last.</summary>
    [Personal]
    public string? ReturnReason { get; init; }

    public ImmutableArray<PastOwnership> FormerOwners { get; init; } = [];

    public ImmutableArray<TenantId> DeclinedBy { get; init; } = [];

    /// <summary>The agreement whose end was applied to the case.</summary>
    public string? ExitedAgreement { get; init; }

    public ImmutableArray<CaseDuty> Duties { get; init; } = [];

    public ImmutableArray<CaseClock> Clocks { get; init; } = [];

    public int EscalationLevel { get; init; }

    /// <summary>Set when it ended: until when each party that knows of it may keep it.</summary>
    public ImmutableArray<RetentionTerm> Retention { get; init => field = value.OrEmpty(); } = [];

    /// <summary>The parties whose time is over: they know nothing of the case any more.</summary>
    public ImmutableArray<TenantId> RetentionEndedFor { get; init => field = value.OrEmpty(); } = [];

    /// <summary>While it stands, nothing of the case is forgotten.</summary>
    public LegalHold? Hold { get; init; }

    public ImmutableArray<Erasure> Erasures { get; init => field = value.OrEmpty(); } = [];

    public ImmutableArray<HistoryLine> History { get; init; } = [];

    [JsonIgnore]
    public TenantId? Owner => Serving?.Party;

    [JsonIgnore]
    public string? AgreementId => Serving?.AgreementId;

    /// <summary>Whose key seals what the case says outside of one person's record.</summary>
    [JsonIgnore]
    public string OwnSubject => Applicant?.Value ?? Persons.FirstOrDefault()?.Subject ?? PersonDetails.SubjectAt(0);

    /// <summary>What the case said about its matter can't be read any more, so nothing is done with it.</summary>
    [JsonIgnore]
    public bool IsErased => IsForgotten(OwnSubject);

    [JsonIgnore]
    public bool IsOver => Status is CaseStatus.NotOpened or CaseStatus.Closed or CaseStatus.Withdrawn;

    public CaseClock? FindClock(string name) => Clocks.FirstOrDefault(c => c.Name == name);

    /// <summary>Whether the person must be kept from this party.</summary>
    public bool IsFeared(TenantId party) => FearsOwnState && ((party == ActsFor && party != Home) || IsNationality(party));

    /// <summary>The state of nationality may do everything for its own; any other owner what its instruments give.</summary>
    public Powers PowersOf(TenantId party) =>
        IsOwnState(party) ? Powers.All
        : party == Owner ? Serving!.Powers
        : Powers.None;

    public CaseRelations RelationOf(Caller caller)
    {
        if (Status is CaseStatus.NotOpened || IsFeared(caller.Tenant) || IsBlocked(caller))
        {
            return CaseRelations.Stranger;
        }

        return caller.Role switch
        {
            Role.System => caller.Tenant == TenantId.Installation ? CaseRelations.Platform : RelationOf(caller.Tenant),
            Role.National => Applicant == caller.User ? CaseRelations.Applicant : CaseRelations.Stranger,
            Role.Officer or Role.Supervisor or Role.ProtectionOfficer or Role.Administrator => RelationOf(caller.Tenant),
            Role.Anonymous => caller.FollowHash is { } hash && hash == FollowHash ? CaseRelations.Follower : CaseRelations.Stranger,
            _ => CaseRelations.Stranger,
        };
    }

    /// <summary>Gave the case away and has no other part in it: it learns who has it now, and nothing that happened since.</summary>
    public static bool IsOnlyFormerOwner(CaseRelations relation) =>
        relation is CaseRelations.FormerOwner or (CaseRelations.FormerOwner | CaseRelations.Declined);

    internal CaseRelations RelationOf(TenantId party)
    {
        if (IsFeared(party) || RetentionEndedFor.Contains(party))
        {
            return CaseRelations.Stranger;
        }

        return Relation(party == Owner, CaseRelations.Owner)
            | Relation(IsOwnState(party), CaseRelations.StateOfNationality)
            | Relation(party == Consultation?.Whom, CaseRelations.Consulted)
            | Relation(party == Offer?.Route.Party, CaseRelations.OfferedTo)
            | Relation(DeclinedBy.Contains(party), CaseRelations.Declined)
            | Relation(party != Owner && WasOwner(party), CaseRelations.FormerOwner);

        static CaseRelations Relation(bool holds, CaseRelations relation) => holds ? relation : CaseRelations.Stranger;
    }

    /// <summary>Whom the owner gives the case back to: who handed it over, else the state of nationality.</summary>
    internal ServingRoute? FindReturnRoute() =>
        ReceivedFrom
        ?? (ActsFor is { } own && !FearsOwnState && own != Owner ? ServingRoute.OfOwnState(own) : null);

    /// <summary>Neither the officer complained about nor one who decided answers a complaint.</summary>
    internal bool MayAnswer(Complaint complaint, UserId officer) =>
        complaint.About != officer && !Deciders.Contains(officer);

    /// <summary>Who decides what is kept: the home state, or, where the person fears it, whoever serves her.</summary>
    internal TenantId? Keeper => Home is { } home && IsFeared(home) ? Owner : Home;

    /// <summary>Whose data the case can still show.</summary>
    internal PersonsHeld Held => Status is CaseStatus.NotOpened
        ? PersonsHeld.Nobody
        : new PersonsHeld(IsErased ? null : OwnSubject, [.. AllSubjects.Where(s => !IsForgotten(s))], SafeWrapper);

    /// <summary>Whose key opens the case's words where its home state's may not: of who serves her, or of no state at all.</summary>
    private TenantId? SafeWrapper =>
        Home is not { } home || !IsFeared(home) ? null
        : Owner is { } owner && !IsFeared(owner) ? owner
        : TenantId.Installation;

    /// <summary>Everyone it was ever about, whether forgotten or not.</summary>
    internal IEnumerable<string> AllSubjects => Persons.Select(p => p.Subject ?? OwnSubject).Prepend(OwnSubject).Distinct();

    internal bool IsForgotten(string subject) => Erasures.Any(e => e.Subjects.Contains(subject));

    private static ImmutableArray<Clock> ClocksOf(Case @case) =>
    [
        .. @case.Clocks.Where(c => c.EscalatedAt is null).Select(c => new Clock(c.Name, c.DueAt)),
        .. @case.Hold is null ? @case.Retention.Select(t => new Clock(t.ClockName, t.DueAt)) : [],
    ];

    private bool IsNationality(TenantId party) => Persons.Any(p => p.Nationalities.Any(n => n.State == party));

    private bool WasOwner(TenantId party) => !FormerOwners.IsEmpty && FormerOwners.Any(f => f.Route.Party == party);

    private bool IsOwnState(TenantId party) => !FearsOwnState && party == ActsFor;
}
