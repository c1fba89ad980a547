using System.CommandLine;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Bench;

/// <summary>What it costs that every look at a case is recorded before the case is shown.</summary>
internal static class BenchReadsCommand
{
    private const int ConnectionsDefault = 64;
    private const int SecondsDefault = 15;
    private const int RoundsMin = 3;

    public static Command Create(SharedOptions shared)
    {
        var connections = new Option<int>("--connections") { Description = "Keep-alive HTTP/1.1 connections.", DefaultValueFactory = _ => ConnectionsDefault };
        var seconds = new Option<int>("--seconds")
        {
            Description = "How long each of the two is measured, over all rounds.",
            DefaultValueFactory = _ => SecondsDefault,
        };
        var rounds = new Option<int>("--rounds")
        {
            Description = "Rounds in which the two take turns; the medians count.",
            DefaultValueFactory = _ => RoundsMin,
        };
        var data = new Option<DirectoryInfo?>("--data") { Description = "On which disk the databases lie; a folder of its own is made in it and removed." };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < RoundsMin)
            {
                result.AddError($"--rounds is at least {RoundsMin}: a median of fewer says nothing.");
            }
        });
        var command = new Command("reads", "Time GET of a case with every read recorded, against the same without.") { connections, seconds, rounds, data };
        command.SetAction(async (parsed, ct) =>
        {
            var screen = Screen.Of(parsed, shared);

            return await Outcomes.Of(screen, () => shared.ServerOf(parsed), Act, ct);

            async Task<int> Act()
            {
                var report = await ReadsBench.Run(
                    parsed.GetValue(connections), parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                    parsed.GetValue(data)?.FullName, screen, ct);
                screen.ShowOwn(report, ReadsBench.Draw);

                return ExitCode.Done;
            }
        });

        return command;
    }
}
