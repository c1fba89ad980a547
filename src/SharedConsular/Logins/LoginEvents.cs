using System.Collections.Immutable;

namespace SharedConsular.Logins;

/// <summary>What happened to a login. This is the stored format: add to it, never rename or remove. Codes stand here as hashes only.</summary>
public abstract record LoginEvent
{
    private protected LoginEvent() { }
}

[StoredAs("login-invited")]
public sealed record LoginInvited(string User, Role Role, string CodeHash, DateTimeOffset ExpiresAt, DateTimeOffset InvitedAt) : LoginEvent;

/// <summary>After everything was lost: what was registered before is gone.</summary>
[StoredAs("enrolment-renewed")]
public sealed record EnrolmentRenewed(string CodeHash, DateTimeOffset ExpiresAt, DateTimeOffset RenewedAt) : LoginEvent;

/// <summary>A national came by herself. The user is random and says nothing about her.</summary>
[StoredAs("national-signed-up")]
public sealed record NationalSignedUp(string User, DateTimeOffset SignedUpAt) : LoginEvent;

[StoredAs("passkey-registered")]
public sealed record PasskeyRegistered(Passkey Passkey) : LoginEvent;

[StoredAs("passkey-used")]
public sealed record PasskeyUsed(string PasskeyId, long SignCount, bool IsBackedUp, DateTimeOffset UsedAt) : LoginEvent;

[StoredAs("passkey-removed")]
public sealed record PasskeyRemoved(string PasskeyId, DateTimeOffset RemovedAt) : LoginEvent;

/// <summary>These codes replace all earlier ones.</summary>
[StoredAs("recovery-codes-made")]
public sealed record RecoveryCodesMade(ImmutableArray<string> CodeHashes, DateTimeOffset MadeAt) : LoginEvent;

/// <summary>The person lost the passkeys and comes back with a code: the passkeys count no more.</summary>
[StoredAs("recovery-code-used")]
public sealed record RecoveryCodeUsed(string CodeHash, DateTimeOffset UsedAt) : LoginEvent;

[StoredAs("login-closed")]
public sealed record LoginClosed(DateTimeOffset ClosedAt) : LoginEvent;
