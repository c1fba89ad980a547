using System.Collections.Immutable;
using SharedConsular.Evacuation;

namespace SharedConsular.Movements;

/// <summary>
/// Whom a smaller movement leaves behind: as few people as possible, and nobody who stands inside the gate while others can
/// make the room.
/// </summary>
internal static class FewestToMove
{
    /// <summary>Of the table that finds the fewest. Where it were larger, the smallest households go first and nobody for nothing.</summary>
    public const int CellsMax = 4_000_000;

    /// <summary>More than there are places, so that one inside weighs more than all who are outside.</summary>
    private const int Inside = Movement.PlacesMax * 10;

    public static ImmutableArray<SeatHold> Of(IEnumerable<SeatHold> confirmed, SeatCounts capacity)
    {
        var holds = confirmed.OrderBy(Cost).ThenBy(h => h.Household.ToString(), StringComparer.Ordinal).ToList();
        var lacking = holds.Aggregate(default(SeatCounts), (sum, h) => sum + h.Seats) - capacity;
        var helpful = holds.Where(h => lacking.SharesAnyPositive(h.Seats)).ToList();

        return (long)helpful.Count * Cells(lacking) <= CellsMax ? Fewest(helpful, lacking) : SmallestFirst(helpful, lacking);
    }

    private static int Cost(SeatHold hold) => hold.Seats.Persons + (hold.CheckedIn.IsEmpty ? 0 : Inside);

    private static long Cells(SeatCounts lacking) =>
        (1L + Math.Max(0, lacking.Seats)) * (1 + Math.Max(0, lacking.Wheelchairs)) * (1 + Math.Max(0, lacking.Stretchers)) * (1 + Math.Max(0, lacking.Infants));

    /// <summary>A knapsack turned round: the least cost of each number of places still to be freed, household after household.</summary>
    private static ImmutableArray<SeatHold> Fewest(List<SeatHold> holds, SeatCounts lacking)
    {
        var size = new SeatCounts(
            Math.Max(0, lacking.Seats), Math.Max(0, lacking.Wheelchairs), Math.Max(0, lacking.Stretchers), Math.Max(0, lacking.Infants));
        var cost = new int[Cells(size)];
        var goes = new bool[holds.Count, cost.Length];
        Array.Fill(cost, int.MaxValue / 2, 1, cost.Length - 1);
        for (var i = 0; i < holds.Count; i++)
        {
            // From the most places down: each household goes once at most.
            for (var cell = cost.Length - 1; cell > 0; cell--)
            {
                var with = cost[Less(cell, holds[i].Seats, size)] + Cost(holds[i]);
                if (with < cost[cell])
                {
                    (cost[cell], goes[i, cell]) = (with, true);
                }
            }
        }

        var chosen = ImmutableArray.CreateBuilder<SeatHold>();
        for (var (i, cell) = (holds.Count - 1, cost.Length - 1); i >= 0; i--)
        {
            if (goes[i, cell])
            {
                chosen.Add(holds[i]);
                cell = Less(cell, holds[i].Seats, size);
            }
        }

        chosen.Reverse();

        return chosen.ToImmutable();
    }

    /// <summary>The cell of what is still to be freed once these places are.</summary>
    private static int Less(int cell, SeatCounts freed, SeatCounts size)
    {
        var (rest, infants) = Math.DivRem(cell, size.Infants + 1);
        (rest, var stretchers) = Math.DivRem(rest, size.Stretchers + 1);
        (var seats, var wheelchairs) = Math.DivRem(rest, size.Wheelchairs + 1);

        return ((((Math.Max(0, seats - freed.Seats) * (size.Wheelchairs + 1)) + Math.Max(0, wheelchairs - freed.Wheelchairs)) * (size.Stretchers + 1))
            + Math.Max(0, stretchers - freed.Stretchers)) * (size.Infants + 1) + Math.Max(0, infants - freed.Infants);
    }

    private static ImmutableArray<SeatHold> SmallestFirst(List<SeatHold> holds, SeatCounts lacking)
    {
        var chosen = new List<SeatHold>();
        foreach (var hold in holds)
        {
            if (lacking.SharesAnyPositive(hold.Seats))
            {
                chosen.Add(hold);
                lacking -= hold.Seats;
            }
        }

        // The last to be taken made more room than was lacking, so that one before it may stay.
        foreach (var hold in Enumerable.Reverse(chosen).ToList())
        {
            if ((lacking + hold.Seats).FitsIn(default))
            {
                chosen.Remove(hold);
                lacking += hold.Seats;
            }
        }

        return [.. chosen];
    }
}
