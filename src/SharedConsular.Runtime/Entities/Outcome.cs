using System.Collections.Immutable;

namespace SharedConsular.Runtime;

/// <summary>The durable answer to a command.</summary>
/// <param name="Key">The entity that answered. A replayed answer names the entity of the first request.</param>
/// <param name="Decision">What was decided: events, none, or a refusal.</param>
/// <param name="State">The state after the decision.</param>
/// <param name="Version">The number of events in the stream after the decision; the entity tag of HTTP.</param>
/// <param name="Replayed">The same request was answered before; nothing was decided now.</param>
public sealed record Outcome<TState, TEvent>(
    EntityKey Key, Decision<TEvent> Decision, TState State, long Version, bool Replayed)
{
    public Refusal? Refusal => (Decision as Decision<TEvent>.Refused)?.Reason;

    public ImmutableArray<TEvent> Events => Decision is Decision<TEvent>.Accepted accepted ? accepted.Events : [];
}

/// <summary>The state of an entity and the number of events it is folded from.</summary>
public sealed record Found<TState>(TState State, long Version);

/// <summary>One event of an entity's history, with who caused it and when it was stored.</summary>
public sealed record RecordedEvent<TEvent>(long Version, TEvent Event, DateTimeOffset RecordedAt, Actor Actor);

/// <summary>Who caused an event: a login of a party.</summary>
public sealed record Actor(TenantId Tenant, UserId User);
