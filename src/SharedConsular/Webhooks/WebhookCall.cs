using System.Diagnostics;
using System.Globalization;
using SharedConsular.Cases;

namespace SharedConsular.Webhooks;

/// <summary>What became of a call.</summary>
public enum CallOutcome
{
    /// <summary>It waits, or is tried again; one that was given up stands among the dead letters.</summary>
    Waiting,

    /// <summary>The other side took it.</summary>
    Taken,

    /// <summary>The party, or who made the webhook, may not know of the case any more. Shown to nobody.</summary>
    Withheld,

    /// <summary>The webhook was removed meanwhile.</summary>
    Removed,

    /// <summary>The address answered that nobody listens there any more; its webhook was removed.</summary>
    Gone,
}

/// <summary>One thing that one webhook is told. Kept by the party whose webhook it is; names nobody.</summary>
public sealed record WebhookCall(WebhookNews? News, CallOutcome Outcome)
{
    public const string List = "webhook-calls";

    public static EntityType<WebhookCall, WebhookCallCommand, WebhookCallEvent> Type { get; } = new(
        Name: "webhook-call",
        Initial: new WebhookCall(null, CallOutcome.Waiting),
        Decide: (call, command, context) => command.Decide(call, context),
        Evolve: (call, @event) => call.Evolve(@event))
    {
        Messages = (key, _, @event) => @event is WebhookCallDue { News: { } news }
            ? [new OutboxMessage(WebhookNews.Topic, $"{key.Type}/{key.Tenant}/{news.Webhook}", news)]
            : [],

        // A line of what was withheld would say that something is kept from its reader.
        Rows = (key, call) => call.News is { } news && call.Outcome is not CallOutcome.Withheld
            ? [new ListRow(ViewerOf(key.Tenant, news.Webhook), List, NewestFirst(news.At), [], new WebhookCallRow(news.About, news.At, call.Outcome))]
            : [],
    };

    /// <summary>The same for the same message, however often it is told.</summary>
    public static EntityKey KeyOf(TenantId party, string webhook, long message) =>
        new(party, Type.Name, string.Create(CultureInfo.InvariantCulture, $"{webhook}-{message}"));

    public static string ViewerOf(TenantId party, string webhook) => $"webhook:{party}/{webhook}";

    private WebhookCall Evolve(WebhookCallEvent @event) => @event switch
    {
        WebhookCallDue due => this with { News = due.News },
        WebhookCallSettled settled => this with { Outcome = settled.Outcome },
        _ => throw new UnreachableException($"WebhookCall does not evolve on {@event.GetType().Name}."),
    };

    private static string NewestFirst(DateTimeOffset at) =>
        (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}

/// <summary>What a webhook is to be told.</summary>
/// <param name="Message">The number of the message that said so; what is not told is recorded under it.</param>
/// <param name="About">One of <see cref="CaseNotice.Topics"/>.</param>
/// <param name="At">When it happened.</param>
public sealed record WebhookNews(string Webhook, EntityKey Case, long Message, string About, TenantId? Owner, DateTimeOffset At, string? Detail)
{
    public const string Topic = "webhook.call";
}

/// <summary>A line of what a webhook was told. Of which case is not in it: who reads the line reads no case.</summary>
public sealed record WebhookCallRow(string Topic, DateTimeOffset At, CallOutcome Outcome);

/// <summary>Something the platform does about a call.</summary>
public abstract record WebhookCallCommand
{
    private protected WebhookCallCommand() { }

    internal abstract Decision<WebhookCallEvent> Decide(WebhookCall call, DecisionContext context);
}

/// <summary>The platform is to call.</summary>
public sealed record PrepareWebhookCall(WebhookNews News) : WebhookCallCommand
{
    internal override Decision<WebhookCallEvent> Decide(WebhookCall call, DecisionContext context) =>
        call.News is not null
            ? Decision.NoChange<WebhookCallEvent>() // The outbox may say so twice.
            : new WebhookCallDue(News, context.Now);
}

/// <summary>The platform called, or found that it must not.</summary>
public sealed record SettleWebhookCall(CallOutcome Outcome) : WebhookCallCommand
{
    internal override Decision<WebhookCallEvent> Decide(WebhookCall call, DecisionContext context) =>
        call.Outcome is not CallOutcome.Waiting
            ? Decision.NoChange<WebhookCallEvent>()
            : new WebhookCallSettled(Outcome, context.Now);
}

/// <summary>What happened to a call. This is the stored format: add to it, never rename or remove.</summary>
public abstract record WebhookCallEvent
{
    private protected WebhookCallEvent() { }
}

[StoredAs("webhook-call-due")]
public sealed record WebhookCallDue(WebhookNews News, DateTimeOffset PreparedAt) : WebhookCallEvent;

[StoredAs("webhook-call-settled")]
public sealed record WebhookCallSettled(CallOutcome Outcome, DateTimeOffset SettledAt) : WebhookCallEvent;
