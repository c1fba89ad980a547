namespace SharedConsular.Contracts;

/// <param name="Address">An https address of the party's own system, of a public host.</param>
/// <param name="Topics">Of which it is told, as <c>case.decided</c>; all when none is named.</param>
public sealed record MakeWebhookRequest(string? Address, IReadOnlyList<string>? Topics = null);

/// <param name="AtOnce">The old secret is in wrong hands: it stops now.</param>
public sealed record RenewWebhookSecretRequest(bool? AtOnce = null);

/// <param name="FormerSecretUntil">Until when the secret before this one signs as well; null when only one does.</param>
/// <param name="Secret">Shown when it is new and never again: calls are signed with it as the Standard Webhooks specification says.</param>
public sealed record WebhookResponse(
    string Id, string Address, IReadOnlyList<string> Topics, DateTimeOffset? FormerSecretUntil, string MadeBy, DateTimeOffset MadeAt, string? Secret = null);

/// <param name="Topic">What happened.</param>
/// <param name="At">When it happened.</param>
/// <param name="Outcome"><c>waiting</c>, <c>taken</c>, <c>removed</c> or <c>gone</c>.</param>
public sealed record WebhookCallResponse(string Topic, DateTimeOffset At, string Outcome);
