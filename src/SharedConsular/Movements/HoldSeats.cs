using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Households;

namespace SharedConsular.Movements;

/// <summary>
/// Offers places to households, as a plan says. More may be offered than there are, never more than
/// <see cref="Movement.OfferedTimesMax"/> times as many; who has a hold already keeps it.
/// </summary>
public sealed record HoldSeats(ImmutableArray<SeatHold> Holds, string PlanId) : MovementCommand
{
    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context)
    {
        if (!movement.IsOpen)
        {
            return MovementRefusals.ManifestClosed;
        }

        ImmutableArray<SeatHold> added = [.. Holds.Where(h => movement.FindHold(h.Household) is null)];
        if (added.IsEmpty)
        {
            return Decision.NoChange<MovementEvent>();
        }

        if (added.Any(h => !h.IsWhole))
        {
            return MovementRefusals.HouseholdParted;
        }

        if (added.FirstOrDefault(h => !movement.Takes(h)) is { } notTaken)
        {
            return MovementRefusals.NotTakenByOperator.With(notTaken.Household.Reference);
        }

        var held = added.Aggregate(movement.Held, (sum, h) => sum + h.Seats);

        return held.FitsIn(movement.Capacity.Times(Movement.OfferedTimesMax))
            ? new SeatsHeld(added, PlanId, Actor.Of(context.Caller), context.Now)
            : MovementRefusals.OfferedTooOften.With($"{Movement.OfferedTimesMax}");
    }
}

/// <summary>The household said yes: it has its seats, or stands by when others were faster.</summary>
public sealed record ConfirmSeats(HouseholdName Household) : MovementCommand
{
    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context)
    {
        if (movement.FindHold(Household) is not { } hold)
        {
            return MovementRefusals.NoSeats;
        }

        if (hold.Status is not HoldStatus.Offered)
        {
            return Decision.NoChange<MovementEvent>();
        }

        var by = Actor.Of(context.Caller);

        return !movement.IsOpen ? MovementRefusals.ManifestClosed
            : hold.Seats.FitsIn(movement.Free) ? new SeatsConfirmed(Household, by, context.Now)
            : new HouseholdStoodBy(Household, by, context.Now);
    }
}

/// <summary>
/// The household does not need its places any more; those who stand by have their turn. When it says so from inside the gate,
/// the places are free once it has come out.
/// </summary>
public sealed record ReleaseSeats(HouseholdName Household, PromiseEnd Reason) : MovementCommand
{
    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context) =>
        movement.FindHold(Household) is not { } hold ? Decision.NoChange<MovementEvent>()
        : !movement.IsOpen ? MovementRefusals.ManifestClosed
        : hold.GivenUp is not null ? Decision.NoChange<MovementEvent>()
        : !hold.CheckedIn.IsEmpty
            ? context.Caller.Role is Role.System
                ? new SeatsGivenUp(Household, Reason, Actor.Of(context.Caller), context.Now)
                : MovementRefusals.AtTheGate
        : AndStandBys(movement, [Release(Household, Reason, context)], context);
}
