using System.CommandLine;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Bench;

/// <summary>What a durable case command costs over HTTP, against two others of the same run.</summary>
internal static class BenchCasesCommand
{
    private const int ConnectionsDefault = 64;
    private const int SecondsDefault = 15;
    private const int RoundsMin = 3;

    public static Command Create(SharedOptions shared)
    {
        var connections = new Option<int>("--connections") { Description = "Keep-alive HTTP/1.1 connections.", DefaultValueFactory = _ => ConnectionsDefault };
        var seconds = new Option<int>("--seconds")
        {
            Description = "How long each of the three is measured, over all rounds.",
            DefaultValueFactory = _ => SecondsDefault,
        };
        var rounds = new Option<int>("--rounds")
        {
            Description = "Rounds in which the three take turns; the medians count.",
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
        var command = new Command("cases", "Time durable case commands over HTTP against committing each alone (goal 5) and a bare batched insert (goal 0.3).")
        {
            connections, seconds, rounds, data,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var screen = Screen.Of(parsed, shared);

            return await Outcomes.Of(screen, () => shared.ServerOf(parsed), Act, ct);

            async Task<int> Act()
            {
                var report = await CasesBench.Run(
                    parsed.GetValue(connections), parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                    parsed.GetValue(data)?.FullName, screen, ct);
                screen.ShowOwn(report, CasesReport.Draw);

                return report.GoalsMet ? ExitCode.Done : ExitCode.CheckFailed;
            }
        });

        return command;
    }
}
