using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SharedConsular.Runtime;

/// <summary>
/// Cleans unused space after erasures. One cleaning does for all that were erased before it, and between two there is a pause
/// of many times what the last one took, so that erasing never keeps the store from its work.
/// </summary>
public sealed partial class RemainsSweep(IEventStore store, Leases leases, TimeProvider time, ILogger<RemainsSweep> log) : BackgroundService
{
    /// <summary>The pause, in times of the last cleaning: cleaning takes at most a twentieth of the store's time.</summary>
    private const int PauseFactor = 20;

    private const int TriesMax = 5;

    private static readonly TimeSpan PollDelay = TimeSpan.FromMinutes(1);

    /// <summary>Whoever asks for a certificate waits so long and is told to come back.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1);
    private DateTimeOffset _pauseUntil;

    /// <summary>Whether nothing is left of anyone who was forgotten before this call; cleans when it can.</summary>
    public async Task<bool> IsClean(CancellationToken ct)
    {
        if (!await store.HasRemains(ct).ConfigureAwait(false))
        {
            return true;
        }

        if (!await _turn.WaitAsync(WaitMax, ct).ConfigureAwait(false))
        {
            return false;
        }

        try
        {
            return !await store.HasRemains(ct).ConfigureAwait(false) || await TryClean(ct).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
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

    private async Task<bool> TryClean(CancellationToken ct)
    {
        var pause = _pauseUntil - time.GetUtcNow();
        if (pause > WaitMax)
        {
            return false;
        }

        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, time, ct).ConfigureAwait(false);
        }

        for (var i = 0; i < TriesMax; i++)
        {
            var began = time.GetTimestamp();
            var isClean = await store.Clean(ct).ConfigureAwait(false);
            _pauseUntil = time.GetUtcNow() + (time.GetElapsedTime(began) * PauseFactor);
            if (isClean)
            {
                return true;
            }
        }

        return false;
    }

    private async Task TrySweep(CancellationToken ct)
    {
        try
        {
            if (await leases.Hold(Leases.Sweeps, ct).ConfigureAwait(false) && !await IsClean(ct).ConfigureAwait(false))
            {
                LogPostponed(log);
            }
        }
        catch (Exception ex) when (!ct.IsCancellationRequested)
        {
            LogSweepFailed(log, ex);
        }
    }

    [LoggerMessage(LogLevel.Information, "Unused space is cleaned with a later round.")]
    private static partial void LogPostponed(ILogger log);

    [LoggerMessage(LogLevel.Error, "Unused space could not be cleaned; it goes on with the next round.")]
    private static partial void LogSweepFailed(ILogger log, Exception ex);
}
