using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SharedConsular.Runtime;

/// <summary>
/// What the runtime tells whoever listens: kinds, counts and times, and never who or what a command is about. Times are in
/// seconds. Names follow the OpenTelemetry conventions for instruments; nothing is kept when nobody listens.
/// </summary>
public static class RuntimeTelemetry
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string Name = "SharedConsular.Runtime";

    /// <summary>What collectors keep of the links of a span by default (OTEL_SPAN_LINK_COUNT_LIMIT).</summary>
    private const int LinksMax = 128;

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Commands = Meter.CreateCounter<long>(
        "sharedconsular.commands", "{command}", "Commands decided, by kind of entity, command and outcome.");

    private static readonly Counter<long> RefusedCommands = Meter.CreateCounter<long>(
        "sharedconsular.commands.refused", "{command}", "Commands refused, by kind of entity and code of the refusal.");

    private static readonly Counter<long> Events = Meter.CreateCounter<long>(
        "sharedconsular.events", "{event}", "Events that became durable, by kind of entity.");

    private static readonly Histogram<long> BatchSize = Meter.CreateHistogram<long>(
        "sharedconsular.commit.batch.size", "{commit}", "Commits in one transaction.");

    private static readonly Histogram<double> CommitWait = Meter.CreateHistogram<double>(
        "sharedconsular.commit.wait", "s", "From the decision until it was durable.");

    private static readonly Gauge<double> OutboxAge = Meter.CreateGauge<double>(
        "sharedconsular.outbox.age", "s", "Age of the oldest message that may be delivered now; 0 when there is none.");

    private static readonly Counter<long> Messages = Meter.CreateCounter<long>(
        "sharedconsular.outbox.messages", "{message}", "Messages of the outbox, by topic and outcome: delivered, failed, dead.");

    private static readonly Histogram<double> ClockLag = Meter.CreateHistogram<double>(
        "sharedconsular.clock.lag", "s", "From the moment a clock fell due until it was answered.");

    /// <summary>Begins the span of a command; null when nobody listens.</summary>
    internal static Activity? BeginCommand(string entity, object command) =>
        Source.HasListeners() ? Source.StartActivity($"{entity} {command.GetType().Name}") : null;

    internal static void CommandAnswered(Activity? span, string entity, object command, Refusal? refusal, int events)
    {
        var outcome = refusal is not null ? "refused" : events > 0 ? "accepted" : "unchanged";
        Commands.Add(1, new("entity", entity), new("command", command.GetType().Name), new("outcome", outcome));
        span?.SetTag("sharedconsular.outcome", outcome);
        if (events > 0)
        {
            Events.Add(events, new KeyValuePair<string, object?>("entity", entity));
        }

        if (refusal is not null)
        {
            RefusedCommands.Add(1, new("entity", entity), new("code", refusal.Code));
            span?.SetTag("sharedconsular.refusal", refusal.Code);
        }
    }

    internal static void CommandFailed(Activity? span, string entity, object command, Exception ex)
    {
        Commands.Add(1, new("entity", entity), new("command", command.GetType().Name), new("outcome", "failed"));
        Fail(span, ex.GetType().Name);
    }

    /// <summary>Begins the span of one transaction, linked to the commands that wait for it.</summary>
    internal static Activity? BeginCommit(IReadOnlyCollection<PendingCommit> batch)
    {
        BatchSize.Record(batch.Count);
        if (!Source.HasListeners())
        {
            return null;
        }

        var links = batch.Where(p => p.Trace != default).Take(LinksMax).Select(p => new ActivityLink(p.Trace));

        return Source.StartActivity("commit", ActivityKind.Internal, parentContext: default, links: links)
            ?.SetTag("sharedconsular.commits", batch.Count);
    }

    internal static long CommitQueued() => CommitWait.Enabled ? TimeProvider.System.GetTimestamp() : 0;

    internal static void CommitDurable(long queuedAt)
    {
        if (queuedAt > 0)
        {
            CommitWait.Record(TimeProvider.System.GetElapsedTime(queuedAt).TotalSeconds);
        }
    }

    internal static void OutboxRead(DateTimeOffset now, DateTimeOffset? oldest) =>
        OutboxAge.Record(oldest is { } since && since < now ? (now - since).TotalSeconds : 0);

    /// <summary>Begins the span of a delivery; null when nobody listens.</summary>
    internal static Activity? BeginDelivery(string topic) =>
        Source.HasListeners() ? Source.StartActivity($"deliver {topic}", ActivityKind.Consumer) : null;

    internal static void MessageSettled(Activity? span, string topic, string? errorCode, bool isDead)
    {
        Messages.Add(1, new("topic", topic), new("outcome", errorCode is null ? "delivered" : isDead ? "dead" : "failed"));
        if (errorCode is not null)
        {
            Fail(span, errorCode);
        }
    }

    internal static void ClockAnswered(string entity, TimeSpan late) =>
        ClockLag.Record(Math.Max(0, late.TotalSeconds), new KeyValuePair<string, object?>("entity", entity));

    /// <summary>The kind of failure only: its message may hold what somebody wrote.</summary>
    private static void Fail(Activity? span, string kind)
    {
        span?.SetStatus(ActivityStatusCode.Error);
        span?.SetTag("error.type", kind);
    }
}
