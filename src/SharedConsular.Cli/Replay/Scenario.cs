using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Replay;

/// <summary>A week as somebody wrote it down: who comes, where, with what, and how officers go about it.</summary>
internal sealed class Scenario
{
    private const int FileBytesMax = 256 * 1024;
    private const int CasesMax = 200_000;

    public required string Title { get; init; }

    public required ulong Seed { get; init; }

    public required string From { get; init; }

    public required int Days { get; init; }

    public required int Cases { get; init; }

    /// <summary>The published figures that the weights below stand on; kept for the reader.</summary>
    public List<ScenarioFigure> Figures { get; init; } = [];

    public required List<ScenarioLoad> Mix { get; init; }

    public required List<ScenarioTenant> Tenants { get; init; }

    public List<ScenarioStep> Opening { get; init; } = [];

    public required ScenarioConduct Conduct { get; init; }

    [YamlIgnore]
    public DateOnly FirstDay => DateOnly.ParseExact(From, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<Scenario> Read(FileInfo file, CancellationToken ct)
    {
        if (!file.Exists)
        {
            throw new UsageException($"There is no file {file.FullName}.");
        }

        if (file.Length > FileBytesMax)
        {
            throw new UsageException($"{file.Name} is larger than {FileBytesMax} bytes.");
        }

        return Parse(await File.ReadAllTextAsync(file.FullName, ct), file.Name);
    }

    internal static Scenario Parse(string text, string name)
    {
        try
        {
            var scenario = new DeserializerBuilder()
                .WithNamingConvention(UnderscoredNamingConvention.Instance)
                .WithEnforceRequiredMembers()
                .WithDuplicateKeyChecking()
                .Build()
                .Deserialize<Scenario?>(text) ?? throw new UsageException($"{name} is empty.");

            return scenario.FindFault() is { } fault ? throw new UsageException($"{name}: {fault}") : scenario;
        }
        catch (YamlException fault)
        {
            throw new UsageException($"{name}:{fault.Start.Line}: {fault.InnerException?.Message ?? fault.Message}");
        }
    }

    private string? FindFault() =>
        Cases is < 1 or > CasesMax ? $"cases goes from 1 to {CasesMax}."
        : Days is < 1 or > 366 ? "days goes from 1 to 366."
        : !DateOnly.TryParseExact(From, "yyyy-MM-dd", out _) ? "from is a day such as 2026-11-16."
        : Mix.Count == 0 || Mix.Any(m => m.Services.Count == 0) ? "mix needs loads, and each of them services."
        : Tenants.Count == 0 || Tenants.Any(t => t.In.Count == 0) ? "tenants needs states, and each of them places to be in."
        : Mix.Any(m => m.Share <= 0 || m.Services.Any(s => s.Weight <= 0)) || Tenants.Any(t => t.Share <= 0 || t.In.Values.Any(w => w <= 0))
            ? "shares and weights are greater than 0."
        : null;
}

internal sealed class ScenarioFigure
{
    public required string Id { get; init; }

    public required double Value { get; init; }

    public required string Source { get; init; }
}

/// <summary>A kind of load with its share of all cases, such as routine to distress 39 to 1.</summary>
internal sealed class ScenarioLoad
{
    public required string Name { get; init; }

    public required double Share { get; init; }

    public required List<ScenarioService> Services { get; init; }

    /// <summary>How many of a hundred are urgent, and how many of those that are not are extreme.</summary>
    public double Urgent { get; init; }

    public double Extreme { get; init; }

    public double FearsOwnState { get; init; }
}

internal sealed class ScenarioService
{
    public required string Service { get; init; }

    public required double Weight { get; init; }

    /// <summary>Whether it ends with a document that is issued and handed over.</summary>
    public bool Document { get; init; }

    public string Source { get; init; } = "";
}

internal sealed class ScenarioTenant
{
    public required string State { get; init; }

    public required double Share { get; init; }

    /// <summary>Where its nationals are, by weight.</summary>
    public required Dictionary<string, double> In { get; init; }

    /// <summary>How its nationals write their names: Latn, Arab, Cyrl or Hani.</summary>
    public string Script { get; init; } = "Latn";
}

/// <summary>Something an administrator does before the doors open.</summary>
internal sealed class ScenarioStep
{
    public required string As { get; init; }

    /// <summary><c>post</c>, <c>mandate</c>, <c>consent</c>, <c>notice</c> or <c>objection</c>.</summary>
    public required string Do { get; init; }

    public string? Agreement { get; init; }

    public string? Post { get; init; }

    public string? Country { get; init; }

    public string? City { get; init; }

    public List<double>? Near { get; init; }

    public string? Gate { get; init; }

    public List<string>? Parties { get; init; }

    public List<string>? Services { get; init; }

    public string? Note { get; init; }
}

/// <summary>How often what happens, as probabilities; and how many minutes pass between two deeds on average.</summary>
internal sealed class ScenarioConduct
{
    public double OpenedByOfficer { get; init; }

    public double ClaimedOnly { get; init; }

    public double PapersAsked { get; init; }

    public double Objected { get; init; }

    public double Refused { get; init; }

    public double Withdrawn { get; init; }

    public double HandedOver { get; init; }

    public double HandoverDeclined { get; init; }

    public double Recalled { get; init; }

    public double Complained { get; init; }

    public double Reopened { get; init; }

    /// <summary>Still open when the week ends.</summary>
    public double Unfinished { get; init; }

    /// <summary>Somebody tries what they may not do.</summary>
    public double Trespassed { get; init; }

    public int MinutesRoutine { get; init; } = 180;

    public int MinutesUrgent { get; init; } = 20;

    public int MinutesExtreme { get; init; } = 6;

    /// <summary>How many times longer it takes until somebody else takes a thing up: acceptance, answers.</summary>
    public int WaitFactor { get; init; } = 1;
}
