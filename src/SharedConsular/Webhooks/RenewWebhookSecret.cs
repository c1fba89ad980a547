namespace SharedConsular.Webhooks;

/// <summary>An administrator gives a webhook a new secret.</summary>
/// <param name="AtOnce">The old one is in wrong hands and stops now; else both sign while the other side changes over.</param>
public sealed record RenewWebhookSecret(string Id, bool AtOnce) : WebhookCommand
{
    /// <summary>How long both sign: a working day and a night on the other side. Ours.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    internal override Decision<WebhookEvent> Decide(WebhookBook book, DecisionContext context) =>
        book.Webhooks.GetValueOrDefault(Id) is { } webhook
            ? new WebhookSecretRenewed(
                Id, webhook.Generation + 1, AtOnce ? null : context.Now + Overlap, context.Caller.User, context.Now)
            : WebhookRefusals.NotFound;
}
