using System.CommandLine;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Bench;

/// <summary>What the gateway's hop costs.</summary>
internal static class BenchGatewayCommand
{
    public static Command Create(SharedOptions shared)
    {
        var load = new LoadOptions("four");
        var command = new Command("gateway", "Time requests through the gateway against the same without it, in processor time for one (goal 1.25).");
        load.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var screen = Screen.Of(parsed, shared);

            return await Outcomes.Of(screen, () => shared.ServerOf(parsed), Act, ct);

            async Task<int> Act()
            {
                var report = await GatewayBench.Run(load.Of(parsed), screen, ct);
                screen.ShowOwn(report, GatewayBench.Draw);

                return report.GoalsMet ? ExitCode.Done : ExitCode.CheckFailed;
            }
        });

        return command;
    }
}
