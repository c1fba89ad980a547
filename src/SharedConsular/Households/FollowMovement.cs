using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>The movement has the seats of the household that said yes.</summary>
public sealed record ConfirmPromise(MovementName Movement) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Follow;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.Promise is { } promise && promise.Movement == Movement && promise.Status is not PromiseStatus.Confirmed
            ? new PromiseConfirmed(Movement, Actor.Of(context.Caller), context.Now)
            : Decision.NoChange<HouseholdEvent>();
}

/// <summary>All seats are taken by those who answered before; the household travels if others do not come.</summary>
public sealed record PutOnStandBy(MovementName Movement) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Follow;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.Promise is { Status: PromiseStatus.Accepted } promise && promise.Movement == Movement
            ? new StandsBy(Movement, Actor.Of(context.Caller), context.Now)
            : Decision.NoChange<HouseholdEvent>();
}

/// <summary>The movement gave the seats up, or the household was not there.</summary>
public sealed record EndPromise(MovementName Movement, PromiseEnd End) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Follow;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.Promise?.Movement == Movement
            ? new PromiseEnded(Movement, End, null, Actor.Of(context.Caller), context.Now)
            : Decision.NoChange<HouseholdEvent>();
}

/// <summary>A manifest was closed with the household on it.</summary>
public sealed record RecordBoarding(MovementName Movement, ImmutableArray<int> Members) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Follow;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.Travelled == Movement
            ? Decision.NoChange<HouseholdEvent>()
            : new HouseholdBoarded(Movement, Members, Actor.Of(context.Caller), context.Now);
}

/// <param name="Onward">The place is a hub and the household travels on.</param>
public sealed record RecordArrival(MovementName Movement, string Place, bool Onward) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Follow;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.Travelled == Movement && household.Members.Any(m => m.Disposition is Disposition.Boarded)
            ? new HouseholdArrived(Movement, Place, Onward, Actor.Of(context.Caller), context.Now)
            : Decision.NoChange<HouseholdEvent>();
}
