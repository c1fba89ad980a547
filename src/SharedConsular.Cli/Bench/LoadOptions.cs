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

    public (int Connections, int Rounds, TimeSpan Time, string? Disk) Of(ParseResult parsed) =>
        (parsed.GetValue(_connections), parsed.GetValue(_rounds), TimeSpan.FromSeconds(parsed.GetValue(_seconds)), parsed.GetValue(_data)?.FullName);
}
