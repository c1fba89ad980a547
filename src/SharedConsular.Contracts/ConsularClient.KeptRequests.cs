using System.Text.Json.Nodes;

namespace SharedConsular.Contracts;

/// <remarks>What a person has begun and not sent. Only she has its secret.</remarks>
public sealed partial class ConsularClient
{
    public Task<Answer<KeptRequestResponse>> KeepRequest(OpenCaseRequest request, SendOptions? options, CancellationToken ct) =>
        Post<KeptRequestResponse>("kept-requests", request, options, ct);

    public Task<Answer<KeptRequestResponse>> KeepRequestAgain(string reference, KeepAgainRequest request, SendOptions? options, CancellationToken ct) =>
        Post<KeptRequestResponse>($"kept-requests/{Path(reference)}/writings", request, options, ct);

    public Task<Answer<KeptRequestTextResponse>> TakeUpRequest(string reference, KeptRequestSecretRequest request, CancellationToken ct) =>
        Ask<KeptRequestTextResponse>($"kept-requests/{Path(reference)}/text", request, ct);

    public Task<Answer<JsonNode>> EraseKeptRequest(string reference, KeptRequestSecretRequest request, SendOptions? options, CancellationToken ct) =>
        Post<JsonNode>($"kept-requests/{Path(reference)}/erasure", request, options, ct);
}
