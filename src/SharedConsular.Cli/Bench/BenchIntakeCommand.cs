using System.CommandLine;
using SharedConsular.Cli.Servers;
using SharedConsular.Cli.Shell;
using Spectre.Console;

namespace SharedConsular.Cli.Bench;

/// <summary>What a durable registration of a household costs over HTTP, against one naive durable row of the same run.</summary>
internal static class BenchIntakeCommand
{
    private const double RatioGoal = 1;
    private static readonly TimeSpan WarmUpFirst = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan WarmUpLater = TimeSpan.FromSeconds(1);
    private static readonly Dictionary<string, string> Unlimited = new() { ["Limits__IntakeRequestsPerMinute"] = "100000000" };

    public static Command Create(SharedOptions shared)
    {
        var load = new LoadOptions("two");
        var command = new Command("intake", "Time durable registrations of households over HTTP against one durable row each, committed alone (goal 1).");
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
                    return await NodesBench.Show("households registered", store, OpenIntake, Unlimited, load.Of(parsed), screen, ct);
                }

                var (connections, rounds, time, disk) = load.Of(parsed);
                var report = await Run(connections, rounds, time, disk, screen, ct);
                screen.ShowOwn(report, Draw);

                return report.Ratio >= RatioGoal ? ExitCode.Done : ExitCode.CheckFailed;
            }
        });

        return command;
    }

    private static async Task<IHttpLoad> OpenIntake(IReadOnlyList<Uri> nodes, int connections, CancellationToken ct) =>
        await IntakeLoad.Open(nodes, connections, ct);

    private static async Task<IntakeReport> Run(int connections, int rounds, TimeSpan time, string? disk, Screen screen, CancellationToken ct)
    {
        using var data = TemporaryFolder.Create(disk);
        await using var server = await ServerProcess.Start(data.Path, Unlimited, ct);
        using var load = await IntakeLoad.Open([server.Address], connections, ct);
        await load.Run(TimeSpan.Zero, WarmUpFirst, ct);
        var each = time / rounds;
        var (registered, bare) = (new List<LoadResult>(), new List<double>());
        await screen.Progress($"{rounds} rounds of two", rounds * 2, async advance =>
        {
            for (var round = 0; round < rounds; round++)
            {
                registered.Add(await load.Run(WarmUpLater, each, ct));
                advance(1);
                bare.Add(await BareInserts.Measure(data.Path, connections, load.BytesPerBody, each, ct, together: 1));
                advance(1);
            }

            return rounds;
        });

        return new IntakeReport(
            connections, rounds, time.TotalSeconds, load.BytesPerBody, CasesBench.MedianOf(registered), Medians.MedianOf(bare), bare.Min(), bare.Max());
    }

    private static void Draw(IAnsiConsole console, IntakeReport report)
    {
        var table = Tables.Of("durable", "a second", "p50 ms", "p99 ms");
        table.Row(
            "households registered over HTTP", FormattableString.Invariant($"{report.Registered.PerSecond:0}"),
            FormattableString.Invariant($"{report.Registered.P50Milliseconds:0.0}"), FormattableString.Invariant($"{report.Registered.P99Milliseconds:0.0}"));
        table.Row("bare rows, each committed alone", FormattableString.Invariant($"{report.BarePerSecond:0}"), "", "");
        console.Write(table);
        console.Line(
            FormattableString.Invariant($"Ratio {report.Ratio:0.00}, wanted at least {RatioGoal}. {report.Connections} connections, ")
            + FormattableString.Invariant($"{report.BytesPerBody} bytes a household; the bare rows of the rounds went from {report.BareLeast:0} ")
            + FormattableString.Invariant($"to {report.BareMost:0} a second: that is how noisy the machine was."));
    }

    internal sealed record IntakeReport(
        int Connections, int Rounds, double Seconds, int BytesPerBody, LoadResult Registered, double BarePerSecond, double BareLeast, double BareMost)
    {
        public double Ratio => Registered.PerSecond / BarePerSecond;
    }
}
