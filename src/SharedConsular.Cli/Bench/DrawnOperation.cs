using System.Collections.Immutable;
using SharedConsular.Evacuation;

namespace SharedConsular.Cli.Bench;

/// <summary>An evacuation drawn from a seed: households of 1 to 12, aircraft as they flew, more people than seats.</summary>
internal static class DrawnOperation
{
    private const int States = 40;
    private const int Places = 6;
    private const int Classes = 5;
    private const int Days = 10;

    /// <summary>Of 100 persons how many there are seats for: the last days of an operation are never enough for all.</summary>
    private const int SeatsPercent = 85;

    /// <summary>Of 100 households how many have so many members (from memory; DOMAIN gives the range, not the distribution).</summary>
    private static readonly (int Members, int Percent)[] Sizes = [(1, 30), (2, 22), (3, 14), (4, 13), (5, 8), (6, 5), (7, 3), (8, 2), (9, 1), (10, 1), (12, 1)];

    private static readonly DateTimeOffset Begin = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    public static PlanningFacts Draw(int persons, int movements, ulong seed)
    {
        var random = new Random((int)seed);
        var states = Enumerable.Range(0, States).Select(i => TenantId.Get($"{(char)('a' + (i / 20))}{(char)('a' + (i % 20))}")).ToArray();
        var households = ImmutableArray.CreateBuilder<HouseholdNeed>();
        for (var drawn = 0; drawn < persons;)
        {
            var household = DrawHousehold(random, households.Count, states);
            drawn += household.Needs.Persons;
            households.Add(household);
        }

        var seatsPerMovement = Math.Max(1, persons * SeatsPercent / 100 / movements);
        var departures = Enumerable.Range(0, movements).Select(i =>
        {
            var closes = Begin.AddDays(Days * (i + 1.0) / movements);

            return new MovementCapacity(
                $"m{i}", $"place-{random.Next(Places)}", "home", closes, closes.AddHours(6),
                new SeatCounts(seatsPerMovement * random.Next(70, 130) / 100, random.Next(5), random.Next(3), 10 + random.Next(10)));
        });

        return new PlanningFacts(households.ToImmutable(), [.. departures], seed)
        {
            Shares = states.ToImmutableDictionary(s => s, _ => random.Next(1, 20)),
            UptakePercent = states.ToImmutableDictionary(s => s, _ => random.Next(42, 63)),
        };
    }

    private static HouseholdNeed DrawHousehold(Random random, int number, TenantId[] states)
    {
        var (lot, size) = (random.Next(100), 0);
        while (lot >= Sizes[size].Percent)
        {
            lot -= Sizes[size++].Percent;
        }

        var members = Sizes[size].Members;
        var (wheelchairs, stretchers) = (random.Next(100) == 0 ? 1 : 0, random.Next(400) == 0 ? 1 : 0);
        var infants = members > 2 && random.Next(5) == 0 ? 1 : 0;
        var seats = Math.Max(0, members - wheelchairs - stretchers - infants);

        // A third of all register on the first day (DOMAIN 4.2), the others over the days after it.
        var readyAt = random.Next(3) == 0 ? Begin : Begin.AddHours(random.Next(24 * (Days - 2)));

        return new HouseholdNeed(
            $"h{number}", random.Next(Classes), random.Next(1_000), states[Math.Min(random.Next(States), random.Next(States))],
            new SeatCounts(seats, wheelchairs, stretchers, infants), [$"place-{random.Next(Places)}"], readyAt);
    }
}
