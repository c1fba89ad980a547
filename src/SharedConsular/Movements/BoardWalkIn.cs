using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Movements;

/// <summary>
/// A household that came without an offer takes places that are free and passes the gate, whole. Who stands by has had the
/// turn already: what is free fits none of them.
/// </summary>
public sealed record BoardWalkIn(SeatHold Hold, string Gate) : MovementCommand
{
    private protected override bool IsForStaff => true;

    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context)
    {
        if (movement.FindHold(Hold.Household) is { CheckedIn.IsEmpty: false })
        {
            return Decision.NoChange<MovementEvent>();
        }

        if (!movement.IsOpen)
        {
            return MovementRefusals.ManifestClosed;
        }

        if (!Hold.IsWhole)
        {
            return MovementRefusals.HouseholdParted;
        }

        if (!movement.Takes(Hold))
        {
            return MovementRefusals.NotTakenByOperator.With(Hold.Household.Reference);
        }

        if (Hold.Members.All(Hold.Minors.Contains))
        {
            return MovementRefusals.NoAdultAtGate;
        }

        if (!Hold.Seats.FitsIn(movement.Free))
        {
            return MovementRefusals.Full.With(
                Hold.Household.Reference, $"{movement.Holds.Values.Count(h => h.Status is HoldStatus.StandingBy)}");
        }

        var by = Actor.Of(context.Caller);

        return ImmutableArray.Create<MovementEvent>(
            new SeatsHeld([Hold], WalkInPlan, by, context.Now),
            new SeatsConfirmed(Hold.Household, by, context.Now),
            new MembersCheckedIn(Hold.Household, Hold.Members, Gate, context.Now, by, context.Now));
    }

    /// <summary>What stands where others have the plan that gave them their places.</summary>
    public const string WalkInPlan = "walk-in";
}
