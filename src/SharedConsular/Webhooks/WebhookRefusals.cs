namespace SharedConsular.Webhooks;

public static class WebhookRefusals
{
    public static readonly Refusal NotFound =
        new(RefusalKind.NotFound, "webhook.not-found", "There is no such webhook.");

    public static readonly Refusal Exists =
        new(RefusalKind.Conflict, "webhook.exists", "This address is told already; remove that webhook first, or give it a new secret.");

    public static readonly Refusal TooMany =
        new(RefusalKind.Conflict, "webhook.too-many", "A party may have at most {0} webhooks; remove one first.");
}
