using System.CommandLine;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Bench;

/// <summary>What a durable case command costs over HTTP, against others of the same run.</summary>
internal static class BenchCasesCommand
{
    public static Command Create(SharedOptions shared)
    {
        var load = new LoadOptions("five");
        var command = new Command(
            "cases",
            "Time durable case commands over HTTP against committing each alone (goal 5), a bare batched insert (goal 0.3) and unsealed persons (goal 0.85).");
        load.AddTo(command);
        command.Add(load.Store);
        command.SetAction(async (parsed, ct) =>
        {
            var screen = Screen.Of(parsed, shared);

            return await Outcomes.Of(screen, () => shared.ServerOf(parsed), Act, ct);

            async Task<int> Act()
            {
                if (parsed.GetValue(load.Store) is { } store)
                {
                    return await NodesBench.Show("durable commands", store, OpenCases, [], load.Of(parsed), screen, ct);
                }

                var (connections, rounds, time, disk) = load.Of(parsed);
                var report = await CasesBench.Run(connections, rounds, time, disk, screen, ct);
                screen.ShowOwn(report, CasesReport.Draw);

                return report.GoalsMet ? ExitCode.Done : ExitCode.CheckFailed;
            }
        });

        return command;
    }

    private static async Task<IHttpLoad> OpenCases(IReadOnlyList<Uri> nodes, int connections, CancellationToken ct) =>
        await CaseLoad.Open(nodes, connections, ct);
}
