using System.Text.Json.Nodes;

namespace SharedConsular.Contracts;

public sealed partial class ConsularClient
{
    public Task<Answer<Page<FlagResponse>>> ListFlags(CancellationToken ct) => Get<Page<FlagResponse>>(Query("flags"), ct);

    public Task<Answer<FlagSettingResponse>> SetFlag(string flag, SetFlagRequest request, SendOptions? options, CancellationToken ct) =>
        Put<FlagSettingResponse>($"flags/{Path(flag)}", request, options, ct);

    public Task<Answer<JsonNode>> RestoreFlag(string flag, SendOptions? options, CancellationToken ct) =>
        Delete<JsonNode>($"flags/{Path(flag)}", options, ct);

    /// <summary>The node that is asked, and no other: name it, not the gateway before it.</summary>
    public Task<Answer<NodeResponse>> ShowNode(CancellationToken ct) => Get<NodeResponse>(Query("node"), ct);

    public Task<Answer<NodeResponse>> DrainNode(DrainNodeRequest request, SendOptions? options, CancellationToken ct) =>
        Post<NodeResponse>("node/drain", request, options, ct);
}
