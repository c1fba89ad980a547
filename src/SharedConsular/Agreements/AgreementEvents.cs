using System.Collections.Immutable;

namespace SharedConsular.Agreements;

/// <summary>What was recorded about an agreement. This is the stored format: add to it, never rename or remove.</summary>
public abstract record AgreementEvent
{
    private protected AgreementEvent() { }
}

[StoredAs("agreement-gate-recorded")]
public sealed record GateRecorded(string AgreementId, GateRecord Record, DateTimeOffset RecordedAt) : AgreementEvent;

[StoredAs("agreement-gate-withdrawn")]
public sealed record GateWithdrawn(
    string AgreementId,
    GateKind Gate,
    GateAnswer Answer,
    ImmutableArray<TenantId> Holders,
    ImmutableArray<TenantId> Places,
    DateOnly On,
    DateTimeOffset RecordedAt) : AgreementEvent;

[StoredAs("agreement-suspended")]
public sealed record AgreementSuspended(
    string AgreementId, TenantId By, DateOnly From, DateOnly? To, string Reason, DateTimeOffset RecordedAt) : AgreementEvent;

[StoredAs("agreement-resumed")]
public sealed record AgreementResumed(string AgreementId, TenantId By, DateOnly On, DateTimeOffset RecordedAt) : AgreementEvent;

[StoredAs("agreement-ended")]
public sealed record AgreementEnded(string AgreementId, TenantId By, DateOnly After, string Reason, DateTimeOffset RecordedAt) : AgreementEvent;

/// <summary>The first day came on which no new case may begin: open cases meet the exit rule now.</summary>
[StoredAs("agreement-stop-reached")]
public sealed record AgreementStopReached(string AgreementId, DateOnly From, DateTimeOffset ReachedAt) : AgreementEvent;
