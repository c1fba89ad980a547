using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>Keeps what the matching finds the record by.</summary>
/// <param name="Keys">Hashed, with a space between.</param>
public sealed record IndexRecord(string Keys) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Match;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.FearsOwnState || !household.IsCounted || household.MatchKeys == Keys
            ? Decision.NoChange<HouseholdEvent>()
            : new RecordIndexed(Keys, Actor.Of(context.Caller), context.Now);
}

/// <summary>Asks for somebody to look at two records that may be of one household.</summary>
public sealed record ProposeMatch(MatchProposal Proposal) : HouseholdCommand
{
    /// <summary>A record that is like so many others says that the matching is wrong, not that they are all the same.</summary>
    public const int ProposalsMax = 20;

    public override HouseholdAction Action => HouseholdAction.Match;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.FearsOwnState || !household.IsCounted || household.Proposals.Length >= ProposalsMax || household.Proposals.Contains(Proposal)
        || household.NotTheSameAs.Contains(Proposal.Other) || household.TakenIn.Contains(Proposal.Other)
            ? Decision.NoChange<HouseholdEvent>()
            : new MatchProposed(Proposal, Actor.Of(context.Caller), context.Now);
}
