using System.Collections.Immutable;

namespace SharedConsular.Evacuation;

/// <summary>What planning knows of a household: people who travel together and are never parted.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="Class">The class the triage policy gave it; 0 goes first.</param>
/// <param name="Rank">Its place within the class; lower goes first. Equal ranks are drawn by the seed.</param>
/// <param name="State">The state in whose line it stands: that of the person who registered it.</param>
/// <param name="Needs">Its seats by kind.</param>
/// <param name="Assemblies">The places it can get to, best first.</param>
/// <param name="ReadyAt">From when it can be at an assembly place.</param>
public sealed record HouseholdNeed(
    string Id, int Class, int Rank, TenantId State, SeatCounts Needs, ImmutableArray<string> Assemblies, DateTimeOffset ReadyAt)
{
    /// <summary>How many of its members are charged to which state; all to <see cref="State"/> when empty.</summary>
    public ImmutableArray<StateCount> Members { get; init; } = [];
}

public readonly record struct StateCount(TenantId State, int Persons);

/// <summary>What planning knows of one departure.</summary>
/// <param name="Id">Its name.</param>
/// <param name="From">The assembly place it leaves from.</param>
/// <param name="To">Where it goes; a hub when other movements leave from there.</param>
/// <param name="ClosesAt">When its manifest is closed: who is not ready by then does not travel on it.</param>
/// <param name="ArrivesAt">When those on it can travel on.</param>
/// <param name="Capacity">Its places by kind.</param>
public sealed record MovementCapacity(
    string Id, string From, string To, DateTimeOffset ClosesAt, DateTimeOffset ArrivesAt, SeatCounts Capacity)
{
    /// <summary>The only states whose people the operator takes; all when empty.</summary>
    public ImmutableArray<TenantId> OnlyFor { get; init; } = [];
}

/// <summary>A seat that was promised before: it is kept as long as the movement still has room for it.</summary>
public sealed record KeptSeat(string Household, string Movement);

/// <summary>All that one plan follows from. The same facts give the same plan.</summary>
/// <param name="Households">Everyone who waits, and everyone whose seat is kept.</param>
/// <param name="Movements">The departures to plan.</param>
/// <param name="Seed">Draws between equal ranks.</param>
public sealed record PlanningFacts(ImmutableArray<HouseholdNeed> Households, ImmutableArray<MovementCapacity> Movements, ulong Seed)
{
    /// <summary>Agreed weights of states in the seats; a state without one weighs 1.</summary>
    public ImmutableDictionary<TenantId, int> Shares { get; init; } = ImmutableDictionary<TenantId, int>.Empty;

    /// <summary>Of 100 seats offered to a state's people, how many are boarded, as measured so far; 100 when not known.</summary>
    public ImmutableDictionary<TenantId, int> UptakePercent { get; init; } = ImmutableDictionary<TenantId, int>.Empty;

    /// <summary>Seats that a state's people of a class were given earlier in this crisis.</summary>
    public ImmutableDictionary<(int Class, TenantId State), int> SeatsBefore { get; init; } = ImmutableDictionary<(int, TenantId), int>.Empty;

    public ImmutableArray<KeptSeat> Kept { get; init; } = [];
}
