using SharedConsular.Cases;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Papers;

/// <summary>
/// Goes round the paper store and deletes what its case does not name: the rests of uploads that a power cut ended. What belongs to no
/// case of this installation is left alone, as it may be another's.
/// </summary>
internal sealed partial class PaperSweep(
    IPaperStore store, EntityRuntime entities, Leases leases, TimeProvider time, ILogger<PaperSweep> log) : BackgroundService
{
    /// <summary>How many files are looked at in a round; the next one goes on behind them.</summary>
    private const int FilesMax = 500;

    private static readonly TimeSpan RoundDelay = TimeSpan.FromMinutes(10);

    /// <summary>Far longer than any request lasts: what is younger may be named any moment.</summary>
    private static readonly TimeSpan AgeMin = TimeSpan.FromHours(1);

    private string? _after;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RoundDelay, time);
        try
        {
            do
            {
                await TryRound(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task TryRound(CancellationToken ct)
    {
        try
        {
            if (await leases.Hold(Leases.Sweeps, ct) && await Round(ct) is var removed and > 0)
            {
                LogRemoved(log, removed);
            }
        }
        catch (Exception ex) when (!ct.IsCancellationRequested)
        {
            LogFailed(log, ex);
        }
    }

    private async Task<int> Round(CancellationToken ct)
    {
        var page = await store.List(_after, FilesMax, ct);
        var removed = 0;
        foreach (var paper in page.Papers.Where(p => p.At < time.GetUtcNow() - AgeMin))
        {
            if (await IsLeft(paper.Name, ct))
            {
                await store.Remove(paper.Name, ct);
                removed++;
            }
        }

        _after = page.Next;

        return removed;
    }

    private async Task<bool> IsLeft(PaperName name, CancellationToken ct) =>
        name.Entity.Type == Case.Type.Name
        && await entities.Find(Case.Type, name.Entity, ct) is { State: var @case }
        && (@case.IsErased || @case.PaperFiles.All(f => f.Id != name.Id));

    [LoggerMessage(LogLevel.Information, "Deleted {Count} files that no case names.")]
    private static partial void LogRemoved(ILogger log, int count);

    [LoggerMessage(LogLevel.Error, "The paper store could not be gone round; it is tried again with the next round.")]
    private static partial void LogFailed(ILogger log, Exception ex);
}
