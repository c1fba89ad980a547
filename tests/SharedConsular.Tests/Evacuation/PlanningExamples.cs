using System.Collections.Immutable;
using SharedConsular.Evacuation;

namespace SharedConsular.Tests.Evacuation;

/// <summary>Small operations drawn from a seed, with everything that makes planning hard.</summary>
internal static class PlanningExamples
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    public static readonly TenantId Ee = TenantId.Get("ee");
    public static readonly TenantId Fr = TenantId.Get("fr");
    public static readonly TenantId Lv = TenantId.Get("lv");

    private static readonly TenantId[] States = [Ee, Fr, Lv, TenantId.Get("de"), TenantId.Get("ke")];
    private static readonly string[] Places = ["kbl", "hotel", "port"];

    public static HouseholdNeed Household(
        string id, int seats, int @class = 0, int rank = 0, TenantId? state = null, int readyAfterHours = 0, string from = "kbl", int wheelchairs = 0) =>
        new(id, @class, rank, state ?? Ee, new SeatCounts(seats, wheelchairs), [from], Noon.AddHours(readyAfterHours));

    public static MovementCapacity Movement(string id, int seats, int afterHours = 1, string from = "kbl", string to = "home", int wheelchairs = 0) =>
        new(id, from, to, Noon.AddHours(afterHours), Noon.AddHours(afterHours + 5), new SeatCounts(seats, wheelchairs));

    public static PlanningFacts Facts(IEnumerable<HouseholdNeed> households, params MovementCapacity[] movements) =>
        new([.. households], [.. movements], Seed: 7);

    /// <summary>An operation of some ten to sixty households, three places, a hub, and movements that never take all.</summary>
    public static PlanningFacts Drawn(int seed, bool withHub = true)
    {
        var random = new Random(seed);
        var households = Enumerable.Range(0, random.Next(10, 60)).Select(i => new HouseholdNeed(
            $"h{i}", random.Next(4), random.Next(8), States[random.Next(States.Length)], DrawnNeeds(random),
            random.Next(4) == 0 ? [Places[random.Next(3)], Places[random.Next(3)]] : [Places[random.Next(3)]],
            Noon.AddHours(random.Next(-5, 8)))
        {
            Members = random.Next(3) == 0 ? [new StateCount(Fr, 1)] : [],
        });
        var movements = Enumerable.Range(0, random.Next(1, 7)).Select(i => new MovementCapacity(
            $"m{i}", Places[random.Next(3)], withHub && random.Next(4) == 0 ? Places[random.Next(3)] : "home",
            Noon.AddHours(i), Noon.AddHours(i + 3), new SeatCounts(random.Next(3, 40), random.Next(3), random.Next(2), random.Next(4)))
        {
            OnlyFor = random.Next(6) == 0 ? [Ee, Fr] : [],
        });

        return new PlanningFacts([.. households.Select(h => h with { Assemblies = [.. h.Assemblies.Distinct()] })], [.. movements], (ulong)seed)
        {
            Shares = ImmutableDictionary<TenantId, int>.Empty.Add(Ee, 3).Add(Fr, 2),
            UptakePercent = ImmutableDictionary<TenantId, int>.Empty.Add(Lv, 42).Add(Fr, 62),
        };
    }

    private static SeatCounts DrawnNeeds(Random random)
    {
        var special = random.Next(10);

        return new SeatCounts(random.Next(1, 13), special == 0 ? 1 : 0, special == 1 ? 1 : 0, special < 4 ? random.Next(3) : 0);
    }
}
