using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>The household says that it is still there, and what has changed. Its row is fresh again.</summary>
public sealed record HearFromHousehold(
    string? Whereabouts, ImmutableArray<string> Assemblies, DateTimeOffset? ReadyAt, string? Contact, bool SharedWithLead) : HouseholdCommand
{
    /// <summary>The language it wants to be written to in; null leaves it as it was.</summary>
    public string? Language { get; init; }

    public override HouseholdAction Action => HouseholdAction.HearFrom;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) => household.IsCounted
        ? new HouseholdHeardFrom(
            Whereabouts ?? household.Whereabouts, Assemblies.IsDefaultOrEmpty ? household.Assemblies : Assemblies, ReadyAt ?? household.ReadyAt,
            Contact ?? household.Contact, SharedWithLead, Actor.Of(context.Caller), context.Now)
        {
            Language = Language ?? household.Language,
        }
        : HouseholdRefusals.CountedElsewhere;
}

/// <summary>The silence clock ran out.</summary>
public sealed record FallSilent : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Follow;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household is { IsCounted: true, IsSilent: false } && household.Waiting.Any() && household.LastHeardAt + Household.SilenceMax <= context.Now
            ? new HouseholdFellSilent(Actor.Of(context.Caller), context.Now)
            : Decision.NoChange<HouseholdEvent>();
}
