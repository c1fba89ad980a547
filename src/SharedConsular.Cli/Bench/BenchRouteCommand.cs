using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Policies;
using Spectre.Console;

namespace SharedConsular.Cli.Bench;

/// <summary>What a routing decision costs, in this process: measured against writing its own answer as JSON.</summary>
internal static class BenchRouteCommand
{
    private const int QuestionsDefault = 20_000;
    private const int RoundsDefault = 7;

    public static Command Create(SharedOptions shared)
    {
        var world = new Option<bool>("--world") { Description = "Also make the map of the whole world: all states, all places, all services." };
        var output = new Option<FileInfo?>("--output") { Description = "Write the map to this file (CSV); implies --world.", HelpName = "file" };
        var questions = new Option<int>("--questions") { Description = "How many questions a round has.", DefaultValueFactory = _ => QuestionsDefault };
        var rounds = new Option<int>("--rounds") { Description = "How many rounds of each; the medians count.", DefaultValueFactory = _ => RoundsDefault };
        var seed = new Option<ulong>("--seed") { Description = "The same seed asks the same questions.", DefaultValueFactory = _ => 1 };
        var on = TypedDate.Option("--on", "The day asked about; today when left out.");
        var command = new Command("route", "Time a decision against writing its answer as JSON (goal: ratio at most 1).")
        {
            world, output, questions, rounds, seed, on,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var screen = Screen.Of(parsed, shared);

            return await Outcomes.Of(screen, () => shared.ServerOf(parsed), Act, ct);

            async Task<int> Act()
            {
                var day = parsed.GetValue(on) ?? DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
                var loaded = LoadedWorld.Load(PolicySources.Standard);
                var ratio = RouteRatio.Measure(
                    loaded.World, QuestionSample.Draw(loaded.World, parsed.GetValue(seed), parsed.GetValue(questions), day), parsed.GetValue(rounds), ct);
                var file = parsed.GetValue(output);
                var map = parsed.GetValue(world) || file is not null ? await WorldMap.Make(loaded.World, day, file, screen, ct) : null;
                screen.ShowOwn(new BenchRouteReport(loaded.World.Version, loaded.Seconds, ratio, map), Draw);

                return ratio.GoalMet ? ExitCode.Done : ExitCode.CheckFailed;
            }
        });

        return command;
    }

    private static void Draw(IAnsiConsole console, BenchRouteReport report)
    {
        var ratio = report.Ratio;
        console.Write(Tables.Of("deciding against writing", $"{ratio.Questions} questions, medians of {ratio.Rounds} rounds")
            .Row("one decision", $"{ratio.DecideMicroseconds:0.00} µs")
            .Row("writing its answer", $"{ratio.WriteMicroseconds:0.00} µs, {ratio.BytesPerAnswer} bytes")
            .Row("ratio decide / write", $"{ratio.Ratio:0.00} (goal at most 1: {(ratio.GoalMet ? "met" : "missed")})")
            .Row("decisions a second, one core", $"{ratio.DecisionsPerSecond:0}")
            .Row("allocated per decision", $"{ratio.BytesAllocatedPerDecision} bytes")
            .Row("world read and indexed in", $"{report.LoadSeconds:0.00} s")
            .Row("memory, managed / whole process", $"{ratio.ManagedMegabytes:0} MB / {ratio.ProcessMegabytes:0} MB"));
        if (report.Map is { } map)
        {
            WorldMap.Draw(console, map);
        }
    }

    internal sealed record BenchRouteReport(string World, double LoadSeconds, RouteRatio Ratio, WorldMapReport? Map);
}
