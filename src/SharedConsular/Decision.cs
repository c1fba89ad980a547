using System.Collections.Immutable;

namespace SharedConsular;

/// <summary>The outcome of a command: the events it causes, or the reason it was refused.</summary>
public abstract record Decision<TEvent>
{
    private Decision() { }

    public sealed record Accepted(ImmutableArray<TEvent> Events) : Decision<TEvent>;

    public sealed record Refused(Refusal Reason) : Decision<TEvent>;

    public static implicit operator Decision<TEvent>(TEvent @event) => new Accepted([@event]);

    public static implicit operator Decision<TEvent>(ImmutableArray<TEvent> events) => new Accepted(events);

    public static implicit operator Decision<TEvent>(Refusal reason) => new Refused(reason);
}

public static class Decision
{
    /// <summary>The state already is what was asked for. A repeated command is answered with this, not with an error.</summary>
    public static Decision<TEvent> NoChange<TEvent>() => new Decision<TEvent>.Accepted([]);
}

/// <summary>Facts a decision may use but must not look up for itself.</summary>
public sealed record DecisionContext(DateTimeOffset Now, Caller Caller);
