namespace SharedConsular.Contracts;

/// <summary>What waits to be delivered.</summary>
/// <param name="Due">How many could be delivered now.</param>
/// <param name="Scheduled">How many wait for their hour, or for another attempt.</param>
/// <param name="DeadLetters">How many were given up.</param>
/// <param name="OldestDueAt">When the longest-waiting of those due was stored; null when none is.</param>
/// <param name="LagSeconds">How long that is ago.</param>
public sealed record OutboxResponse(long Due, long Scheduled, long DeadLetters, DateTimeOffset? OldestDueAt, double LagSeconds);

/// <param name="Topic">What kind of message, for example <c>case.person-news</c>.</param>
/// <param name="Tenant">Who keeps what it came from.</param>
/// <param name="Source">The kind of thing it came from, for example <c>case</c>.</param>
/// <param name="Error">The kind of the last failure.</param>
public sealed record DeadLetterResponse(
    string Id, string Topic, string Tenant, string Source, DateTimeOffset RecordedAt, int Attempts, DateTimeOffset DeadAt, string Error);
