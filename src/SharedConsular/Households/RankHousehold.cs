using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>What the triage policy says of the household now. The same answer again changes nothing.</summary>
public sealed record RankHousehold(TriageResult Result) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Rank;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        !household.IsCounted || household.Triage == Result
            ? Decision.NoChange<HouseholdEvent>()
            : new HouseholdRanked(
                Result.Class, Result.Rank, Result.Reasons, Result.PolicyVersion, Result.Instruction, Actor.Of(context.Caller), context.Now);
}
