using System.Text.Json;

namespace SharedConsular.Contracts;

/// <summary>Invites a person of the own tenant.</summary>
/// <param name="User">The name of the login: small letters, digits and <c>. _ - @</c>.</param>
/// <param name="Role"><c>officer</c>, <c>supervisor</c>, <c>protection_officer</c>, <c>administrator</c>, <c>crisis_cell</c> or <c>auditor</c>.</param>
public sealed record InviteLoginRequest(string User, string Role);

/// <param name="Code">The enrolment code. Shown once: null when the same request is answered again.</param>
/// <param name="ExpiresAt">Until when the code is good.</param>
public sealed record InvitationResponse(string Tenant, string User, string Role, string? Code, DateTimeOffset? ExpiresAt);

/// <param name="Status"><c>invited</c>, <c>active</c> or <c>closed</c>.</param>
/// <param name="CodeExpiresAt">Until when the enrolment code is good that nobody used yet.</param>
public sealed record LoginResponse(
    string User, string Role, string Status, int Passkeys, int RecoveryCodesLeft, DateTimeOffset? CodeExpiresAt, DateTimeOffset? LastUsedAt);

/// <summary>Begins the registration of a passkey.</summary>
/// <param name="Code">An enrolment code, or a recovery code after the passkeys were lost.</param>
public sealed record EnrolRequest(string Tenant, string User, string Code);

/// <summary>Begins the login of a national, who gives nothing but the state.</summary>
public sealed record SignUpRequest(string Tenant);

/// <summary>Has a code sent to a national who has no passkey.</summary>
/// <param name="Contact">A mail address, or a telephone number with its country code.</param>
public sealed record OneTimeCodeRequest(string Tenant, string Contact);

/// <param name="State">To be sent back with the code before <paramref name="ExpiresAt"/>.</param>
public sealed record OneTimeCodeResponse(string State, DateTimeOffset ExpiresAt);

public sealed record OneTimeCodeAnswerRequest(string State, string Code);

/// <summary>What a browser needs to ask the authenticator (WebAuthn level 3).</summary>
/// <param name="Options">For <c>navigator.credentials.create</c> or <c>get</c>, as <c>parseCreationOptionsFromJSON</c> and its like read it.</param>
/// <param name="State">To be sent back as it is, once, before <paramref name="ExpiresAt"/>.</param>
public sealed record CeremonyResponse(JsonElement Options, string State, DateTimeOffset ExpiresAt);

/// <summary>What the authenticator answered.</summary>
/// <param name="State">As the options came with it.</param>
/// <param name="Credential">The <c>PublicKeyCredential</c> as its <c>toJSON</c> writes it.</param>
public sealed record CeremonyRequest(string State, JsonElement Credential);

/// <param name="RecoveryCodes">Shown once; empty when the passkey was added to others.</param>
public sealed record RegistrationResponse(string Tenant, string User, IReadOnlyList<string> RecoveryCodes);

/// <param name="IsBackedUp">Whether the key lives on several devices.</param>
public sealed record PasskeyResponse(string Id, DateTimeOffset RegisteredAt, DateTimeOffset? UsedAt, bool IsBackedUp);
