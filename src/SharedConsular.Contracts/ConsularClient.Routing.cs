using System.Text.Json.Nodes;

namespace SharedConsular.Contracts;

public sealed partial class ConsularClient
{
    public Task<Answer<RoutingResponse>> Route(RoutingRequest request, CancellationToken ct) =>
        Ask<RoutingResponse>("routing/decisions", request, ct);

    public Task<Answer<JsonNode>> GetDecision(string id, CancellationToken ct) =>
        Get<JsonNode>(Query($"routing/decisions/{Path(id)}"), ct);

    public Task<Answer<RoutingReplayResponse>> ReplayDecision(string id, CancellationToken ct) =>
        Ask<RoutingReplayResponse>($"routing/decisions/{Path(id)}/replay", null, ct);

    public Task<Answer<CoverageResponse>> GetCoverage(
        string state, string? place, string? service, DateOnly? on, string? cursor, CancellationToken ct) =>
        Get<CoverageResponse>(
            Query("coverage", ("state", state), ("place", place), ("service", service), ("on", on), ("cursor", cursor)), ct);

    public Task<Answer<WhatIfResponse>> AskWhatIf(WhatIfRequest request, CancellationToken ct) =>
        Ask<WhatIfResponse>("coverage/what-if", request, ct);
}
