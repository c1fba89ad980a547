using System.Collections.Immutable;

namespace SharedConsular.Evacuation;

/// <summary>
/// More than any plan can seat: households may be parted, operators take everyone, and places that share a household share
/// all their movements. What remains is a matroid, so seating person by person, first class first, is the exact optimum of
/// this easier problem for every weight that falls with the class.
/// </summary>
public static class PlanBound
{
    /// <summary>How many persons of each class could be seated at best.</summary>
    public static ImmutableSortedDictionary<int, long> PersonsByClass(PlanningFacts facts)
    {
        var region = Regions(facts);
        var bound = ImmutableSortedDictionary.CreateBuilder<int, long>();
        foreach (var kind in (Func<SeatCounts, int>[])[s => s.Seats, s => s.Wheelchairs, s => s.Stretchers, s => s.Infants])
        {
            var slots = facts.Movements.GroupBy(m => region(m.From)).ToDictionary(g => g.Key, g => new Slots([.. g.OrderBy(m => m.ClosesAt)], kind));
            foreach (var household in facts.Households.OrderBy(h => h.Class))
            {
                if (household.Assemblies.IsEmpty || !slots.TryGetValue(region(household.Assemblies[0]), out var own))
                {
                    continue;
                }

                bound[household.Class] = bound.GetValueOrDefault(household.Class) + own.Take(household.ReadyAt, kind(household.Needs));
            }
        }

        return bound.ToImmutable();
    }

    /// <summary>Places that some household can choose between are one region.</summary>
    private static Func<string, string> Regions(PlanningFacts facts)
    {
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var household in facts.Households)
        {
            foreach (var place in household.Assemblies.Skip(1))
            {
                parents[Find(place)] = Find(household.Assemblies[0]);
            }
        }

        return Find;

        string Find(string place)
        {
            while (parents.TryGetValue(place, out var parent) && parent != place)
            {
                place = parent;
            }

            return place;
        }
    }

    /// <summary>
    /// The places of one kind in one region, in order of time. Whoever takes the earliest free one he can reach leaves the
    /// later ones, which everyone can reach, to the others.
    /// </summary>
    private sealed class Slots(ImmutableArray<MovementCapacity> movements, Func<SeatCounts, int> kind)
    {
        private readonly int[] _free = [.. movements.Select(m => kind(m.Capacity))];
        private readonly int[] _next = [.. Enumerable.Range(0, movements.Length + 1)];

        public int Take(DateTimeOffset readyAt, int persons)
        {
            var taken = 0;
            for (var i = FirstOpen(FirstAfter(readyAt)); i < _free.Length && taken < persons; i = FirstOpen(i))
            {
                var now = Math.Min(_free[i], persons - taken);
                taken += now;
                _free[i] -= now;
                if (_free[i] == 0)
                {
                    _next[i] = i + 1;
                }
            }

            return taken;
        }

        private int FirstAfter(DateTimeOffset readyAt)
        {
            var (low, high) = (0, movements.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = movements[middle].ClosesAt < readyAt ? (middle + 1, high) : (low, middle);
            }

            return low;
        }

        private int FirstOpen(int i)
        {
            while (_next[i] != i)
            {
                i = _next[i] = _next[_next[i]];
            }

            return i;
        }
    }
}
