namespace SharedConsular.Contracts;

public sealed partial class ConsularClient
{
    public Task<Answer<BoardingTokensResponse>> IssueBoardingTokens(string household, HouseholdSecretRequest request, CancellationToken ct) =>
        Post<BoardingTokensResponse>($"households/{Path(household)}/tokens", request, null, ct);

    /// <param name="movement">Organiser and id.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Answer<GateListResponse>> GetGateList(string movement, CancellationToken ct) =>
        Get<GateListResponse>(Query($"movements/{movement}/gate-list"), ct);

    public Task<Answer<ScanBatchResponse>> SendScans(string movement, ScanBatchRequest request, CancellationToken ct) =>
        Post<ScanBatchResponse>($"movements/{movement}/scans", request, null, ct);

    public Task<Answer<WalkInResponse>> WalkIn(string movement, WalkInRequest request, SendOptions? options, CancellationToken ct) =>
        Post<WalkInResponse>($"movements/{movement}/walk-ins", request, options, ct);

    public Task<Answer<Page<ReunificationLineResponse>>> ListReunification(string crisis, string? cursor, int? limit, CancellationToken ct) =>
        Get<Page<ReunificationLineResponse>>(Query($"crises/{Path(crisis)}/reunification", ("cursor", cursor), ("limit", limit)), ct);
}
