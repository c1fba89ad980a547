using System.Collections.Immutable;
using SharedConsular.Evacuation;
using SharedConsular.Households;

namespace SharedConsular.Movements;

/// <summary>A movement as a line of the departure board.</summary>
public sealed record MovementRow(
    string Id,
    TenantId Organiser,
    MovementMode Mode,
    string Operator,
    string From,
    string To,
    bool Onward,
    DateTimeOffset ClosesAt,
    DateTimeOffset DepartsAt,
    DateTimeOffset ArrivesAt,
    MovementStatus Status,
    SeatCounts Capacity,
    SeatCounts Held,
    SeatCounts Confirmed,
    int CheckedIn,
    int Flown,
    ImmutableArray<TenantId> OnlyFor)
{
    public const string List = "movements";

    public bool Equals(MovementRow? other) =>
        other is not null && Id == other.Id && Organiser == other.Organiser && Mode == other.Mode && Operator == other.Operator && From == other.From
        && To == other.To && Onward == other.Onward && ClosesAt == other.ClosesAt && DepartsAt == other.DepartsAt && ArrivesAt == other.ArrivesAt
        && Status == other.Status && Capacity == other.Capacity && Held == other.Held && Confirmed == other.Confirmed && CheckedIn == other.CheckedIn
        && Flown == other.Flown && OnlyFor.SequenceEqual(other.OnlyFor);

    public override int GetHashCode() => HashCode.Combine(Id, Organiser, Status, Held, Confirmed, CheckedIn);

    /// <summary>The alarms and gates it adds to the wall, as terms by which it is found there.</summary>
    private static IEnumerable<string> WallTerms(EntityKey key, Movement movement) => MovementTallies.Of(key, movement).Select(t => t.Name).Where(n =>
        n.StartsWith("alarm:", StringComparison.Ordinal) || n.StartsWith(MovementTallies.GatesPrefix, StringComparison.Ordinal));

    internal static ImmutableArray<ListRow> Of(EntityKey key, Movement movement)
    {
        if (movement.Plan is not { } plan)
        {
            return [];
        }

        var row = new MovementRow(
            key.Id, key.Tenant, plan.Mode, plan.Operator, plan.From, plan.To, plan.Onward, movement.ClosesAt, movement.DepartsAt, movement.ArrivesAt,
            movement.Status, movement.Capacity, movement.Held, movement.Confirmed, movement.Holds.Values.Sum(h => h.CheckedIn.Length),
            movement.Manifest?.Entries.Sum(e => e.Members.Length) ?? 0, plan.OnlyFor);

        return
        [
            new ListRow(
                HouseholdRow.ViewerOfCrisis(plan.Crisis), List, movement.DepartsAt.UtcTicks.ToString("D19", System.Globalization.CultureInfo.InvariantCulture),
                [$"status:{Words.Of(movement.Status)}", $"organiser:{key.Tenant}", .. WallTerms(key, movement)], row),
        ];
    }
}
