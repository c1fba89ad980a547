using System.Collections.Immutable;
using System.Diagnostics;
using SharedConsular.Cases;

namespace SharedConsular.Webhooks;

/// <summary>
/// An address of a party's own system that is told what happens to the cases the party knows of. Its secret is in no event: it
/// follows from a key of the installation, from the webhook and from the generation.
/// </summary>
/// <param name="Topics">Of <see cref="CaseNotice.Topics"/>; empty means all.</param>
/// <param name="Generation">Counts up with each new secret.</param>
/// <param name="FormerUntil">Until when the secret before this one signs as well; null when it does not.</param>
public sealed record Webhook(
    string Id, string Address, ImmutableArray<string> Topics, int Generation, DateTimeOffset? FormerUntil, UserId MadeBy, DateTimeOffset MadeAt)
{
    public ImmutableArray<string> Topics { get; init => field = value.OrEmpty(); } = Topics.OrEmpty();

    public bool Hears(string topic) => Topics.IsEmpty || Topics.Contains(topic);

    /// <summary>The generations whose secrets sign at this moment, the newest first.</summary>
    public ImmutableArray<int> SigningAt(DateTimeOffset now) => now < FormerUntil ? [Generation, Generation - 1] : [Generation];
}

/// <summary>The webhooks of a party.</summary>
public sealed record WebhookBook(ImmutableSortedDictionary<string, Webhook> Webhooks)
{
    /// <summary>A system for each kind of work, and one to try things on.</summary>
    public const int WebhooksMax = 10;

    public static EntityType<WebhookBook, WebhookCommand, WebhookEvent> Type { get; } = new(
        Name: "webhook-book",
        Initial: new WebhookBook(ImmutableSortedDictionary<string, Webhook>.Empty.WithComparers(StringComparer.Ordinal)),
        Decide: (book, command, context) => command.Decide(book, context),
        Evolve: (book, @event) => book.Evolve(@event));

    public static EntityKey KeyOf(TenantId tenant) => new(tenant, Type.Name, "webhooks");

    private WebhookBook Evolve(WebhookEvent @event) => @event switch
    {
        WebhookMade made => new WebhookBook(Webhooks.SetItem(made.Webhook.Id, made.Webhook)),
        WebhookSecretRenewed renewed when Webhooks.GetValueOrDefault(renewed.Id) is { } webhook => new WebhookBook(
            Webhooks.SetItem(renewed.Id, webhook with { Generation = renewed.Generation, FormerUntil = renewed.FormerUntil })),
        WebhookSecretRenewed => this,
        WebhookRemoved removed => new WebhookBook(Webhooks.Remove(removed.Id)),
        _ => throw new UnreachableException($"WebhookBook does not evolve on {@event.GetType().Name}."),
    };
}

/// <summary>Something done with the webhooks of a party.</summary>
public abstract record WebhookCommand
{
    private protected WebhookCommand() { }

    internal abstract Decision<WebhookEvent> Decide(WebhookBook book, DecisionContext context);
}
