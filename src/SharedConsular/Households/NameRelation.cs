using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>What another registered household is to this one.</summary>
public enum RelationKind
{
    Spouse,
    Parent,
    Child,
    Sibling,
    OtherFamily,
}

/// <summary>"My husband is in SH-…": family in another household, with whom this one wants to come together again.</summary>
public sealed record HouseholdRelation(HouseholdName Other, RelationKind Kind);

/// <summary>Names family in another household of the same crisis. It parts nobody and promises nothing; it puts both on the reunification queue.</summary>
public sealed record NameRelation(HouseholdName Other, RelationKind Kind) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.NameRelation;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.Relations.Any(r => r.Other == Other && r.Kind == Kind) ? Decision.NoChange<HouseholdEvent>()
        : household.Relations.Length >= Household.RelationsMax ? HouseholdRefusals.TooManyRelations.With($"{Household.RelationsMax}")
        : new RelationNamed(Other, Kind, Actor.Of(context.Caller), context.Now);
}
