namespace SharedConsular.Contracts;

/// <summary>Asks the local issuer for a token. Answered in Development only.</summary>
/// <param name="Tenant">The state or operator the caller belongs to, for example <c>au</c>.</param>
/// <param name="Role"><c>national</c>, <c>officer</c>, <c>supervisor</c> or <c>administrator</c>.</param>
/// <param name="User">The login; a made-up one when left out.</param>
public sealed record TokenRequest(string Tenant, string Role, string? User = null);

public sealed record TokenResponse(string Token, string Tenant, string Role, string User, DateTimeOffset ExpiresAt);
