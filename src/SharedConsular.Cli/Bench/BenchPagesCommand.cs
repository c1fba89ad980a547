using System.CommandLine;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Bench;

/// <summary>What the pages cost beside the interface they are made from, and how many people may look at them at once.</summary>
internal static class BenchPagesCommand
{
    private const int OfficersDefault = 500;

    public static Command Create(SharedOptions shared)
    {
        var load = new LoadOptions("three");
        var officers = new Option<int>("--officers") { Description = "How many officers are signed in at once.", DefaultValueFactory = _ => OfficersDefault };
        var command = new Command("pages", "Time pages against the same data from the interface (goal 2), and let many people look at once.") { officers };
        load.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var screen = Screen.Of(parsed, shared);

            return await Outcomes.Of(screen, () => shared.ServerOf(parsed), Act, ct);

            async Task<int> Act()
            {
                var report = await PagesBench.Run(load.Of(parsed), parsed.GetValue(officers), screen, ct);
                screen.ShowOwn(report, PagesReport.Draw);

                return report.GoalsMet ? ExitCode.Done : ExitCode.CheckFailed;
            }
        });

        return command;
    }
}
