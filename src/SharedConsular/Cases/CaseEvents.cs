using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using SharedConsular.Agreements;
using SharedConsular.Retention;
using SharedConsular.Routing;

namespace SharedConsular.Cases;

/// <summary>What has happened to a case. This is the stored format: add to it, never rename or remove.</summary>
public abstract record CaseEvent
{
    private static readonly FrozenDictionary<Type, string> StoredNames = typeof(CaseEvent).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(CaseEvent)))
        .ToFrozenDictionary(t => t, t => t.GetCustomAttribute<StoredAsAttribute>()?.Name ?? t.Name);

    private protected CaseEvent() { }

    public abstract Actor By { get; init; }

    public abstract DateTimeOffset At { get; init; }

    internal string StoredName => StoredNames[GetType()];
}

/// <param name="Home">The tenant that keeps the case: the state acted for, or the serving party when the person fears it.</param>
/// <param name="Accepted">An officer of the serving party opened it, so that it waits for nobody.</param>
/// <param name="FollowHash">Of the secret by which the person follows it; null in cases opened before there was one.</param>
[StoredAs("case-opened")]
public sealed record CaseOpened(
    TenantId Home,
    ServingRoute Route,
    CaseService Service,
    ImmutableArray<PersonDetails> Persons,
    UserId? Applicant,
    Urgency Urgency,
    TenantId In,
    [Personal] string? Place,
    bool FearsOwnState,
    string RoutingDecisionId,
    bool Accepted,
    ImmutableArray<CaseClock> Clocks,
    Actor By,
    DateTimeOffset At,
    string? FollowHash = null) : CaseEvent
{
    public ImmutableArray<PersonDetails> Persons { get; init; } = Persons.OrEmpty();

    public ImmutableArray<CaseClock> Clocks { get; init; } = Clocks.OrEmpty();
}

[StoredAs("case-accepted")]
public sealed record CaseAccepted(Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-assigned")]
public sealed record CaseAssigned(UserId Officer, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-papers-asked-for")]
public sealed record PapersAskedFor(ImmutableArray<string> Kinds, [Personal] string Note, Actor By, DateTimeOffset At) : CaseEvent
{
    public ImmutableArray<string> Kinds { get; init; } = Kinds.OrEmpty();
}

[StoredAs("case-papers-provided")]
public sealed record PapersProvided(ImmutableArray<string> Kinds, [Personal] string? Note, Actor By, DateTimeOffset At) : CaseEvent
{
    public ImmutableArray<string> Kinds { get; init; } = Kinds.OrEmpty();
}

/// <inheritdoc cref="PaperFile"/>
[StoredAs("case-paper-file-sent")]
public sealed record PaperFileSent(
    string Id, string Kind, PaperFormat Format, int Bytes, [Personal] string Key, [Personal] string Digest, Actor By, DateTimeOffset At) : CaseEvent;

/// <summary>Somebody other than who sent it opened it for the first time.</summary>
[StoredAs("case-paper-file-seen")]
public sealed record PaperFileSeen(string Id, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-paper-file-taken-back")]
public sealed record PaperFileTakenBack(string Id, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-step-recorded")]
public sealed record StepRecorded(string Step, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-own-state-asked")]
public sealed record OwnStateAsked(
    TenantId Whom, [Personal] string Question, DateTimeOffset? AnswerDueAt, Actor By, DateTimeOffset At) : CaseEvent;

/// <param name="CompleteDueAt">When the serving party must have finished after a confirmation.</param>
[StoredAs("case-consultation-answered")]
public sealed record ConsultationAnswered(
    ConsultationAnswer Answer, [Personal] string? Note, DateTimeOffset? CompleteDueAt, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-decided")]
public sealed record CaseDecided(bool Granted, [Personal] string Reason, Actor By, DateTimeOffset At) : CaseEvent;

/// <param name="InformDueAt">Set when it was issued before the state of nationality answered: by when it must be told.</param>
[StoredAs("case-document-issued")]
public sealed record DocumentIssued([Personal] string Number, DateTimeOffset? InformDueAt, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-document-delivered")]
public sealed record DocumentDelivered([Personal] string How, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-closed")]
public sealed record CaseClosed([Personal] string Outcome, Actor By, DateTimeOffset At) : CaseEvent
{
    /// <summary>Until when each party may keep the case.</summary>
    public ImmutableArray<RetentionTerm> Retention { get; init => field = value.OrEmpty(); } = [];
}

[StoredAs("case-withdrawn")]
public sealed record CaseWithdrawn([Personal] string Reason, Actor By, DateTimeOffset At) : CaseEvent
{
    /// <summary>Until when each party may keep the case.</summary>
    public ImmutableArray<RetentionTerm> Retention { get; init => field = value.OrEmpty(); } = [];
}

[StoredAs("case-reopened")]
public sealed record CaseReopened([Personal] string Reason, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-complaint-made")]
public sealed record ComplaintMade(string Id, [Personal] string Text, UserId? About, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-complaint-answered")]
public sealed record ComplaintAnswered(string Id, [Personal] string Answer, Actor By, DateTimeOffset At) : CaseEvent;

/// <param name="ClockDueAt">Set when people must decide: by when.</param>
[StoredAs("case-agreement-exit-applied")]
public sealed record AgreementExitApplied(
    string AgreementId, ExitFate Fate, DateTimeOffset? ClockDueAt, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-escalated")]
public sealed record CaseEscalated(string Clock, int Level, Actor By, DateTimeOffset At) : CaseEvent;

/// <summary>The asylum firewall was raised after the case was opened.</summary>
[StoredAs("case-fear-disclosed")]
public sealed record FearDisclosed(Actor By, DateTimeOffset At) : CaseEvent;

/// <summary>A party was not told what it was to be told.</summary>
[StoredAs("case-notice-withheld")]
public sealed record NoticeWithheld(long Message, TenantId Party, string Topic, string DecidedBy, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-follow-secret-changed")]
public sealed record FollowSecretChanged(string Hash, Actor By, DateTimeOffset At) : CaseEvent;
