using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using SharedConsular.Agreements;
using SharedConsular.Handovers;
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
}

/// <summary>A case as its events leave it.</summary>
public sealed record Case
{
    public static EntityType<Case, CaseCommand, CaseEvent> Type { get; } = new(
        Name: "case",
        Initial: new Case(),
        Decide: (@case, command, context) => command.Decide(@case, context),
        Evolve: (@case, @event) => @case.Evolve(@event))
    {
        Rows = CaseListRow.Of,
        Clocks = @case => [.. @case.Clocks.Where(c => c.EscalatedAt is null).Select(c => new Clock(c.Name, c.DueAt))],
        Messages = CaseNotice.Of,
        OnClock = name => new ClockFellDue(name),
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

    public string? Place { get; init; }

    /// <summary>The asylum firewall: no state of nationality ever learns of the case.</summary>
    public bool FearsOwnState { get; init; }

    public string? RoutingDecisionId { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Whether an owner has ever taken it in hand; a case that is reopened goes back to where it was.</summary>
    public bool Accepted { get; init; }

    public UserId? Officer { get; init; }

    public ImmutableArray<RecordedStep> Steps { get; init; } = [];

    public ImmutableArray<CasePaper> Papers { get; init; } = [];

    public CaseConsultation? Consultation { get; init; }

    public CaseDecision? Decision { get; init; }

    /// <summary>Everyone who ever decided it, also before it was reopened: none of them answers a complaint.</summary>
    public ImmutableArray<UserId> Deciders { get; init; } = [];

    public IssuedDocument? Document { get; init; }

    /// <summary>How the document reached the person.</summary>
    public string? Delivery { get; init; }

    /// <summary>How it ended: the outcome it was closed with, or the reason it was withdrawn for.</summary>
    public string? Outcome { get; init; }

    /// <summary>Why it was reopened last.</summary>
    public string? Reopening { get; init; }

    public ImmutableArray<Complaint> Complaints { get; init; } = [];

    public HandoverOffer? Offer { get; init; }

    /// <summary>Who handed the case to its owner and would get it back; null once it was recalled or never moved.</summary>
    public ServingRoute? ReceivedFrom { get; init; }

    public DateTimeOffset? ReturnUntil { get; init; }

    /// <summary>Why the case was returned or recalled last.</summary>
    public string? ReturnReason { get; init; }

    public ImmutableArray<PastOwnership> FormerOwners { get; init; } = [];

    public ImmutableArray<TenantId> DeclinedBy { get; init; } = [];

    /// <summary>The agreement whose end was applied to the case.</summary>
    public string? ExitedAgreement { get; init; }

    public ImmutableArray<CaseDuty> Duties { get; init; } = [];

    public ImmutableArray<CaseClock> Clocks { get; init; } = [];

    public int EscalationLevel { get; init; }

    public ImmutableArray<HistoryLine> History { get; init; } = [];

    [JsonIgnore]
    public TenantId? Owner => Serving?.Party;

    [JsonIgnore]
    public string? AgreementId => Serving?.AgreementId;

    [JsonIgnore]
    public bool IsOver => Status is CaseStatus.NotOpened or CaseStatus.Closed or CaseStatus.Withdrawn;

    public CaseClock? FindClock(string name) => Clocks.FirstOrDefault(c => c.Name == name);

    /// <summary>Whether the person must be kept from this party.</summary>
    public bool IsFeared(TenantId party) =>
        FearsOwnState
        && ((party == ActsFor && party != Home) || Persons.Any(p => p.Nationalities.Any(n => n.State == party)));

    /// <summary>The state of nationality may do everything for its own; any other owner what its instruments give.</summary>
    public Powers PowersOf(TenantId party) =>
        IsOwnState(party) ? Powers.All
        : party == Owner ? Serving!.Powers
        : Powers.None;

    public CaseRelations RelationOf(Caller caller)
    {
        if (Status is CaseStatus.NotOpened || IsFeared(caller.Tenant))
        {
            return CaseRelations.Stranger;
        }

        return caller.Role switch
        {
            Role.System => CaseRelations.Platform,
            Role.National => Applicant == caller.User ? CaseRelations.Applicant : CaseRelations.Stranger,
            Role.Officer or Role.Supervisor or Role.Administrator => RelationOf(caller.Tenant),
            _ => CaseRelations.Stranger,
        };
    }

    internal CaseRelations RelationOf(TenantId party)
    {
        if (IsFeared(party))
        {
            return CaseRelations.Stranger;
        }

        return Relation(party == Owner, CaseRelations.Owner)
            | Relation(IsOwnState(party), CaseRelations.StateOfNationality)
            | Relation(party == Consultation?.Whom, CaseRelations.Consulted)
            | Relation(party == Offer?.Route.Party, CaseRelations.OfferedTo)
            | Relation(DeclinedBy.Contains(party), CaseRelations.Declined)
            | Relation(party != Owner && FormerOwners.Any(f => f.Route.Party == party), CaseRelations.FormerOwner);

        static CaseRelations Relation(bool holds, CaseRelations relation) => holds ? relation : CaseRelations.Stranger;
    }

    /// <summary>Whom the owner gives the case back to: who handed it over, else the state of nationality.</summary>
    internal ServingRoute? FindReturnRoute() =>
        ReceivedFrom
        ?? (ActsFor is { } own && !FearsOwnState && own != Owner ? ServingRoute.OfOwnState(own) : null);

    /// <summary>Neither the officer complained about nor one who decided answers a complaint.</summary>
    internal bool MayAnswer(Complaint complaint, UserId officer) =>
        complaint.About != officer && !Deciders.Contains(officer);

    private bool IsOwnState(TenantId party) => !FearsOwnState && party == ActsFor;

    private Case Evolve(CaseEvent @event) => Apply(@event) with
    {
        History = History.Add(new HistoryLine(@event.At, @event.By, @event.StoredName)),
    };

    private Case Apply(CaseEvent @event) => @event switch
    {
        CaseOpened opened => Open(opened),
        CaseAccepted accepted => Take(accepted.By),
        CaseAssigned assigned => this with { Officer = assigned.Officer },
        PapersAskedFor asked => this with
        {
            Status = CaseStatus.AwaitingPapers,
            Papers = Papers.AddRange(asked.Kinds.Select(k => new CasePaper(k, asked.Note, asked.At, null))),
        },
        PapersProvided provided => Provide(provided),
        StepRecorded step => (this with { Steps = Steps.Add(new RecordedStep(step.Step, step.By, step.At)) }).Discharge(step.Step),
        OwnStateAsked asked => this with
        {
            Consultation = new CaseConsultation(asked.Whom, asked.Question, asked.At, asked.AnswerDueAt),
            Clocks = Clocks.Without(CaseClock.AskOwnState).With(CaseClock.AnswerConsultation, asked.Whom, asked.At, asked.AnswerDueAt),
        },
        ConsultationAnswered answered => Answer(answered),
        CaseDecided decided => this with
        {
            Status = CaseStatus.Decided,
            Decision = new CaseDecision(decided.Granted, decided.Reason, decided.By, decided.At),
            Deciders = decided.By is { } by && !Deciders.Contains(by.User) ? Deciders.Add(by.User) : Deciders,
            Clocks = decided.Granted ? Clocks : Clocks.Without(CaseClock.CompleteAfterConfirmation, CaseClock.AskOwnState),
        },
        DocumentIssued issued => Issue(issued),
        DocumentDelivered delivered => this with { Status = CaseStatus.Delivered, Delivery = delivered.How },
        CaseClosed closed => End(CaseStatus.Closed, closed.Outcome),
        CaseWithdrawn withdrawn => End(CaseStatus.Withdrawn, withdrawn.Reason),
        CaseReopened reopened => this with
        {
            Status = Accepted ? CaseStatus.InProgress : CaseStatus.Opened,
            Decision = null,
            Document = null,
            Delivery = null,
            Outcome = null,
            Reopening = reopened.Reason,
        },
        ComplaintMade made => this with
        {
            Complaints = Complaints.Add(new Complaint(made.Id, made.Text, made.About, made.By, made.At)),
        },
        ComplaintAnswered answered => this with
        {
            Complaints = [.. Complaints.Select(c => c.Id == answered.Id ? c with { Answer = answered.Answer, AnsweredBy = answered.By } : c)],
        },
        AgreementExitApplied exit => Exit(exit),
        CaseEscalated escalated => this with
        {
            EscalationLevel = escalated.Level,
            Clocks = [.. Clocks.Select(c => c.Name == escalated.Clock ? c with { EscalatedAt = escalated.At } : c)],
        },
        HandoverOffered offered => this with
        {
            Offer = new HandoverOffer(offered.Route, offered.Reason, offered.AnswerDueAt, offered.ReturnUntil),
            DeclinedBy = offered.Route is { } route ? DeclinedBy.Remove(route.Party) : DeclinedBy,
            Clocks = Clocks.With(CaseClock.AnswerHandover, offered.Route?.Party, offered.At, offered.AnswerDueAt),
        },
        HandoverAccepted accepted => AcceptHandover(accepted),
        HandoverDeclined declined => this with
        {
            Offer = null,
            DeclinedBy = declined.To is { } party ? DeclinedBy.Remove(party).Add(party) : DeclinedBy,
            Clocks = Clocks.Without(CaseClock.AnswerHandover),
        },
        CaseReturned returned => MoveTo(FindReturnRoute(), returned.At) with { ReturnReason = returned.Reason },
        CaseRecalled recalled =>
            (recalled.To is { } own ? MoveTo(ServingRoute.OfOwnState(own), recalled.At) : this).Take(recalled.By) with
            {
                ReturnReason = recalled.Reason,
            },
        _ => throw new UnreachableException($"Case does not evolve on {@event.GetType().Name}."),
    };

    private Case Open(CaseOpened opened) => this with
    {
        Status = opened.Accepted ? CaseStatus.InProgress : CaseStatus.Opened,
        Home = opened.Home,
        Serving = opened.Route,
        ActsFor = opened.Route?.ActsFor,
        Service = opened.Service,
        Persons = opened.Persons,
        Applicant = opened.Applicant,
        Urgency = opened.Urgency,
        In = opened.In,
        Place = opened.Place,
        FearsOwnState = opened.FearsOwnState,
        RoutingDecisionId = opened.RoutingDecisionId,
        OpenedAt = opened.At,
        Accepted = opened.Accepted,
        Officer = opened.Accepted ? opened.By?.User : null,
        Clocks = opened.Clocks,
        Duties = [.. (opened.Route?.Obligations ?? [])
            .Where(o => opened.Clocks.Any(c => c.Name == o.Code))
            .Select(o => new CaseDuty(o.Code, o.Whom, Done: false))],
    };

    private Case Take(Actor? by) => this with
    {
        Status = Status is CaseStatus.Opened ? CaseStatus.InProgress : Status,
        Accepted = true,
        Officer = by?.User,
        Clocks = Clocks.Without(CaseClock.AcceptCase),
    };

    private Case Provide(PapersProvided provided)
    {
        var papers = provided.Kinds.Aggregate(Papers, (papers, kind) => papers.Provide(kind, provided.Note, provided.At));
        var complete = papers.All(p => p.ProvidedAt is not null);

        return this with
        {
            Papers = papers,
            Status = Status is CaseStatus.AwaitingPapers && complete ? CaseStatus.InProgress : Status,
        };
    }

    private Case Answer(ConsultationAnswered answered) => this with
    {
        Consultation = Consultation is null ? null : Consultation with
        {
            Answer = answered.Answer,
            Note = answered.Note,
            AnsweredAt = answered.At,
        },
        Clocks = Clocks.Without(CaseClock.AnswerConsultation)
            .With(CaseClock.CompleteAfterConfirmation, Owner, answered.At, answered.CompleteDueAt),
    };

    private Case Issue(DocumentIssued issued) => this with
    {
        Status = CaseStatus.Issued,
        Document = new IssuedDocument(issued.Number, issued.By, issued.At, issued.InformDueAt is not null),
        Duties = issued.InformDueAt is not null && ActsFor is not null
            ? [.. Duties.Where(d => d.Code != CaseClock.InformOwnState), new CaseDuty(CaseClock.InformOwnState, ActsFor, Done: false)]
            : Duties,
        Clocks = Clocks.Without(CaseClock.CompleteAfterConfirmation, CaseClock.AskOwnState)
            .With(CaseClock.InformOwnState, Owner, issued.At, issued.InformDueAt),
    };

    private Case End(CaseStatus status, string outcome) => this with
    {
        Status = status,
        Outcome = outcome,
        Offer = null,
        Clocks = [],
    };

    private Case Discharge(params ImmutableArray<string> codes) => this with
    {
        Duties = [.. Duties.Select(d => codes.Contains(d.Code) ? d with { Done = true } : d)],
        Clocks = [.. Clocks.Where(c => !(codes.Contains(c.Name) && Duties.Any(d => d.Code == c.Name)))],
    };

    private Case AcceptHandover(HandoverAccepted accepted)
    {
        var moved = MoveTo(Offer?.Route ?? (accepted.To is { } to ? Serving is null ? null : Serving with { Party = to } : null), accepted.At)
            .Take(accepted.By);

        return moved with
        {
            ReceivedFrom = Serving,
            ReturnUntil = Offer?.ReturnUntil,
            Clocks = moved.Clocks.With(CaseClock.AskOwnState, moved.Owner, accepted.At, accepted.AskOwnStateDueAt),
        };
    }

    private Case Exit(AgreementExitApplied exit)
    {
        var exited = this with { ExitedAgreement = exit.AgreementId };

        return exit.Fate switch
        {
            ExitFate.HandBack when ActsFor is { } own && !FearsOwnState => exited.MoveTo(ServingRoute.OfOwnState(own), exit.At),
            ExitFate.HumanDecides when ActsFor is { } own => exited with
            {
                Duties = [.. Duties.Where(d => d.Code != CaseClock.DecideAfterExit), new CaseDuty(CaseClock.DecideAfterExit, own, Done: false)],
                Clocks = Clocks.With(CaseClock.DecideAfterExit, Owner, exit.At, exit.ClockDueAt),
            },
            _ => exited,
        };
    }

    /// <summary>The one place where a case changes its owner: everything that belongs to it moves along.</summary>
    private Case MoveTo(ServingRoute? route, DateTimeOffset at)
    {
        if (route is null || Serving is null)
        {
            return this;
        }

        // A clock of the old owner runs on for the new one; what only a partner owes the own state falls away with it.
        var clocks = Clocks.Without(CaseClock.AnswerHandover, CaseClock.DecideAfterExit)
            .Select(c => c.Party == Serving.Party ? c with { Party = route.Party } : c)
            .Where(c => !route.IsOwn || !CaseClock.OwedToOwnState.Contains(c.Name));

        return this with
        {
            Serving = route,
            FormerOwners = [.. FormerOwners.Where(f => f.Route.Party != route.Party && f.Route.Party != Serving.Party), new PastOwnership(Serving, at)],
            Officer = null,
            Offer = null,
            ReceivedFrom = null,
            ReturnUntil = null,
            Clocks = [.. clocks],
            Duties = [.. Duties.Select(d =>
                d.Code == CaseClock.DecideAfterExit || (route.IsOwn && d.Code == CaseClock.InformOwnState) ? d with { Done = true } : d)],
        };
    }
}
