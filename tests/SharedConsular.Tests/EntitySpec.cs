using System.Text.Json;

namespace SharedConsular.Tests;

/// <summary>Given what has happened, when someone asks, then this follows.</summary>
internal sealed class EntitySpec<TState, TCommand, TEvent>(EntityType<TState, TCommand, TEvent> type, Caller caller, DateTimeOffset now)
    where TState : class
    where TCommand : class
    where TEvent : class
{
    private DecisionContext _context = new(now, caller);
    private Decision<TEvent>? _decision;

    public TState State { get; private set; } = type.Initial;

    public EntitySpec<TState, TCommand, TEvent> Given(params IEnumerable<TEvent> history)
    {
        State = history.Aggregate(State, type.Evolve);
        return this;
    }

    public EntitySpec<TState, TCommand, TEvent> As(Caller caller)
    {
        _context = _context with { Caller = caller };
        return this;
    }

    public EntitySpec<TState, TCommand, TEvent> At(DateTimeOffset now)
    {
        _context = _context with { Now = now };
        return this;
    }

    /// <summary>Asks, and lets the state follow what was decided.</summary>
    public EntitySpec<TState, TCommand, TEvent> When(TCommand command)
    {
        _decision = type.Decide(State, command, _context);
        return _decision is Decision<TEvent>.Accepted accepted ? Given(accepted.Events) : this;
    }

    public EntitySpec<TState, TCommand, TEvent> Then(params TEvent[] expected)
    {
        // As stored text: two arrays with the same items are the same fact.
        Assert.Equal(expected.Select(Written), Accepted.Select(Written));
        return this;
    }

    public TExpected ThenOne<TExpected>()
        where TExpected : TEvent =>
        Assert.IsType<TExpected>(Assert.Single(Accepted));

    public EntitySpec<TState, TCommand, TEvent> ThenNothing()
    {
        Assert.Empty(Accepted);
        return this;
    }

    public EntitySpec<TState, TCommand, TEvent> ThenRefused(Refusal expected)
    {
        Assert.Equal(expected, Assert.IsType<Decision<TEvent>.Refused>(_decision).Reason);
        return this;
    }

    private IEnumerable<TEvent> Accepted => _decision switch
    {
        Decision<TEvent>.Accepted accepted => accepted.Events,
        Decision<TEvent>.Refused refused => throw new Xunit.Sdk.XunitException($"Refused: {refused.Reason.Code}"),
        _ => throw new InvalidOperationException("Nobody asked yet."),
    };

    private static string Written(TEvent @event) =>
        $"{@event.GetType().Name} {JsonSerializer.Serialize(@event, @event.GetType(), StoredJson.Options)}";
}
