using System.Collections.Immutable;
using SharedConsular.Households;

namespace SharedConsular.Movements;

/// <summary>What a movement adds to the numbers of its crisis.</summary>
public static class MovementTallies
{
    public const string MovementsPrefix = "movements:";
    public const string SeatsCapacity = "seats:capacity";
    public const string SeatsOffered = "seats:offered";
    public const string SeatsConfirmed = "seats:confirmed";
    public const string SeatsFlown = "seats:flown";

    /// <summary>Persons who passed a gate and whose manifest is not closed yet, by gate.</summary>
    public const string GatesPrefix = "gate:";

    /// <summary>The last minute in which somebody passed one of its gates.</summary>
    public const string ScansPrefix = "scans:";

    /// <summary>Of movements whose manifest is closed: seats that were offered, and those of them that were boarded, by state.</summary>
    public const string UptakeOfferedPrefix = "uptake:offered:";
    public const string UptakeBoardedPrefix = "uptake:boarded:";
    public const string Parted = "alarm:parted-household";
    public const string ChildAlone = "alarm:child-alone";
    public const string DoubleUse = "alarm:token-used-twice";

    internal static ImmutableArray<Tally> Of(EntityKey key, Movement movement)
    {
        if (movement.Plan is not { } plan)
        {
            return [];
        }

        var isOn = movement.Status is not MovementStatus.Cancelled;
        var atGate = movement.IsOpen ? movement.Holds.Values : [];
        (string Name, long Count)[] counts =
        [
            ($"{MovementsPrefix}{Words.Of(movement.Status)}", 1),
            (SeatsCapacity, isOn ? movement.Capacity.Persons : 0),
            (SeatsOffered, movement.IsOpen ? movement.Held.Persons : 0),
            (SeatsConfirmed, movement.IsOpen ? movement.Confirmed.Persons : 0),
            (SeatsFlown, movement.Manifest?.Entries.Sum(e => e.Members.Length) ?? 0),
            .. atGate.SelectMany(h => h.CheckedIn).GroupBy(c => c.Gate).Select(g => ($"{GatesPrefix}{g.Key}", (long)g.Count())),
            (Parted, atGate.Count(h => h.IsParted)),
            (ChildAlone, atGate.Count(h => h.HasChildAlone)),
            .. movement.Manifest is null ? [] : movement.OfferedSoFar.Select(o => ($"{UptakeOfferedPrefix}{o.Key}", (long)o.Value)),
            .. movement.Manifest is null ? [] : movement.BoardedOfOffered.Select(b => ($"{UptakeBoardedPrefix}{b.Key}", (long)b.Value)),
            .. movement.LastScanAt is { } scanned ? [($"{ScansPrefix}{HouseholdTallies.MinuteOf(scanned)}", 1L)] : Array.Empty<(string, long)>(),
            (DoubleUse, atGate.Sum(h => h.CheckedIn.Count(c => c.AlsoAt is not null))),
        ];

        return [.. counts.Where(c => c.Count != 0).Select(c => new Tally(HouseholdTallies.BoardOf(plan.Crisis), c.Name, c.Count))];
    }
}
