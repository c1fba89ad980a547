using System.Collections.Immutable;
using System.Globalization;

namespace SharedConsular.Webhooks;

/// <summary>An administrator has a system of the own party told. Whether the address may be called was looked at where it came in.</summary>
public sealed record MakeWebhook(string Id, string Address, ImmutableArray<string> Topics) : WebhookCommand
{
    internal override Decision<WebhookEvent> Decide(WebhookBook book, DecisionContext context) =>
        book.Webhooks.Values.Any(w => w.Address == Address) ? WebhookRefusals.Exists
        : book.Webhooks.Count >= WebhookBook.WebhooksMax
            ? WebhookRefusals.TooMany.With(WebhookBook.WebhooksMax.ToString(CultureInfo.InvariantCulture))
            : new WebhookMade(new Webhook(
                Id, Address, [.. Topics.Distinct().Order(StringComparer.Ordinal)], 1, null, context.Caller.User, context.Now));
}
