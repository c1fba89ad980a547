using System.Collections.Immutable;
using SharedConsular.Evacuation;

namespace SharedConsular.Settlement;

/// <summary>
/// Shares an amount by persons carried: the full actual cost divided by the number of persons (Directive (EU) 2015/637,
/// article 14). The parts are whole minor units and add up to the amount: what is left of rounding goes to the largest
/// remainders, and among equal ones in the order of the states.
/// </summary>
public static class ProRata
{
    public static ImmutableArray<StateShare> Split(long minorUnits, IEnumerable<StateCount> carried)
    {
        var counts = carried.Where(c => c.Persons > 0).GroupBy(c => c.State).Select(g => (State: g.Key, Persons: g.Sum(c => c.Persons)))
            .OrderBy(c => c.State.Value, StringComparer.Ordinal).ToList();
        var persons = counts.Sum(c => c.Persons);
        if (persons == 0)
        {
            return [];
        }

        var parts = counts.Select(c => (c.State, c.Persons, Exact: (Int128)minorUnits * c.Persons)).ToList();
        var left = minorUnits - parts.Sum(p => (long)(p.Exact / persons));
        var rounded = parts.OrderByDescending(p => p.Exact % persons).Take((int)left).Select(p => p.State).ToHashSet();

        return [.. parts.Select(p => new StateShare(p.State, p.Persons, (long)(p.Exact / persons) + (rounded.Contains(p.State) ? 1 : 0)))];
    }
}

/// <param name="MinorUnits">In the smallest unit of the currency (ISO 4217).</param>
public sealed record StateShare(TenantId State, int Persons, long MinorUnits);
