using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>That a host state lets some of a household pass, by the list it published.</summary>
/// <param name="List">The list as it was imported.</param>
/// <param name="Place">Where they may pass.</param>
/// <param name="On">On which day.</param>
public sealed record HostListing(string List, string Place, DateOnly On, ImmutableArray<int> Members)
{
    public ImmutableArray<int> Members { get; init; } = Members.OrEmpty();

    public bool Equals(HostListing? other) =>
        other is not null && List == other.List && Place == other.Place && On == other.On && Members.SequenceEqual(other.Members);

    public override int GetHashCode() => HashCode.Combine(List, Place, On, Members.Length);
}

/// <summary>Notes that members were found on a list; the household sees it where it looks how it stands.</summary>
public sealed record NoteListing(HostListing Listing) : HouseholdCommand
{
    /// <summary>A list a day for longer than the longest closure known (Rafah 2023, 28 days).</summary>
    public const int ListingsMax = 60;

    public override HouseholdAction Action => HouseholdAction.Match;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.FearsOwnState || !household.IsCounted || household.Listings.Length >= ListingsMax
        || household.Listings.Any(l => l.List == Listing.List && Listing.Members.All(l.Members.Contains))
            ? Decision.NoChange<HouseholdEvent>()
            : new HouseholdListed(Listing, Actor.Of(context.Caller), context.Now);
}
