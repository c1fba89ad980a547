using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Agreements;
using SharedConsular.Handovers;
using SharedConsular.Protection;
using SharedConsular.Retention;
using SharedConsular.Routing;
using static SharedConsular.Cases.CaseRelations;
using static SharedConsular.Cases.CaseStatus;

namespace SharedConsular.Cases;

public enum CaseAction
{
    Read,

    /// <summary>To see who the persons are; a party that was only offered the case, or that gave it away, does not.</summary>
    ReadPersons,
    Open,
    Accept,
    Assign,
    AskForPapers,
    ProvidePapers,
    RecordStep,
    AskOwnState,
    AnswerConsultation,
    Decide,
    IssueDocument,
    DeliverDocument,
    Close,
    Withdraw,
    Reopen,
    Complain,
    AnswerComplaint,
    DiscloseFear,
    OfferHandover,
    WithdrawHandoverOffer,
    AcceptHandover,
    DeclineHandover,
    Return,
    Recall,
    ApplyAgreementExit,
    EscalateClock,
    BlockAdverseParty,
    LiftAdversePartyBlock,
    BreakGlass,
    ReviewBreakGlass,
    RecordConsent,
    OverrideConsent,
    SetSafeContact,
    SetLegalHold,
    LiftLegalHold,
    ErasePersons,
    EndRetention,

    /// <summary>To have a new secret by which the person follows the case without a login.</summary>
    ChangeFollowSecret,
    RecogniseAdversePerson,
    StartProtocol,
    SettleProtocolStep,

    /// <summary>To see where the case stands, by its reference and secret.</summary>
    Follow,

    /// <summary>The platform, for a party: to be told what happens to the case.</summary>
    TellParty,

    /// <summary>The same of whose the case is: who gave it away is told that it was taken.</summary>
    TellMove,

    /// <summary>The platform, for a person of the case: to be written to about it.</summary>
    WriteToPerson,

    /// <summary>The platform records that a party was not told.</summary>
    WithholdNotice,
}

/// <summary>One line of the table: who may do something to a case, and when.</summary>
/// <param name="Name">What clients call it.</param>
/// <param name="In">The statuses it is possible in.</param>
/// <param name="By">What the caller must be to the case.</param>
/// <param name="Roles">What the caller's login must be.</param>
internal sealed record CaseRule(
    CaseAction Action, string Name, ImmutableArray<CaseStatus> In, CaseRelations By, ImmutableArray<Role> Roles)
{
    /// <summary>What the caller has become once it took effect: it may repeat the request, and nothing more.</summary>
    public CaseRelations Afterwards { get; init; }

    /// <summary>The "no" to one who is only something of <see cref="Afterwards"/> and asks for something new.</summary>
    public Refusal Otherwise { get; init; } = CaseRefusals.NotForYou;

    /// <summary>The powers of which the caller's party needs at least one.</summary>
    public Powers Needs { get; init; }

    /// <summary>What else must hold of the case for this caller.</summary>
    public Func<Case, Caller, Refusal?> Unless { get; init; } = static (_, _) => null;

    /// <summary>The "no" that depends on who asks, whatever the moment.</summary>
    public Refusal? FindRefusalOf(Case @case, Caller caller)
    {
        if (@case.Status is NotOpened)
        {
            return Action is not CaseAction.Open ? CaseRefusals.NotFound
                : Roles.Contains(caller.Role) ? null
                : CaseRefusals.NotForThisRole;
        }

        var relation = @case.RelationOf(caller);
        if ((relation & (By | Afterwards)) is Stranger)
        {
            return (relation & CaseActions.Readers) is Stranger ? CaseRefusals.NotFound
                : relation is FormerOwner or (FormerOwner | Declined) ? CaseRefusals.NotYoursAnyMore
                : CaseRefusals.NotForYou;
        }

        return !Roles.Contains(caller.Role) ? CaseRefusals.NotForThisRole
            : Needs is not Powers.None && (@case.PowersOf(caller.Tenant) & Needs) is Powers.None ? CaseRefusals.NoPower
            : null;
    }

    /// <summary>The "no" that depends on the moment, for a caller who may ask.</summary>
    public Refusal? FindRefusalNow(Case @case, Caller caller)
    {
        if (@case.IsErased && !CaseActions.OfTheErased.Contains(Action))
        {
            return RetentionRefusals.PersonErased;
        }

        if (@case.Status is not NotOpened && (@case.RelationOf(caller) & By) is Stranger)
        {
            return Otherwise;
        }

        return In.Contains(@case.Status) ? Unless(@case, caller) : CaseRefusals.NotIn(@case.Status);
    }
}

/// <summary>Who may do what to a case, and when: the one table, asked by commands and by <see cref="CaseAccess"/>.</summary>
public static class CaseActions
{
    internal const CaseRelations Readers = Owner | StateOfNationality | Consulted | OfferedTo | FormerOwner | Applicant;

    /// <summary>What can still be done when the person was forgotten.</summary>
    internal static readonly ImmutableArray<CaseAction> OfTheErased =
        [CaseAction.Read, CaseAction.ReadPersons, CaseAction.ErasePersons, CaseAction.EndRetention, CaseAction.WithholdNotice];

    private static readonly ImmutableArray<Role> Officers = [Role.Officer, Role.Supervisor, Role.ProtectionOfficer];
    private static readonly ImmutableArray<Role> People = [Role.National, Role.Officer, Role.Supervisor, Role.ProtectionOfficer];
    private static readonly ImmutableArray<Role> Platforms = [Role.System];
    private static readonly ImmutableArray<Role> Supervisors = [Role.Supervisor];
    private static readonly ImmutableArray<Role> Forgetters = [Role.National, Role.Supervisor, Role.ProtectionOfficer, Role.Administrator];
    private static readonly ImmutableArray<Role> Guardians = [Role.Supervisor, Role.ProtectionOfficer];

    private static readonly ImmutableArray<CaseStatus> Any =
        [Opened, InProgress, AwaitingPapers, Decided, Issued, Delivered, Closed, Withdrawn];

    private static readonly ImmutableArray<CaseStatus> Running = [Opened, InProgress, AwaitingPapers, Decided, Issued, Delivered];
    private static readonly ImmutableArray<CaseStatus> InHand = [InProgress, AwaitingPapers, Decided, Issued, Delivered];

    internal static ImmutableArray<CaseRule> Table { get; } =
    [
        new(CaseAction.Read, "read", Any, Readers, People),
        new(CaseAction.ReadPersons, "read-persons", Any, Owner | StateOfNationality | Consulted | Applicant, People),
        new(CaseAction.Open, "open-case", [NotOpened], Stranger, People)
        {
            Afterwards = Readers,
            Otherwise = CaseRefusals.AlreadyOpen,
        },
        new(CaseAction.Accept, "accept-case", [Opened], Owner, Officers),
        new(CaseAction.Assign, "assign-case", Running, Owner, Officers),
        new(CaseAction.AskForPapers, "ask-for-papers", [InProgress, AwaitingPapers], Owner | StateOfNationality, Officers)
        {
            Needs = Powers.Receive | Powers.Verify,
        },
        new(CaseAction.ProvidePapers, "provide-papers", [Opened, InProgress, AwaitingPapers], Owner | StateOfNationality | Applicant, People),
        new(CaseAction.RecordStep, "record-step", InHand, Owner | StateOfNationality, Officers)
        {
            Unless = (@case, caller) => FindRefusalByConsultation(@case, caller.Tenant, ConsultBefore.Help),
        },
        new(CaseAction.AskOwnState, "ask-own-state", [InProgress, AwaitingPapers, Decided], Owner, Officers)
        {
            Unless = (@case, _) => @case.FearsOwnState ? CaseRefusals.PersonFearsOwnState
                : @case.Serving is { IsOwn: true } ? CaseRefusals.OwnStateIsHere
                : @case.Consultation is { Answer: ConsultationAnswer.Pending } ? CaseRefusals.ConsultationPending
                : null,
        },
        new(CaseAction.AnswerConsultation, "answer-consultation", InHand, Consulted, Officers)
        {
            Unless = (@case, _) => @case.Consultation is { Answer: ConsultationAnswer.Pending } ? null : CaseRefusals.ConsultationAnswered,
        },
        new(CaseAction.Decide, "decide-case", [InProgress, AwaitingPapers], Owner | StateOfNationality, Officers)
        {
            Needs = Powers.Decide | Powers.Refuse,
            Unless = (@case, caller) => @case.PowersOf(caller.Tenant).HasFlag(Powers.Refuse)
                ? null
                : FindRefusalByConsultation(@case, caller.Tenant, ConsultBefore.Help),
        },
        new(CaseAction.IssueDocument, "issue-document", [Decided], Owner | StateOfNationality, Officers)
        {
            Needs = Powers.Issue,
            Unless = (@case, caller) => @case.Decision is not { Granted: true } ? CaseRefusals.NotGranted
                : FindRefusalByConsultation(@case, caller.Tenant, ConsultBefore.Issue) ?? FindRefusalByDuty(@case),
        },
        new(CaseAction.DeliverDocument, "deliver-document", [Issued], Owner | StateOfNationality, Officers),
        new(CaseAction.Close, "close-case", InHand, Owner | StateOfNationality, Officers)
        {
            Unless = (@case, _) => @case.Duties.Any(d => !d.Done) ? CaseRefusals.DutyOpen
                : @case.Protocols.Any(p => p.Steps.Any(s => s.Outcome is ProtocolStepOutcome.Open)) ? ProtocolRefusals.StepsOpen
                : null,
        },
        new(CaseAction.Withdraw, "withdraw-case", [Opened, InProgress, AwaitingPapers, Decided], Owner | Applicant, People),
        new(CaseAction.Reopen, "reopen-case", [Closed, Withdrawn], Owner | StateOfNationality | Applicant, People),
        new(CaseAction.Complain, "complain", Any, Owner | StateOfNationality | Applicant, People),
        new(CaseAction.AnswerComplaint, "answer-complaint", Any, Owner | StateOfNationality, Officers)
        {
            Unless = (@case, caller) => !@case.Complaints.Any(c => c.Answer is null) ? CaseRefusals.NoComplaint
                : @case.Complaints.Any(c => c.Answer is null && @case.MayAnswer(c, caller.User)) ? null
                : CaseRefusals.AnotherOfficerAnswers,
        },
        new(CaseAction.DiscloseFear, "disclose-fear", Any, Owner | Applicant, People)
        {
            Unless = (@case, _) => @case.Serving is { IsOwn: true } ? CaseRefusals.OwnStateServes : null,
        },
        new(CaseAction.OfferHandover, "offer-handover", Running, Owner, Officers)
        {
            Unless = (@case, _) => @case.Offer is null ? null : HandoverRefusals.AlreadyOffered,
        },
        new(CaseAction.WithdrawHandoverOffer, "withdraw-handover-offer", Running, Owner, Officers)
        {
            Unless = (@case, _) => @case.Offer is null ? HandoverRefusals.NoneOffered : null,
        },
        new(CaseAction.AcceptHandover, "accept-handover", Running, OfferedTo, Officers)
        {
            Afterwards = Owner,
            Otherwise = HandoverRefusals.NoneOffered,
        },
        new(CaseAction.DeclineHandover, "decline-handover", Running, OfferedTo, Officers)
        {
            Afterwards = Declined,
            Otherwise = HandoverRefusals.NoneOffered,
        },
        new(CaseAction.Return, "return-case", Running, Owner, Officers)
        {
            Afterwards = FormerOwner,
            Otherwise = CaseRefusals.NotYoursAnyMore,
            Unless = (@case, _) => @case.FindReturnRoute() is null ? HandoverRefusals.NobodyToReturnTo : null,
        },
        new(CaseAction.Recall, "recall-case", Running, StateOfNationality, Officers)
        {
            Unless = (@case, caller) => @case.Owner == caller.Tenant ? HandoverRefusals.AlreadyYours : null,
        },
        new(CaseAction.ApplyAgreementExit, "apply-agreement-exit", Running, Platform, Platforms),
        new(CaseAction.EscalateClock, "escalate-clock", Any, Platform, Platforms),
        new(CaseAction.BlockAdverseParty, "block-adverse-party", Any, Owner | StateOfNationality, Guardians),
        new(CaseAction.LiftAdversePartyBlock, "lift-adverse-party-block", Any, Owner | StateOfNationality, Guardians),
        new(CaseAction.BreakGlass, "break-glass", Any, Owner | StateOfNationality | Consulted | OfferedTo, Officers),
        new(CaseAction.ReviewBreakGlass, "review-break-glass", Any, Owner | StateOfNationality, Supervisors)
        {
            Unless = (@case, caller) => !@case.Unreviewed.Any() ? AccessRefusals.NothingToReview
                : @case.Unreviewed.Any(g => g.Login != caller.Login) ? null
                : AccessRefusals.AnotherReviews,
        },
        new(CaseAction.RecordConsent, "record-consent", Any, Owner | Applicant, People),
        new(CaseAction.OverrideConsent, "override-consent", Running, Owner, Supervisors)
        {
            Unless = (@case, _) => @case.Consents.Any(c => @case.IsConsentWithdrawn(c.Purpose, c.Recipient)) ? null : AccessRefusals.NothingToOverride,
        },
        new(CaseAction.SetSafeContact, "set-safe-contact", Any, Owner | StateOfNationality | Applicant, People),
        new(CaseAction.SetLegalHold, "set-legal-hold", Any, Owner | StateOfNationality, Guardians)
        {
            Unless = (@case, caller) => caller.Tenant != @case.Keeper ? RetentionRefusals.HomeStateDecides
                : @case.Hold is not null ? RetentionRefusals.AlreadyOnHold
                : null,
        },
        new(CaseAction.LiftLegalHold, "lift-legal-hold", Any, Owner | StateOfNationality, Guardians)
        {
            Unless = (@case, caller) => caller.Tenant != @case.Keeper ? RetentionRefusals.HomeStateDecides
                : @case.Hold is null ? RetentionRefusals.NotOnHold
                : null,
        },
        new(CaseAction.ErasePersons, "erase-persons", Any, Owner | StateOfNationality | Applicant, Forgetters)
        {
            Unless = (@case, caller) => caller.Role is not Role.National && caller.Tenant != @case.Keeper ? RetentionRefusals.HomeStateDecides
                : !@case.IsOver ? RetentionRefusals.CaseNotOver
                : @case.Hold is not null ? RetentionRefusals.OnHold
                : null,
        },
        new(CaseAction.EndRetention, "end-retention", [Closed, Withdrawn], Platform, Platforms),
        new(CaseAction.ChangeFollowSecret, "change-follow-secret", Any, Owner | Applicant, People),
        new(CaseAction.RecogniseAdversePerson, "recognise-adverse-person", Any, Platform, Platforms),
        new(CaseAction.StartProtocol, "start-protocol", Running, Owner | StateOfNationality, Officers),
        new(CaseAction.SettleProtocolStep, "settle-protocol-step", Running, Owner | StateOfNationality, Officers)
        {
            Unless = (@case, _) => @case.Protocols.IsEmpty ? ProtocolRefusals.UnknownStep : null,
        },
        new(CaseAction.Follow, "follow-case", Any, Follower, [Role.Anonymous]),
        new(CaseAction.TellParty, "tell-party", Any, Owner | StateOfNationality | Consulted | OfferedTo, Platforms),
        new(CaseAction.TellMove, "tell-move", Any, Owner | StateOfNationality | Consulted | OfferedTo | FormerOwner, Platforms),
        new(CaseAction.WriteToPerson, "write-to-person", Any, Applicant, Platforms),
        new(CaseAction.WithholdNotice, "withhold-notice", Any, Platform, Platforms),
    ];

    private static readonly ImmutableArray<CaseRule> ByAction = [.. Table.OrderBy(r => r.Action)];

    /// <summary>What clients and access rules call it.</summary>
    public static string NameOf(CaseAction action) => RuleOf(action).Name;

    internal static CaseRule RuleOf(CaseAction action) => ByAction[(int)action];

    /// <summary>Whether a partner must wait for the state of nationality before it acts.</summary>
    internal static Refusal? FindRefusalByConsultation(Case @case, TenantId party, ConsultBefore act)
    {
        if (@case.FearsOwnState || party == @case.ActsFor)
        {
            return null;
        }

        // An objection counts whatever the instrument says: the state of nationality takes over.
        if (@case.Consultation is { Answer: ConsultationAnswer.Objected } && act is ConsultBefore.Issue)
        {
            return CaseRefusals.OwnStateObjected;
        }

        return @case.Serving?.Consultation is { } terms
            && terms.Before is not ConsultBefore.Nothing && terms.Before <= act
            && @case.Consultation is not { Answer: ConsultationAnswer.Confirmed }
            && !ActsFirst(@case)
            ? CaseRefusals.OwnStateNotConfirmed
            : null;
    }

    /// <summary>Whether something must be asked or told before anyone acts: a gate that the owner itself has to open.</summary>
    internal static Refusal? FindRefusalByDuty(Case @case) =>
        @case.Duties.FirstOrDefault(d => d is { BlocksHelp: true, Done: false }) is { } duty ? CaseRefusals.DutyFirst.With(duty.Code) : null;

    internal static bool ActsFirst(Case @case) =>
        @case is { Urgency: Urgency.Extreme, Serving.Consultation.ActFirst: true };
}
