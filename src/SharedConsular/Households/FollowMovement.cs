using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>
/// The movement has the seats of the household that said yes: to this offer, or to one of the same movement that was made anew
/// before its answer came there.
/// </summary>
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
        household.Promise is { Status: PromiseStatus.Offered or PromiseStatus.Accepted } promise && promise.Movement == Movement
            ? new StandsBy(Movement, Actor.Of(context.Caller), context.Now)
            : Decision.NoChange<HouseholdEvent>();
}

/// <summary>The route of the movement was reported closed, so that who has seats should not set out; or it is not closed any more.</summary>
public sealed record FollowRoute(MovementName Movement, bool IsShut) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Follow;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.Promise is { } promise && promise.Movement == Movement && (promise.RouteShutAt is not null) != IsShut
            ? new PromiseRouteChanged(Movement, IsShut, Actor.Of(context.Caller), context.Now)
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

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context)
    {
        if (household.Travelled == Movement)
        {
            return Decision.NoChange<HouseholdEvent>();
        }

        var by = Actor.Of(context.Caller);
        var boarded = new HouseholdBoarded(Movement, Members, by, context.Now);

        // The household changed its mind while the manifest was being closed: what it was promised elsewhere is free again.
        return household.Promise is { } other && other.Movement != Movement
            ? ImmutableArray.Create<HouseholdEvent>(new PromiseEnded(other.Movement, PromiseEnd.NotNeeded, null, by, context.Now), boarded)
            : boarded;
    }
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
