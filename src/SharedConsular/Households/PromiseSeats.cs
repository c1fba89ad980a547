using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>A movement holds seats for the household and waits for its answer. A household has one live offer or none.</summary>
public sealed record PromiseSeats(SeatPromise Promise) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Follow;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.Promise is { } live
            ? live.Movement == Promise.Movement ? Decision.NoChange<HouseholdEvent>() : HouseholdRefusals.HasAnOffer
        : !household.MayTravel || household.Needs != Promise.Seats || !household.Waiting.Select(m => m.Number).SequenceEqual(Promise.Members)
            ? HouseholdRefusals.CanNotTravelNow
        : Promise.Until <= context.Now ? HouseholdRefusals.OfferOver
        : new SeatsPromised(Promise, Promise.Instruction, Actor.Of(context.Caller), context.Now);
}
