namespace SharedConsular.Webhooks;

/// <summary>What happened to webhooks. This is the stored format: add to it, never rename or remove. No secret stands here.</summary>
public abstract record WebhookEvent
{
    private protected WebhookEvent() { }
}

[StoredAs("webhook-made")]
public sealed record WebhookMade(Webhook Webhook) : WebhookEvent;

/// <param name="FormerUntil">Until when the secret before signs as well; null when it stopped at once.</param>
[StoredAs("webhook-secret-renewed")]
public sealed record WebhookSecretRenewed(string Id, int Generation, DateTimeOffset? FormerUntil, UserId By, DateTimeOffset RenewedAt) : WebhookEvent;

/// <param name="Gone">The address itself said that nobody listens there any more.</param>
[StoredAs("webhook-removed")]
public sealed record WebhookRemoved(string Id, bool Gone, UserId By, DateTimeOffset RemovedAt) : WebhookEvent;
