using System.Collections.Immutable;

namespace SharedConsular.Evacuation;

/// <summary>How many of 100 offered seats a state's people board: as measured in the crisis itself, once there is enough to go by.</summary>
public static class Uptake
{
    /// <summary>Below this many offered seats of a state the entered figure counts: one family less would move the measured one by too much.</summary>
    public const int OfferedMin = 50;

    /// <param name="entered">What the lead state entered; a state without a figure is expected to come whole.</param>
    /// <param name="offered">Seats offered on movements whose manifest is closed.</param>
    /// <param name="boarded">Those of them that were boarded.</param>
    public static ImmutableSortedDictionary<TenantId, int> Of(
        IReadOnlyDictionary<TenantId, int> entered, IReadOnlyDictionary<TenantId, long> offered, IReadOnlyDictionary<TenantId, long> boarded) =>
        entered.ToImmutableSortedDictionary().SetItems(offered.Where(o => o.Value >= OfferedMin).Select(o => KeyValuePair.Create(
            o.Key, (int)Math.Clamp(boarded.GetValueOrDefault(o.Key) * 100 / o.Value, 1, 100))));
}
