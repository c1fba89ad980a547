using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>A household in the lists of the matching: what it is found by, and what waits for somebody to look.</summary>
/// <param name="Proposals">Those the viewer of the row may know of.</param>
public sealed record MatchRow(string Reference, TenantId Home, ImmutableArray<MatchProposal> Proposals)
{
    public const string List = "matches";

    public ImmutableArray<MatchProposal> Proposals { get; init; } = Proposals.OrEmpty();

    public bool Equals(MatchRow? other) =>
        other is not null && Reference == other.Reference && Home == other.Home && Proposals.SequenceEqual(other.Proposals);

    public override int GetHashCode() => HashCode.Combine(Reference, Proposals.Length);
}

/// <summary>One row per record that is matched; its terms are hashes, and its line says nothing.</summary>
public sealed record MatchIndexRow(string Reference);

public static class MatchRows
{
    /// <summary>The platform's own list by which records are found that may be of one household; no party reads it.</summary>
    public const string Index = "match-index";

    public static string ViewerOfMatching(string crisis) => $"match:{crisis}";

    internal static IEnumerable<ListRow> Of(EntityKey key, Household household, string sort)
    {
        // The firewall again: whatever led here, a household that fears its own state stands in neither list.
        if (household.FearsOwnState || !household.IsCounted)
        {
            yield break;
        }

        if (household.MatchKeys is { } keys && keys != Erased.Text)
        {
            yield return new ListRow(
                ViewerOfMatching(household.Crisis), Index, sort, [.. keys.Split(' ', StringSplitOptions.RemoveEmptyEntries)], new MatchIndexRow(key.Id));
        }

        foreach (var party in household.States)
        {
            if (RowFor(p => p.OtherStates.Contains(party)) is { } row)
            {
                yield return new ListRow(party.Value, MatchRow.List, sort, [$"crisis:{household.Crisis}"], row);
            }
        }

        if (household.SharedWithLead && RowFor(p => p.OtherSharedWithLead) is { } forLead)
        {
            yield return new ListRow(HouseholdRow.ViewerOfLead(household.Crisis), MatchRow.List, sort, [], forLead);
        }

        // A party that may see only one of the two is not told that there is another.
        MatchRow? RowFor(Func<MatchProposal, bool> mayKnow)
        {
            ImmutableArray<MatchProposal> known = [.. household.Proposals.Where(mayKnow)];

            return known.IsEmpty ? null : new MatchRow(key.Id, key.Tenant, known);
        }
    }
}
