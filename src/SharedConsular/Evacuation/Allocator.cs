namespace SharedConsular.Evacuation;

/// <summary>
/// Plans who travels on which movement. Class after class; within a class departures are filled in the order they close,
/// state after state by agreed share; households whole or not at all. The same facts give the same plan.
/// </summary>
public static class Allocator
{
    /// <exception cref="ArgumentException">Two households or two movements have the same name, or a need or capacity is negative.</exception>
    public static SeatPlan Plan(PlanningFacts facts)
    {
        Check(facts);
        var board = new PlanningBoard(facts);
        board.KeepSeats();
        foreach (var @class in board.Classes)
        {
            // Every round but the last seats more people of the class, so there is an end to them.
            do
            {
                board.FillInTurn(@class);
            }
            while (RoomMaking.Improve(board, @class));
        }

        var standBys = board.NameStandBys();
        var reasons = new WaitReasons(board.Departures);

        return new SeatPlan(
            [
                .. board.Departures.SelectMany(d => d.Seated.Select(t => new PlannedSeat(t.Household.Id, d.Movement.Id, t.Reason, t.TurnInClass))),
            ],
            standBys,
            [.. board.Legs.Where(t => t.Seat is null).Select(reasons.Of)]);
    }

    private static void Check(PlanningFacts facts)
    {
        if (facts.Households.Any(h => h.Needs.IsAnyNegative || h.Needs.Persons == 0) || facts.Movements.Any(m => m.Capacity.IsAnyNegative))
        {
            throw new ArgumentException("A household needs at least one place, and nothing is counted below zero.", nameof(facts));
        }

        if (facts.Households.DistinctBy(h => h.Id).Count() != facts.Households.Length
            || facts.Movements.DistinctBy(m => m.Id).Count() != facts.Movements.Length)
        {
            throw new ArgumentException("Two households or two movements have the same name.", nameof(facts));
        }
    }
}
