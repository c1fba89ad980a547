using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using SharedConsular.Cli.Servers;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Bench;

/// <summary>
/// The first hour of a crisis, compressed: registrations arrive at a rate of their own, whether the server keeps up or not, with
/// spikes of twenty times as many. Afterwards every receipt is looked up.
/// </summary>
internal static class BenchSurgeCommand
{
    private const int HouseholdsPerHour = 150_000;
    private const int SecondsPerHour = 3_600;
    private const int SpikeTimes = 20;
    private const int SpikeEvery = 10;
    private const int SecondsDefault = 30;
    private const int ConnectionsDefault = 256;
    private const double ReceiptMillisecondsGoal = 1_000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly Dictionary<string, string> OneAddress = new()
    {
        ["Limits__IntakeRequestsPerMinute"] = "100000000",
        ["Limits__FollowPerMinute"] = "100000000",
        ["Limits__AnonymousRequestsPerMinute"] = "100000000",
    };

    public static Command Create(SharedOptions shared)
    {
        var seconds = new Option<int>("--seconds") { Description = "Into how many seconds the hour is compressed.", DefaultValueFactory = _ => SecondsDefault };
        var connections = new Option<int>("--connections")
        {
            Description = "How many people wait for an answer at once.",
            DefaultValueFactory = _ => ConnectionsDefault,
        };
        var rate = new Option<int?>("--rate") { Description = "Registrations a second between the spikes; that of the hour, 42, when left out." };
        var command = new Command("surge", "Register as the first hour of a crisis does, with spikes; nothing may be lost.") { seconds, connections, rate };
        command.SetAction(async (parsed, ct) =>
        {
            var screen = Screen.Of(parsed, shared);

            return await Outcomes.Of(screen, () => shared.ServerOf(parsed), Act, ct);

            async Task<int> Act()
            {
                var perSecond = parsed.GetValue(rate) ?? HouseholdsPerHour / SecondsPerHour;
                var report = await Run(parsed.GetValue(seconds), parsed.GetValue(connections), perSecond, ct);
                screen.ShowOwn(report, Draw);

                return report is { Lost: 0, Dishonest: 0, CalmP99Milliseconds: <= ReceiptMillisecondsGoal } ? ExitCode.Done : ExitCode.CheckFailed;
            }
        });

        return command;
    }

    private static async Task<SurgeReport> Run(int seconds, int connections, int rate, CancellationToken ct)
    {
        using var data = TemporaryFolder.Create(null);
        await using var server = await ServerProcess.Start(data.Path, OneAddress, ct);
        using var load = await IntakeLoad.Open([server.Address], connections, ct);
        await load.Run(TimeSpan.Zero, WarmUp, ct);

        var receipts = new ConcurrentBag<(string, string)>();
        var (calm, spiked, refused, dishonest) = (new ConcurrentBag<double>(), new ConcurrentBag<double>(), 0, 0);
        var (next, total) = (-1L, Enumerable.Range(0, seconds).Sum(s => (long)RateAt(s, rate)));
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(c => Task.Run(() => Work(c), ct)));
        var took = watch.Elapsed;
        var lost = 0;
        foreach (var (reference, secret) in receipts)
        {
            lost += (await load.Follow(0, reference, secret, ct)).Status is 200 ? 0 : 1;
        }

        return new SurgeReport(
            seconds, rate, total, receipts.Count, refused, dishonest, lost, Medians.Percentile([.. calm.Order()], 0.99),
            Medians.Percentile([.. spiked.Order()], 0.99), took.TotalSeconds);

        async Task Work(int connection)
        {
            for (var number = Interlocked.Increment(ref next); number < total; number = Interlocked.Increment(ref next))
            {
                var (due, isSpike) = DueAt(number, rate);
                if (due - watch.Elapsed is var wait && wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, ct);
                }

                // From when she would have pressed the button: a queue before the server counts as well.
                var (status, body) = await load.Register(connection, (1L << 50) + number, ct);
                (isSpike ? spiked : calm).Add((watch.Elapsed - due).TotalMilliseconds);
                if (status is 201 && JsonSerializer.Deserialize<HouseholdReceiptResponse>(body.Span, ConsularClient.Json) is { } receipt)
                {
                    receipts.Add((receipt.Reference, receipt.Secret));
                }
                else if (status is 503 or 429)
                {
                    Interlocked.Increment(ref refused);
                }
                else
                {
                    Interlocked.Increment(ref dishonest);
                }
            }
        }
    }

    private static int RateAt(int second, int rate) => second % SpikeEvery == SpikeEvery - 1 ? rate * SpikeTimes : rate;

    /// <summary>When the registration of this number is sent: evenly within its second.</summary>
    private static (TimeSpan Due, bool IsSpike) DueAt(long number, int rate)
    {
        var second = 0;
        while (number >= RateAt(second, rate))
        {
            number -= RateAt(second++, rate);
        }

        return (TimeSpan.FromSeconds(second + ((double)number / RateAt(second, rate))), RateAt(second, rate) != rate);
    }

    private static void Draw(IAnsiConsole console, SurgeReport report)
    {
        var table = Tables.Of("sent", "receipts", "turned away", "other answers", "lost", "p99 ms between spikes", "p99 ms in spikes");
        table.Row(
            $"{report.Sent}", $"{report.Receipts}", $"{report.Refused}", $"{report.Dishonest}", $"{report.Lost}",
            FormattableString.Invariant($"{report.CalmP99Milliseconds:0}"), FormattableString.Invariant($"{report.SpikeP99Milliseconds:0}"));
        console.Write(table);
        console.Line(FormattableString.Invariant(
            $"{report.Rate} a second with spikes of {report.Rate * SpikeTimes}, for {report.Seconds} s; it took {report.TookSeconds:0.0} s.")
            + " Every receipt was looked up afterwards.");
    }

    internal sealed record SurgeReport(
        int Seconds, int Rate, long Sent, int Receipts, int Refused, int Dishonest, int Lost, double CalmP99Milliseconds, double SpikeP99Milliseconds,
        double TookSeconds);
}
