namespace SharedConsular.Webhooks;

/// <summary>Nothing more is told to an address: its administrator says so, or the platform because the address said it is gone.</summary>
public sealed record RemoveWebhook(string Id, bool Gone = false) : WebhookCommand
{
    internal override Decision<WebhookEvent> Decide(WebhookBook book, DecisionContext context) =>
        book.Webhooks.ContainsKey(Id) ? new WebhookRemoved(Id, Gone, context.Caller.User, context.Now)
        : Gone ? Decision.NoChange<WebhookEvent>() // An administrator was faster.
        : WebhookRefusals.NotFound;
}
