namespace SharedConsular.Contracts;

/// <summary>One token for each of the household that travels.</summary>
public sealed record BoardingTokensResponse(
    string Household, string Movement, DateTimeOffset DepartsAt, DateTimeOffset Expires, IReadOnlyList<BoardingTokenResponse> Tokens);

/// <param name="Token">143 characters that a QR code stores densest.</param>
/// <param name="QrPng">The same as a QR code of 41 × 41 modules, a PNG image in base64.</param>
public sealed record BoardingTokenResponse(int Member, string Token, string QrPng);

/// <summary>What a gate takes with it to check tokens without a network.</summary>
/// <param name="ExpectedPersons">Who has a confirmed place.</param>
public sealed record GateListResponse(
    string Movement,
    string Crisis,
    DateTimeOffset MadeAt,
    DateTimeOffset ClosesAt,
    DateTimeOffset DepartsAt,
    int ExpectedPersons,
    IReadOnlyList<GateKeyResponse> Keys,
    IReadOnlyList<GateHouseholdResponse> Households);

/// <param name="PublicKey">P-256, SubjectPublicKeyInfo in base64.</param>
public sealed record GateKeyResponse(DateOnly Day, string PublicKey);

/// <param name="Generation">A token of another generation is revoked.</param>
/// <param name="Minors">Who of them passes no gate without an adult of the household.</param>
/// <param name="Inside">Who of them has passed a gate, as far as the platform knows.</param>
public sealed record GateHouseholdResponse(
    string Household, int Generation, IReadOnlyList<int> Members, IReadOnlyList<int> Minors, IReadOnlyList<int> Inside);

/// <summary>What a gate scanned since it last had a network; sent again it is the same.</summary>
public sealed record ScanBatchRequest(string? Gate, IReadOnlyList<ScanRequest>? Scans);

public sealed record ScanRequest(string? Token, DateTimeOffset? ScannedAt);

/// <param name="Scans">In the order sent.</param>
/// <param name="Alarms">Of the households scanned: who is parted, alone, or came with a token that was used.</param>
public sealed record ScanBatchResponse(string Movement, IReadOnlyList<ScanResponse> Scans, IReadOnlyList<GateAlarmResponse> Alarms);

/// <param name="Verdict"><c>accepted</c>, <c>already</c>, <c>not_confirmed</c>, <c>bad_signature</c>, <c>revoked</c>, <c>expired</c>,
/// <c>other_movement</c> or <c>not_on_manifest</c>.</param>
/// <param name="FirstGate">Where the token was used before.</param>
public sealed record ScanResponse(string Verdict, string? Household = null, int? Member = null, string? FirstGate = null);

/// <summary>A household that came to the gate without a registration: registered, given places that are free, and let in.</summary>
public sealed record WalkInRequest(RegisterHouseholdRequest? Household, string? Gate);

public sealed record WalkInResponse(string Household, string Secret, MovementResponse Movement);
