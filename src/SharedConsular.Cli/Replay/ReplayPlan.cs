using System.Security.Cryptography;
using System.Text.Json;
using SharedConsular.Cli.Randomness;

namespace SharedConsular.Cli.Replay;

/// <summary>
/// What will be tried, in order: a pure function of the scenario and its seed. Nothing the server answers changes it;
/// it only decides how far a case gets.
/// </summary>
internal sealed record ReplayPlan(string Hash, IReadOnlyList<PlannedCase> Cases)
{
    private const int BirthYearFirst = 1935;
    private const int BirthYears = 85;
    private const int MinutesPerDay = 24 * 60;
    private const int StepsMax = 3;

    /// <summary>Sixteen equally likely waits of an exponential distribution, in percent of its mean.</summary>
    private static readonly int[] WaitPercents = [3, 10, 17, 25, 33, 42, 52, 63, 76, 90, 107, 127, 152, 186, 237, 347];

    public static ReplayPlan Make(Scenario scenario, ulong seed, int count)
    {
        var cases = Enumerable.Range(0, count)
            .Select(number => Draw(scenario, number, SeededRandom.For(seed, (ulong)number)))
            .OrderBy(c => c.Minute)
            .ThenBy(c => c.Number)
            .ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(cases, JsonSerializerOptions.Web)));

        return new ReplayPlan(hash, cases);
    }

    private static PlannedCase Draw(Scenario scenario, int number, SeededRandom random)
    {
        var tenant = random.Pick(scenario.Tenants, t => t.Share);
        var place = random.Pick([.. tenant.In.OrderBy(p => p.Key, StringComparer.Ordinal)], p => p.Value).Key;
        var load = random.Pick(scenario.Mix, m => m.Share);
        var service = random.Pick(load.Services, s => s.Weight);
        var urgency = random.Chance(load.Urgent) ? "urgent" : random.Chance(load.Extreme) ? "extreme" : "routine";
        var conduct = scenario.Conduct;

        return new PlannedCase(number, random.Below(scenario.Days * MinutesPerDay), load.Name, tenant.State, place, service.Service, urgency)
        {
            FearsOwnState = random.Chance(load.FearsOwnState),
            ClaimedOnly = random.Chance(conduct.ClaimedOnly),
            Name = NameLists.Draw(tenant.Script, random),
            Script = tenant.Script,
            Born = new DateOnly(BirthYearFirst + random.Below(BirthYears), 1 + random.Below(12), 1 + random.Below(28)),
            OpenedByOfficer = random.Chance(conduct.OpenedByOfficer),
            PapersAsked = random.Chance(conduct.PapersAsked),
            Objected = random.Chance(conduct.Objected),
            Refused = random.Chance(conduct.Refused),
            Withdrawn = random.Chance(conduct.Withdrawn),
            HandedOver = random.Chance(conduct.HandedOver),
            HandoverDeclined = random.Chance(conduct.HandoverDeclined),
            Recalled = random.Chance(conduct.Recalled),
            Complained = random.Chance(conduct.Complained),
            Reopened = random.Chance(conduct.Reopened),
            Trespassed = random.Chance(conduct.Trespassed),
            Document = service.Document,
            WaitFactor = conduct.WaitFactor,
            Steps = 1 + random.Below(StepsMax),
            DeedsMax = random.Chance(conduct.Unfinished) ? 1 + random.Below(PlannedCase.DeedsDrawn / 2) : int.MaxValue,
            Minutes = [.. Enumerable.Range(0, PlannedCase.DeedsDrawn).Select(_ => MinutesOf(urgency, conduct, random))],
        };
    }

    /// <summary>Exponential around the mean, as waiting times are; in whole minutes, so that the plan is the same everywhere.</summary>
    private static int MinutesOf(string urgency, ScenarioConduct conduct, SeededRandom random)
    {
        var mean = urgency switch { "extreme" => conduct.MinutesExtreme, "urgent" => conduct.MinutesUrgent, _ => conduct.MinutesRoutine };

        return mean * WaitPercents[random.Below(WaitPercents.Length)] / 100;
    }
}

/// <summary>One person's week.</summary>
/// <param name="Minute">When the person comes, counted from the first day's midnight.</param>
internal sealed record PlannedCase(int Number, int Minute, string Load, string State, string In, string Service, string Urgency)
{
    public const int DeedsDrawn = 24;

    public required bool FearsOwnState { get; init; }

    public required bool ClaimedOnly { get; init; }

    public required string Name { get; init; }

    public required string Script { get; init; }

    public required DateOnly Born { get; init; }

    public required bool OpenedByOfficer { get; init; }

    public required bool PapersAsked { get; init; }

    public required bool Objected { get; init; }

    public required bool Refused { get; init; }

    public required bool Withdrawn { get; init; }

    public required bool HandedOver { get; init; }

    public required bool HandoverDeclined { get; init; }

    public required bool Recalled { get; init; }

    public required bool Complained { get; init; }

    public required bool Reopened { get; init; }

    public required bool Trespassed { get; init; }

    public required bool Document { get; init; }

    public required int Steps { get; init; }

    /// <summary>How many times longer it takes until somebody else takes a thing up.</summary>
    public required int WaitFactor { get; init; }

    /// <summary>After so many deeds the week is over.</summary>
    public required int DeedsMax { get; init; }

    /// <summary>How long each deed waits after the one before.</summary>
    public required IReadOnlyList<int> Minutes { get; init; }
}
