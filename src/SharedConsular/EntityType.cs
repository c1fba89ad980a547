using System.Collections.Immutable;

namespace SharedConsular;

/// <summary>Names one entity. There is no way to name one without its tenant.</summary>
public sealed record EntityKey(TenantId Tenant, string Type, string Id)
{
    public override string ToString() => $"{Tenant}/{Type}/{Id}";
}

/// <summary>
/// All the runtime needs to know to run one kind of entity. Decide and evolve make the entity; rows, clocks and
/// messages are what follows from it, as pure functions, so that they can be rebuilt from the events at any time.
/// </summary>
public sealed record EntityType<TState, TCommand, TEvent>(
    string Name,
    TState Initial,
    Func<TState, TCommand, DecisionContext, Decision<TEvent>> Decide,
    Func<TState, TEvent, TState> Evolve)
    where TState : class
    where TCommand : class
    where TEvent : class
{
    /// <summary>The list rows this entity has now, one per viewer and list. Written with the events.</summary>
    public Func<EntityKey, TState, ImmutableArray<ListRow>> Rows { get; init; } = static (_, _) => [];

    /// <summary>What this entity counts for now on the boards of others. Written with the events, so that a board always adds up.</summary>
    public Func<EntityKey, TState, ImmutableArray<Tally>> Tallies { get; init; } = static (_, _) => [];

    /// <summary>The deadlines that run now. One that falls due is answered with <see cref="OnClock"/>.</summary>
    public Func<TState, ImmutableArray<Clock>> Clocks { get; init; } = static _ => [];

    /// <summary>What others must be told because of one event. Stored with it, delivered afterwards at least once.</summary>
    public Func<EntityKey, TState, TEvent, ImmutableArray<OutboxMessage>> Messages { get; init; } = static (_, _, _) => [];

    /// <summary>The command that a clock of this name gives when it falls due.</summary>
    public Func<string, TCommand>? OnClock { get; init; }

    /// <summary>Whose data the entity holds now; null for a kind that never holds any.</summary>
    public Func<TState, PersonsHeld>? Persons { get; init; }
}

/// <summary>The name an event is stored under, for ever. The record may be renamed; this may not.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StoredAsAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>
/// One line of a list as one viewer sees it. A viewer is a party (<c>au</c>) or a person (<c>person:…</c>); a party
/// that has no row does not know that the entity exists.
/// </summary>
/// <param name="Viewer">Who sees this line.</param>
/// <param name="List">The list it stands in, for example <c>cases</c> or <c>queue</c>.</param>
/// <param name="Sort">Its place: lists run in ordinal order of this text, then of the entity id.</param>
/// <param name="Terms">What it can be found or filtered by, for example <c>status:open</c> or <c>name:lindqvist</c>.</param>
/// <param name="Body">The line itself; a record that serialises as JSON and compares by value.</param>
public sealed record ListRow(string Viewer, string List, string Sort, ImmutableArray<string> Terms, object Body)
{
    public bool Equals(ListRow? other) =>
        other is not null && Viewer == other.Viewer && List == other.List && Sort == other.Sort
        && Terms.AsSpan().SequenceEqual(other.Terms.AsSpan()) && Body.Equals(other.Body);

    public override int GetHashCode() => HashCode.Combine(Viewer, List, Sort, Body);
}

/// <summary>How much an entity adds to one number of a board: 4 persons to <c>disposition:offered</c> of a crisis.</summary>
/// <param name="Board">What is counted together, for example the id of a crisis. Read as a whole it is of one moment.</param>
/// <param name="Name">Which number of it; an entity adds to it once.</param>
public readonly record struct Tally(string Board, string Name, long Count);

/// <summary>A deadline of an entity. Setting a clock of the same name again moves it.</summary>
public sealed record Clock(string Name, DateTimeOffset DueAt);

/// <summary>
/// Something to be done or told after the events are stored. Messages of one <paramref name="OrderKey"/> are delivered
/// in order; a message may be delivered twice and is never lost.
/// </summary>
public sealed record OutboxMessage(string Topic, string OrderKey, object Body);
