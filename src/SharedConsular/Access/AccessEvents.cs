using SharedConsular.Cases;

namespace SharedConsular.Access;

/// <summary>A login is kept from the case. Known to those who may set it, and to nobody else.</summary>
[StoredAs("case-adverse-party-blocked")]
public sealed record AdversePartyBlocked(TenantId Party, UserId User, [Personal] string Reason, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-adverse-party-block-lifted")]
public sealed record AdversePartyBlockLifted(TenantId Party, UserId User, [Personal] string Reason, Actor By, DateTimeOffset At) : CaseEvent;

/// <param name="Number">Counts those named in the case, from 1.</param>
[StoredAs("case-adverse-person-blocked")]
public sealed record AdversePersonBlocked(
    int Number, [Personal] string? Name, [Personal] DateOnly? BirthDate, TenantId? Party, [Personal] string? Post, [Personal] string Reason, Actor By,
    DateTimeOffset At) : CaseEvent;

/// <summary>A login was found that fits; it is kept from the case by name from now on.</summary>
[StoredAs("case-adverse-person-recognised")]
public sealed record AdversePersonRecognised(int Number, TenantId Party, UserId User, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-adverse-person-block-lifted")]
public sealed record AdversePersonBlockLifted(int Number, [Personal] string Reason, Actor By, DateTimeOffset At) : CaseEvent;

/// <param name="Number">Counts the times the glass of this case was broken, from 1.</param>
/// <param name="Until">When the grant ends by itself.</param>
[StoredAs("case-glass-broken")]
public sealed record GlassBroken(
    int Number, [Personal] string Reason, DateTimeOffset Until, DateTimeOffset ReviewDueAt, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-glass-reviewed")]
public sealed record GlassReviewed(int Number, GlassVerdict Verdict, [Personal] string Note, Actor By, DateTimeOffset At) : CaseEvent;

/// <param name="How">How an officer heard it of the person; null when she said so herself.</param>
[StoredAs("case-consent-recorded")]
public sealed record PersonConsentRecorded(
    ConsentPurpose Purpose, TenantId Recipient, bool Given, [Personal] string? How, Actor By, DateTimeOffset At) : CaseEvent;

[StoredAs("case-consent-overridden")]
public sealed record PersonConsentOverridden(
    ConsentPurpose Purpose, TenantId Recipient, [Personal] string Reason, [Personal] string LegalBasis, Actor By, DateTimeOffset At) : CaseEvent;

/// <param name="Person">Its place in the case, from 0.</param>
[StoredAs("case-safe-contact-set")]
public sealed record SafeContactSet(int Person, SafeContact Rule, Actor By, DateTimeOffset At) : CaseEvent;
