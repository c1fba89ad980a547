using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SharedConsular.Runtime;

/// <summary>Deletes expired answers, a little at a time, so that nobody waits behind a long deletion.</summary>
public sealed partial class AnswerSweep(IEventStore store, Leases leases, TimeProvider time, ILogger<AnswerSweep> log)
    : BackgroundService
{
    private const int BatchSizeMax = 1_000;
    private const int BatchesPerRoundMax = 1_000;

    private static readonly TimeSpan PollDelay = TimeSpan.FromMinutes(5);

    /// <summary>Deletes what has expired by now and returns how many answers.</summary>
    public async Task<int> SweepExpired(CancellationToken ct)
    {
        var count = 0;
        for (var i = 0; i < BatchesPerRoundMax; i++)
        {
            var purged = await store.PurgeAnswers(time.GetUtcNow(), BatchSizeMax, ct).ConfigureAwait(false);
            count += purged;
            if (purged < BatchSizeMax)
            {
                break;
            }
        }

        return count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(PollDelay, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await TrySweep(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task TrySweep(CancellationToken ct)
    {
        try
        {
            if (await leases.Hold(Leases.Sweeps, ct).ConfigureAwait(false))
            {
                LogSwept(log, await SweepExpired(ct).ConfigureAwait(false));
            }
        }
        catch (Exception ex) when (!ct.IsCancellationRequested)
        {
            LogSweepFailed(log, ex);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Deleted {Count} expired answers.")]
    private static partial void LogSwept(ILogger log, int count);

    [LoggerMessage(LogLevel.Error, "Expired answers could not be deleted; it goes on with the next round.")]
    private static partial void LogSweepFailed(ILogger log, Exception ex);
}
