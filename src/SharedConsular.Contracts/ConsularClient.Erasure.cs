namespace SharedConsular.Contracts;

public sealed partial class ConsularClient
{
    public Task<Answer<ErasureResponse>> Erase(string reference, ErasureRequest request, SendOptions? options, CancellationToken ct) =>
        Post<ErasureResponse>($"cases/{Path(reference)}/erasure", request, options, ct);

    public Task<Answer<ErasureResponse>> GetErasure(string reference, CancellationToken ct) =>
        Get<ErasureResponse>(Query($"cases/{Path(reference)}/erasure"), ct);

    public Task<Answer<CaseResponse>> SetLegalHold(string reference, SetLegalHoldRequest request, SendOptions? options, CancellationToken ct) =>
        Post<CaseResponse>($"cases/{Path(reference)}/legal-hold", request, options, ct);

    public Task<Answer<CaseResponse>> LiftLegalHold(string reference, string reason, SendOptions? options, CancellationToken ct) =>
        Delete<CaseResponse>($"cases/{Path(reference)}/legal-hold?reason={Uri.EscapeDataString(reason)}", options, ct);

    /// <summary>Takes as long as the state has persons; sent again, it goes on where it was broken off.</summary>
    public Task<Answer<KeyRotationResponse>> RotateKeys(string tenant, CancellationToken ct) =>
        Ask<KeyRotationResponse>("keys/rotation", new RotateKeysRequest(tenant), ct);

    public Task<Answer<RootRotationResponse>> RotateRootKey(CancellationToken ct) => Post<RootRotationResponse>("keys/root-rotation", null, null, ct);
}
