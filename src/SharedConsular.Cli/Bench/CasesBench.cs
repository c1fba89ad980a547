using System.Diagnostics;
using SharedConsular.Cli.Servers;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Bench;

/// <summary>Three servers of our own and a bare writer on the same disk, measured in turns.</summary>
internal static class CasesBench
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>Until the runtime has compiled the hot paths for good; before, one measures its compiler.</summary>
    private const int WarmUpCommands = 30_000;
    private static readonly TimeSpan WarmUpMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WarmUpStep = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WarmUpLater = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IdleBeforeMemory = TimeSpan.FromSeconds(3);
    private static readonly Dictionary<string, string> Grouped = [];
    private static readonly Dictionary<string, string> EachAlone = new() { ["Runtime__CommitBatchMax"] = "1" };
    private static readonly Dictionary<string, string> Unsealed = new() { ["Sealing__Persons"] = "off" };

    public static async Task<CasesReport> Run(int connections, int rounds, TimeSpan time, string? disk, Screen screen, CancellationToken ct)
    {
        using var data = TemporaryFolder.Create(disk);
        using var dataAlone = TemporaryFolder.Create(disk);
        using var dataUnsealed = TemporaryFolder.Create(disk);
        var starts = await MeasureStarts(data.Path, ct);
        await using var grouped = await ServerProcess.Start(data.Path, Grouped, ct);
        await using var alone = await ServerProcess.Start(dataAlone.Path, EachAlone, ct);
        await using var unsealed = await ServerProcess.Start(dataUnsealed.Path, Unsealed, ct);
        using var load = await CaseLoad.Open([grouped.Address], connections, ct);
        using var loadAlone = await CaseLoad.Open([alone.Address], connections, ct);
        using var loadUnsealed = await CaseLoad.Open([unsealed.Address], connections, ct);

        var bytesBefore = StoredBytes.In(data.Path);
        await WarmUp(load, ct);
        await WarmUp(loadAlone, ct);
        await WarmUp(loadUnsealed, ct);
        var bytesPerCommand = (int)((StoredBytes.In(data.Path) - bytesBefore) / Math.Max(1, load.Sent));

        var each = time / rounds;
        List<LoadResult> together = [];
        List<LoadResult> oneByOne = [];
        List<LoadResult> open = [];
        List<LoadResult> blank = [];
        List<double> processor = [];
        List<double> bare = [];
        await load.RunBlank(TimeSpan.Zero, WarmUpStep, ct);
        await screen.Progress($"{rounds} rounds of five", rounds * 5, async advance =>
        {
            for (var round = 0; round < rounds; round++)
            {
                var (ran, sent) = (grouped.ProcessorTime, load.Sent);
                together.Add(await load.Run(WarmUpLater, each, ct));
                processor.Add((grouped.ProcessorTime - ran).TotalMicroseconds / (load.Sent - sent));
                advance(1);
                open.Add(await loadUnsealed.Run(WarmUpLater, each, ct));
                advance(1);
                oneByOne.Add(await loadAlone.Run(WarmUpLater, each, ct));
                advance(1);
                blank.Add(await load.RunBlank(WarmUpLater, each, ct));
                advance(1);
                bare.Add(await BareInserts.Measure(data.Path, connections, bytesPerCommand, each, ct));
                advance(1);
            }

            return rounds;
        });

        return new CasesReport(
            connections, rounds, time.TotalSeconds, bytesPerCommand, MedianOf(together), MedianOf(oneByOne), MedianOf(open), MedianOf(blank),
            Medians.MedianOf(bare), Medians.MedianOf(processor), starts, grouped.MemoryBytes / Megabyte);
    }

    private static async Task WarmUp(CaseLoad load, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        while (load.Sent < WarmUpCommands && watch.Elapsed < WarmUpMax)
        {
            await load.Run(TimeSpan.Zero, WarmUpStep, ct);
        }
    }

    /// <summary>A first start with an empty folder, and a later one with what the first left.</summary>
    private static async Task<StartReport> MeasureStarts(string folder, CancellationToken ct)
    {
        double first;
        double memory;
        await using (var server = await ServerProcess.Start(folder, Grouped, ct))
        {
            first = server.ReadyAfter.TotalSeconds;
            await Task.Delay(IdleBeforeMemory, ct);
            memory = server.MemoryBytes / Megabyte;
        }

        await using var again = await ServerProcess.Start(folder, Grouped, ct);

        return new StartReport(first, again.ReadyAfter.TotalSeconds, memory);
    }

    internal static LoadResult MedianOf(List<LoadResult> results) => new(
        results.Sum(r => r.Commands),
        Medians.MedianOf(results.Select(r => r.PerSecond)),
        Medians.MedianOf(results.Select(r => r.P50Milliseconds)),
        Medians.MedianOf(results.Select(r => r.P99Milliseconds)));
}
