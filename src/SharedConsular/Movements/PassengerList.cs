using System.Collections.Immutable;
using SharedConsular.Households;

namespace SharedConsular.Movements;

/// <summary>A line of a manifest.</summary>
/// <param name="Number">Its place on the list, from 1.</param>
/// <param name="ChargedTo">The state in whose share the seat is.</param>
/// <param name="IsWithheld">The person fears the state that reads: the place counts, and nothing is said of who sits there.</param>
public sealed record Passenger(int Number, HouseholdName Household, HouseholdMember Member, TenantId ChargedTo, bool IsWithheld);

/// <summary>
/// Who travels, in the order in which they are looked after: unaccompanied minors, then who needs a stretcher or wheelchair,
/// then infants, then other minors. A household stays together on the list as everywhere.
/// </summary>
public static class PassengerList
{
    /// <param name="travelling">The households of a movement with those of their members who travel.</param>
    /// <param name="reader">Who is going to read it.</param>
    /// <param name="only">Only people of this state; all when null.</param>
    public static ImmutableArray<Passenger> Of(
        IEnumerable<(HouseholdName Name, Household Household, ImmutableArray<int> Members)> travelling, TenantId reader, TenantId? only)
    {
        var lines = travelling
            .Where(t => only is null || !t.Household.IsFeared(only))
            .Select(t => (t.Name, t.Household, Members: t.Household.Members.Where(m => t.Members.Contains(m.Number) && IsOf(t.Household, m, only)).ToList()))
            .Where(t => t.Members.Count > 0)
            .OrderBy(t => t.Members.Min(CareOf)).ThenBy(t => t.Name.Reference, StringComparer.Ordinal)
            .SelectMany(t => t.Members.OrderBy(CareOf).ThenBy(m => m.Number).Select(m => (t.Name, t.Household, Member: m)));

        return [.. lines.Select((l, i) => new Passenger(i + 1, l.Name, l.Member, l.Household.StateOf(l.Member), l.Household.IsFeared(reader)))];
    }

    private static bool IsOf(Household household, HouseholdMember member, TenantId? state) =>
        state is null || household.StateOf(member) == state || (!household.FearsOwnState && member.Nationalities.Any(n => n.State == state));

    private static int CareOf(HouseholdMember member) =>
        member is { IsMinor: true, Adult: null } ? 0
        : member.Place is PlaceKind.Stretcher or PlaceKind.Wheelchair ? 1
        : member.Place is PlaceKind.Infant ? 2
        : member.IsMinor ? 3
        : 4;
}
