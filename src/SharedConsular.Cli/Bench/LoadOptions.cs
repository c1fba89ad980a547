using System.CommandLine;

namespace SharedConsular.Cli.Bench;

/// <summary>What every measurement over HTTP lets be chosen.</summary>
/// <param name="what">How many kinds of load take turns, as a word.</param>
internal sealed class LoadOptions(string what)
{
    private const int ConnectionsDefault = 64;
    private const int SecondsDefault = 15;
    private const int RoundsMin = 3;

    private readonly Option<int> _connections =
        new("--connections") { Description = "Keep-alive HTTP/1.1 connections.", DefaultValueFactory = _ => ConnectionsDefault };

    private readonly Option<int> _seconds = new("--seconds")
    {
        Description = $"How long each of the {what} is measured, over all rounds.",
        DefaultValueFactory = _ => SecondsDefault,
    };

    private readonly Option<int> _rounds = new("--rounds")
    {
        Description = $"Rounds in which the {what} take turns; the medians count.",
        DefaultValueFactory = _ => RoundsMin,
    };

    private readonly Option<DirectoryInfo?> _data =
        new("--data") { Description = "On which disk the databases lie; a folder of its own is made in it and removed." };

    /// <summary>Of what is measured on PostgreSQL as well; it is not among those that all have.</summary>
    public Option<string?> Store { get; } = new("--store")
    {
        Description = "Measure one, two and three nodes over this PostgreSQL against its own pgbench (goal 1), by the connection string of somebody"
            + " who may make a database; one is made and removed.",
    };

    public void AddTo(Command command)
    {
        _rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < RoundsMin)
            {
                result.AddError($"--rounds is at least {RoundsMin}: a median of fewer says nothing.");
            }
        });
        command.Add(_connections);
        command.Add(_seconds);
        command.Add(_rounds);
        command.Add(_data);
    }

    public LoadChoice Of(ParseResult parsed) =>
        new(parsed.GetValue(_connections), parsed.GetValue(_rounds), TimeSpan.FromSeconds(parsed.GetValue(_seconds)), parsed.GetValue(_data)?.FullName);
}

/// <param name="Time">How long each kind of load is measured, over all rounds.</param>
/// <param name="Disk">The folder on it; null for that of temporary files.</param>
internal sealed record LoadChoice(int Connections, int Rounds, TimeSpan Time, string? Disk);
