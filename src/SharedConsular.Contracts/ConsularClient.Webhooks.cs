using System.Text.Json.Nodes;

namespace SharedConsular.Contracts;

public sealed partial class ConsularClient
{
    public Task<Answer<Page<WebhookResponse>>> ListWebhooks(CancellationToken ct) => Get<Page<WebhookResponse>>(Query("webhooks"), ct);

    public Task<Answer<WebhookResponse>> MakeWebhook(MakeWebhookRequest request, SendOptions? options, CancellationToken ct) =>
        Post<WebhookResponse>("webhooks", request, options, ct);

    public Task<Answer<WebhookResponse>> RenewWebhookSecret(string id, RenewWebhookSecretRequest request, SendOptions? options, CancellationToken ct) =>
        Post<WebhookResponse>($"webhooks/{Path(id)}/secret", request, options, ct);

    public Task<Answer<JsonNode>> RemoveWebhook(string id, SendOptions? options, CancellationToken ct) =>
        Delete<JsonNode>($"webhooks/{Path(id)}", options, ct);

    public Task<Answer<Page<WebhookCallResponse>>> ListWebhookCalls(string id, string? cursor, int? limit, CancellationToken ct) =>
        Get<Page<WebhookCallResponse>>(Query($"webhooks/{Path(id)}/calls", ("cursor", cursor), ("limit", limit)), ct);
}
