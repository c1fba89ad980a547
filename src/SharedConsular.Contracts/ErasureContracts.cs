namespace SharedConsular.Contracts;

/// <param name="Persons">Whom, counted from 1 as the case lists them; all whom the caller may have forgotten when left out.</param>
/// <param name="Reason"><c>person_asked</c>, <c>not_needed</c>, <c>unlawful</c> or <c>legal_duty</c>. A national need not say.</param>
public sealed record ErasureRequest(IReadOnlyList<int>? Persons = null, string? Reason = null);

/// <param name="Certificates">One for each time something was erased, oldest first.</param>
/// <param name="Pending">
/// How many are still to come: a certificate is given when the space in which the person was found is overwritten. Ask again.
/// </param>
public sealed record ErasureResponse(IReadOnlyList<ErasureCertificateResponse> Certificates, int Pending = 0);

/// <param name="Statement">What was erased from which case, when, by whom and why, as JSON; the persons as SHA-256 digests.</param>
/// <param name="Signature">Over the statement in UTF-8: ECDSA with P-256 and SHA-256, IEEE P1363, base64.</param>
/// <param name="PublicKey">Of the home state, SubjectPublicKeyInfo, base64.</param>
public sealed record ErasureCertificateResponse(string Statement, string Signature, string PublicKey);

public sealed record SetLegalHoldRequest(string? Reason);

/// <param name="Reason">Null when the caller may not see what the case says about the persons.</param>
public sealed record LegalHoldResponse(string? Reason, DateTimeOffset At);

/// <param name="Party">Who may keep the case until then; the home state's time ends with the persons being forgotten.</param>
public sealed record RetentionResponse(string Party, string Rule, DateTimeOffset Until);

/// <param name="Tenant">The state meant; it must be that of the token, so that nobody rotates another's by mistake.</param>
public sealed record RotateKeysRequest(string? Tenant);

/// <param name="Rewrapped">How many keys the new root key wraps that the old one did.</param>
public sealed record RootRotationResponse(int Rewrapped);

/// <param name="Rewrapped">How many persons' keys this call wrapped anew.</param>
/// <param name="Resumed">An earlier rotation was carried to its end, and no new key was made.</param>
public sealed record KeyRotationResponse(string Tenant, int Version, int Rewrapped, bool Resumed);
