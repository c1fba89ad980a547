using SharedConsular.Cli.Shell;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace SharedConsular.Cli.Replay.Evacuations;

/// <summary>An evacuation as it was, day by day, with the sources of its figures.</summary>
internal sealed class Operation
{
    /// <summary>The word by which a file says that it is an evacuation and not a week of consular work.</summary>
    private const string Mark = "operation:";

    private const int FileBytesMax = 256 * 1024;
    private const int FlightsPerDayMax = 200;

    [YamlMember(Alias = "operation")]
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required ulong Seed { get; init; }

    public required string From { get; init; }

    /// <summary>How much of the operation is replayed when nothing else is asked for: 0.05 is a twentieth of the people and flights.</summary>
    public double Scale { get; init; } = 1;

    public required List<string> States { get; init; }

    public required string Lead { get; init; }

    public List<string> JointTeam { get; init; } = [];

    public required string Assembly { get; init; }

    public required List<string> Places { get; init; }

    /// <summary>States whose people register, by weight.</summary>
    public required Dictionary<string, double> Registers { get; init; }

    public required OperationConduct Conduct { get; init; }

    public required List<OperationDay> Days { get; init; }

    [YamlIgnore]
    public DateOnly FirstDay => DayOf(From);

    public static bool IsOne(string text) => text.Split('\n').Any(l => l.StartsWith(Mark, StringComparison.Ordinal));

    public static DateOnly DayOf(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<string> ReadText(FileInfo file, CancellationToken ct) =>
        !file.Exists ? throw new UsageException($"There is no file {file.FullName}.")
        : file.Length > FileBytesMax ? throw new UsageException($"{file.Name} is larger than {FileBytesMax} bytes.")
        : await File.ReadAllTextAsync(file.FullName, ct);

    public static Operation Parse(string text, string name)
    {
        try
        {
            var operation = new DeserializerBuilder()
                .WithNamingConvention(UnderscoredNamingConvention.Instance)
                .WithEnforceRequiredMembers()
                .WithDuplicateKeyChecking()
                .Build()
                .Deserialize<Operation?>(text) ?? throw new UsageException($"{name} is empty.");

            return operation.FindFault() is { } fault ? throw new UsageException($"{name}: {fault}") : operation;
        }
        catch (YamlException fault)
        {
            throw new UsageException($"{name}:{fault.Start.Line}: {fault.InnerException?.Message ?? fault.Message}");
        }
    }

    private string? FindFault() =>
        Days.Count == 0 || Days.Any(d => d.Flights.Count == 0 || d.Flights.Sum(f => f.Count) > FlightsPerDayMax) ? $"each day has 1 to {FlightsPerDayMax} flights."
        : Days.Any(d => d.Flights.Sum(f => f.Persons) != d.Persons) ? "the persons of a day are those of its flights."
        : Registers.Count == 0 || Registers.Values.Any(w => w <= 0) ? "registers needs states, with weights greater than 0."
        : Scale is <= 0 or > 1 ? "scale is greater than 0 and at most 1."
        : Days.SelectMany(d => d.Flights).Any(f => f.Organiser != Lead && !JointTeam.Contains(f.Organiser)) ? "every organiser leads or is of the joint team."
        : null;
}

/// <summary>How people answered, as probabilities.</summary>
internal sealed class OperationConduct
{
    /// <summary>Persons registered for each that flew.</summary>
    public double Demand { get; init; } = 1;

    public double Accepted { get; init; }

    public double Declined { get; init; }

    public double ShowsUp { get; init; }

    public double MixedNationality { get; init; }

    public double UnaccompaniedMinor { get; init; }

    public double Wheelchair { get; init; }

    public double Stretcher { get; init; }

    /// <summary>Registered a second time.</summary>
    public double Twice { get; init; }

    public double LeftByOwnMeans { get; init; }

    public double Staying { get; init; }
}

internal sealed class OperationDay
{
    public required string Date { get; init; }

    public required int Persons { get; init; }

    public required List<OperationFlights> Flights { get; init; }

    /// <summary>How many of the day's departures did not leave.</summary>
    public int Cancelled { get; init; }

    public required string Basis { get; init; }

    public required string Source { get; init; }
}

internal sealed class OperationFlights
{
    public required string Organiser { get; init; }

    public required string Asset { get; init; }

    public required int Count { get; init; }

    /// <summary>All of them together.</summary>
    public required int Persons { get; init; }
}
