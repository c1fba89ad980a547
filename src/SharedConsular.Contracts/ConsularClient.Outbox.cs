using System.Text.Json.Nodes;

namespace SharedConsular.Contracts;

public sealed partial class ConsularClient
{
    public Task<Answer<OutboxResponse>> ShowOutbox(CancellationToken ct) => Get<OutboxResponse>(Query("outbox"), ct);

    public Task<Answer<Page<DeadLetterResponse>>> ListDeadLetters(string? cursor, int? limit, CancellationToken ct) =>
        Get<Page<DeadLetterResponse>>(Query("outbox/dead-letters", ("cursor", cursor), ("limit", limit)), ct);

    public Task<Answer<JsonNode>> ReplayDeadLetter(string id, SendOptions? options, CancellationToken ct) =>
        Post<JsonNode>($"outbox/dead-letters/{Path(id)}/replay", null, options, ct);

    public Task<Answer<JsonNode>> DiscardDeadLetter(string id, SendOptions? options, CancellationToken ct) =>
        Delete<JsonNode>($"outbox/dead-letters/{Path(id)}", options, ct);
}
