using System.Collections.Immutable;

namespace SharedConsular.Evacuation;

/// <summary>
/// Whose turn it is: within a class, the state that has had the least of what was agreed (weighted max-min). A state with
/// nobody left to seat does not hold its part back: the others' turns come sooner.
/// </summary>
internal sealed class FairTurns
{
    private readonly int[] _weights;
    private readonly Dictionary<int, long[]> _taken = [];
    private readonly Dictionary<int, int> _turns = [];
    private readonly ImmutableArray<TenantId> _states;
    private readonly ImmutableDictionary<(int Class, TenantId State), int> _before;

    public FairTurns(ImmutableArray<TenantId> states, PlanningFacts facts)
    {
        _states = states;
        _before = facts.SeatsBefore;
        _weights = [.. states.Select(s => Math.Max(1, facts.Shares.GetValueOrDefault(s, 1)))];
    }

    /// <summary>The state whose turn it is among these; the first of them where two have had equally much.</summary>
    public int Next(int @class, List<int> states)
    {
        var taken = TakenIn(@class);
        var next = states[0];
        for (var i = 1; i < states.Count; i++)
        {
            var state = states[i];

            // taken/weight without a division: exact, and the same on every machine.
            if (taken[state] * _weights[next] < taken[next] * _weights[state])
            {
                next = state;
            }
        }

        return next;
    }

    /// <summary>Charges the seats of a household to the states of its members.</summary>
    /// <returns>How many households of the class were seated before it.</returns>
    public int Charge(Traveller traveller)
    {
        Count(traveller, 1);

        return _turns[traveller.Class] = _turns.GetValueOrDefault(traveller.Class) + 1;
    }

    /// <summary>Gives back what was charged.</summary>
    public void Release(Traveller traveller) => Count(traveller, -1);

    internal static IComparer<TenantId> StatesInOrder { get; } = Comparer<TenantId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value));

    private void Count(Traveller traveller, int sign)
    {
        var taken = TakenIn(traveller.Class);
        if (traveller.Household.Members.IsEmpty)
        {
            taken[traveller.State] += sign * traveller.Needs.Persons;
            return;
        }

        foreach (var member in traveller.Household.Members)
        {
            taken[_states.BinarySearch(member.State, StatesInOrder)] += sign * member.Persons;
        }
    }

    private long[] TakenIn(int @class)
    {
        if (!_taken.TryGetValue(@class, out var taken))
        {
            _taken[@class] = taken = [.. _states.Select(s => (long)_before.GetValueOrDefault((@class, s)))];
        }

        return taken;
    }
}
