using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Retention;

/// <summary>The keys of these persons were destroyed with this event.</summary>
/// <param name="Rule">The retention rule, when it was one.</param>
[StoredAs("case-person-erased")]
public sealed record PersonErased(
    ImmutableArray<string> Subjects, ErasureGround Ground, string? Rule, Role ByRole, Actor By, DateTimeOffset At) : CaseEvent
{
    public ImmutableArray<string> Subjects { get; init => field = value.OrEmpty(); } = Subjects.OrEmpty();
}

/// <summary>The time of a party that is not the home state is over: it lost its row and its right to read.</summary>
[StoredAs("case-retention-ended")]
public sealed record RetentionEnded(TenantId Party, string Rule, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-legal-hold-set")]
public sealed record LegalHoldSet([Personal] string Reason, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-legal-hold-lifted")]
public sealed record LegalHoldLifted([Personal] string Reason, Actor By, DateTimeOffset At) : CaseEvent;
