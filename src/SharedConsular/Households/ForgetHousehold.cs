using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>The days for which the data of its crisis are kept are over. Given by the platform, at least once.</summary>
public sealed record ForgetHousehold(string Rule) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Follow;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.IsForgotten ? Decision.NoChange<HouseholdEvent>() : new HouseholdForgotten(Rule, Actor.Of(context.Caller), context.Now);
}
