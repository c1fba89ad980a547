using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>The household says yes. Its seats are sure when the movement has confirmed them.</summary>
public sealed record AcceptOffer(MovementName Movement) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.AcceptOffer;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.Promise is not { } promise || promise.Movement != Movement ? HouseholdRefusals.NoSuchOffer
        : promise.Status is not PromiseStatus.Offered ? Decision.NoChange<HouseholdEvent>()
        : promise.Until <= context.Now ? HouseholdRefusals.OfferOver
        : new PromiseAccepted(Movement, Actor.Of(context.Caller), context.Now);
}

/// <summary>The household says no, before or after it said yes, and stays registered.</summary>
public sealed record DeclineOffer(MovementName Movement, DeclineReason Reason) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.DeclineOffer;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.Promise?.Movement == Movement
            ? new PromiseEnded(Movement, PromiseEnd.Declined, Reason, Actor.Of(context.Caller), context.Now)
            : HouseholdRefusals.NoSuchOffer;
}

/// <summary>The offer's time is over and nobody answered.</summary>
public sealed record LapseOffer : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Follow;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.Promise is { Status: PromiseStatus.Offered } promise && promise.Until <= context.Now
            ? new PromiseEnded(promise.Movement, PromiseEnd.Lapsed, null, Actor.Of(context.Caller), context.Now)
            : Decision.NoChange<HouseholdEvent>();
}
