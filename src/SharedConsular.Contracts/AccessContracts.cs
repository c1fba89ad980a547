namespace SharedConsular.Contracts;

/// <summary>Keeps a login from a case, in whatever role it signs in.</summary>
/// <param name="Party">Whose sign-in service gave the login out.</param>
/// <param name="User">Its subject there.</param>
public sealed record BlockAdversePartyRequest(string? Party, string? User, string? Reason);

public sealed record LiftAdversePartyBlockRequest(string? Party, string? User, string? Reason);

public sealed record AdversePartyResponse(string Party, string User, string Reason, DateTimeOffset At);

/// <summary>Keeps from a case whoever fits what is said here: a name, or a birth date and a party.</summary>
/// <param name="Party">Whom she works for.</param>
/// <param name="Post">The post she works at, by its id.</param>
public sealed record BlockAdversePersonRequest(string? Name, DateOnly? BirthDate, string? Party, string? Post, string? Reason);

public sealed record LiftAdversePersonBlockRequest(int? Number, string? Reason);

/// <param name="Recognised">How many logins were found that fit.</param>
public sealed record AdversePersonResponse(
    int Number, string? Name, DateOnly? BirthDate, string? Party, string? Post, string Reason, int Recognised, DateTimeOffset At);

public sealed record BreakGlassRequest(string? Reason);

/// <param name="Number">Which time the glass was broken, from 1.</param>
/// <param name="Verdict"><c>justified</c> or <c>unjustified</c>.</param>
public sealed record ReviewBreakGlassRequest(int? Number, string? Verdict, string? Note);

/// <summary>One breaking of the glass that waits for a supervisor.</summary>
/// <param name="Overdue">The review was due before now.</param>
public sealed record ReviewResponse(
    string Reference, int Number, string Party, string User, string Reason, DateTimeOffset At, DateTimeOffset Until, DateTimeOffset DueAt, bool Overdue);

/// <param name="Purpose"><c>handover</c> or <c>consultation</c>.</param>
/// <param name="Recipient">The party it is about.</param>
/// <param name="How">How an officer heard it of the person; not needed from the person herself.</param>
public sealed record RecordPersonConsentRequest(string? Purpose, string? Recipient, bool? Given, string? How = null);

public sealed record OverrideConsentRequest(string? Purpose, string? Recipient, string? Reason, string? LegalBasis);

/// <param name="State"><c>given</c>, <c>withdrawn</c> or <c>overridden</c>.</param>
/// <param name="Note">How the person said so, or why a supervisor overrode her.</param>
public sealed record PersonConsentResponse(
    string Purpose, string Recipient, string State, string? Note, string? LegalBasis, string By, DateTimeOffset At);

/// <param name="Person">Its place in the case, from 0.</param>
/// <param name="Channels"><c>telephone</c>, <c>text_message</c>, <c>email</c>, <c>letter</c>, <c>in_person</c>; none of them when empty.</param>
/// <param name="From">The first minute of the day, by the person's clock; with <paramref name="To"/>, or neither.</param>
/// <param name="TimeZone">As in the IANA list, for example <c>Pacific/Fiji</c>.</param>
/// <param name="NeutralWords">Say nothing of consulate, police or help.</param>
/// <param name="Avoid">Who must not pick up or read it.</param>
/// <param name="CodeWords">What she recognises a message by; with them every message is neutral.</param>
public sealed record SetSafeContactRequest(
    int? Person, IReadOnlyList<string>? Channels, TimeOnly? From, TimeOnly? To, string? TimeZone, string? Language = null, bool NeutralWords = false,
    string? Avoid = null, string? CodeWords = null);

/// <param name="Person">The person's place in the case, from 0.</param>
/// <param name="OpenNow">The channels the person may be reached over at this moment.</param>
public sealed record SafeContactResponse(
    int Person, IReadOnlyList<string> Channels, TimeOnly? From, TimeOnly? To, string TimeZone, string? Language, bool NeutralWords, string? Avoid,
    IReadOnlyList<string> OpenNow, string? CodeWords = null);

/// <summary>Who a login is and where she works.</summary>
/// <param name="Name">As it stands in her passport: by it she may be kept from a case.</param>
/// <param name="Posts">The posts she works at; empty when at all of them.</param>
public sealed record RecordStaffMemberRequest(string? Name, DateOnly? BirthDate = null, IReadOnlyList<string>? Posts = null);

public sealed record StaffMemberResponse(string User, string? Name, DateOnly? BirthDate, IReadOnlyList<string> Posts);

/// <param name="From">The first day it holds.</param>
/// <param name="Until">The last day it holds.</param>
public sealed record RecordCertificateRequest(DateOnly? From, DateOnly? Until);

public sealed record CertificateResponse(string User, string Kind, DateOnly From, DateOnly Until, string GrantedBy, bool Expired);

/// <param name="DecidedBy"><c>rule:…</c> with its id, <c>invariant:…</c>, <c>table</c>, <c>agreement</c>, or <c>default</c> when no rule allows it.</param>
/// <param name="Purpose">What the rule that allows it lets the caller look for.</param>
/// <param name="Because">Why not, in the caller's language; null when allowed.</param>
/// <param name="Passed">The rules that were asked first and did not hold.</param>
public sealed record AccessLineResponse(
    string Does, bool Allowed, string DecidedBy, string? Purpose, string? Agreement, string? Because, IReadOnlyList<PassedRuleResponse> Passed);

/// <param name="Lacked">The first condition that was not met, by its word in the policy file.</param>
public sealed record PassedRuleResponse(string Rule, string Lacked);
