using System.CommandLine;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Bench;

/// <summary>What it costs that every look at a case is recorded before the case is shown.</summary>
internal static class BenchReadsCommand
{
    public static Command Create(SharedOptions shared)
    {
        var load = new LoadOptions("two");
        var command = new Command("reads", "Time GET of a case with every read recorded, against the same without.");
        load.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var screen = Screen.Of(parsed, shared);

            return await Outcomes.Of(screen, () => shared.ServerOf(parsed), Act, ct);

            async Task<int> Act()
            {
                var (connections, rounds, time, disk) = load.Of(parsed);
                var report = await ReadsBench.Run(connections, rounds, time, disk, screen, ct);
                screen.ShowOwn(report, ReadsBench.Draw);

                return ExitCode.Done;
            }
        });

        return command;
    }
}
