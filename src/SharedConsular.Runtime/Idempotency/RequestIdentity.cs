namespace SharedConsular.Runtime;

/// <summary>What makes two requests the same one: who asks, and the key they chose for it.</summary>
/// <param name="Caller">Whose key it is. Two callers may use the same key without meeting.</param>
/// <param name="Key">The Idempotency-Key of the request.</param>
/// <param name="Fingerprint">A digest of what was asked. The same key with another fingerprint is refused.</param>
public sealed record RequestIdentity(Caller Caller, string Key, string Fingerprint)
{
    internal AnswerKey AnswerKey => new(Caller.Tenant, Caller.User, Key);
}

/// <summary>The name of a stored answer.</summary>
public sealed record AnswerKey(TenantId Tenant, UserId User, string Key);

/// <summary>
/// The answer a request was given. It is not the answer itself but where to find it: the events after
/// <paramref name="VersionBefore"/> up to <paramref name="Version"/>, or the refusal.
/// </summary>
public sealed record StoredAnswer(
    string Fingerprint, EntityKey Entity, long VersionBefore, long Version, ReadOnlyMemory<byte>? Refusal);
