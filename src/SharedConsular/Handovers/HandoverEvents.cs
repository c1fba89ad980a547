using SharedConsular.Cases;

namespace SharedConsular.Handovers;

/// <param name="Route">The party the case is offered to, and what it would serve it under.</param>
[StoredAs("case-handover-offered")]
public sealed record HandoverOffered(
    ServingRoute Route, [Personal] string Reason, DateTimeOffset AnswerDueAt, DateTimeOffset? ReturnUntil, Actor By, DateTimeOffset At)
    : CaseEvent;

/// <param name="AskOwnStateDueAt">Set when the new owner must still consult the state of nationality: by when.</param>
[StoredAs("case-handover-accepted")]
public sealed record HandoverAccepted(
    TenantId From, TenantId To, DateTimeOffset? AskOwnStateDueAt, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-handover-declined")]
public sealed record HandoverDeclined(TenantId To, [Personal] string Reason, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-returned")]
public sealed record CaseReturned(TenantId From, TenantId To, [Personal] string Reason, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-recalled")]
public sealed record CaseRecalled(TenantId From, TenantId To, [Personal] string Reason, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-handover-offer-withdrawn")]
public sealed record HandoverOfferWithdrawn(TenantId To, Actor By, DateTimeOffset At) : CaseEvent;
