using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SharedConsular.Runtime;

/// <summary>
/// Answers deadlines: at least once, about a second late at most, whoever set them. The answer is a command like any
/// other; the clock is gone when its events say so.
/// </summary>
public sealed partial class ClockRunner(
    IEventStore store, Leases leases, EntityTypes types, EntityRuntime runtime, TimeProvider time, ILogger<ClockRunner> log)
    : BackgroundService
{
    private const int BatchSizeMax = 256;
    private const int AnswersMax = 32;
    private const int BatchesPerRoundMax = 1_000;

    private static readonly TimeSpan PollDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BackoffFirst = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BackoffMax = TimeSpan.FromHours(1);

    /// <summary>Answers the clocks that are due now and returns how many.</summary>
    public Task<int> RunDue(CancellationToken ct) => Run(TimeSpan.Zero, () => leases.Hold(Leases.Clocks, ct), ct);

    /// <summary>
    /// Answers the clocks that nobody has answered for so long, whoever holds the lease: its holder may live and do nothing. An
    /// answer given twice finds the clock stopped.
    /// </summary>
    public Task<int> RunOverdue(TimeSpan late, CancellationToken ct) => Run(late, static () => ValueTask.FromResult(true), ct);

    private async Task<int> Run(TimeSpan late, Func<ValueTask<bool>> isOurs, CancellationToken ct)
    {
        var count = 0;
        var answered = new HashSet<(EntityKey, string)>();
        for (var i = 0; i < BatchesPerRoundMax && await isOurs().ConfigureAwait(false); i++)
        {
            var now = time.GetUtcNow();
            var due = await store.ReadDueClocks(now - late, BatchSizeMax, ct).ConfigureAwait(false);

            // A clock that its answer sets again into the past waits for the next round like everybody else.
            var known = answered.Count;
            answered.UnionWith(due.Select(c => (c.Key, c.Name)));
            if (answered.Count == known)
            {
                break;
            }

            await Parallel.ForEachAsync(
                due,
                new ParallelOptions { MaxDegreeOfParallelism = AnswersMax, CancellationToken = ct },
                async (clock, stop) => await Answer(clock, stop).ConfigureAwait(false)).ConfigureAwait(false);

            // A clock that its answer stopped or moved is not touched by this. One that still stands would otherwise
            // come back at once, for ever.
            await store.Postpone([.. due.Select(c => new PostponedClock(c, now + BackoffAfter(c.Attempts)))], ct)
                .ConfigureAwait(false);
            count += due.Count;
        }

        return count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(PollDelay, time);
        try
        {
            do
            {
                await TryRunDue(stoppingToken).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task TryRunDue(CancellationToken ct)
    {
        try
        {
            await RunDue(ct).ConfigureAwait(false);
        }
        catch (Exception ex) when (!ct.IsCancellationRequested)
        {
            LogRoundFailed(log, ex);
        }
    }

    private static TimeSpan BackoffAfter(int attempts)
    {
        const int doublingsMax = 20;

        return TimeSpan.FromTicks(Math.Min(
            BackoffMax.Ticks, BackoffFirst.Ticks << Math.Clamp(attempts, 0, doublingsMax)));
    }

    private async Task Answer(DueClock clock, CancellationToken ct)
    {
        if (types.Find(clock.Key.Type) is not { AnswersClocks: true } model)
        {
            LogNobodyAnswers(log, clock.Key.Type, clock.Name);

            return;
        }

        try
        {
            RuntimeTelemetry.ClockAnswered(clock.Key.Type, time.GetUtcNow() - clock.DueAt);
            if (await model.RunClock(runtime, clock.Key, clock.Name, ct).ConfigureAwait(false) is { } refusal)
            {
                LogRefused(log, clock.Key.Type, clock.Name, refusal.Code);
            }
        }
        catch (Exception ex) when (!ct.IsCancellationRequested)
        {
            LogAnswerFailed(log, ex, clock.Key.Type, clock.Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "A round of clocks failed; it goes on with the next.")]
    private static partial void LogRoundFailed(ILogger log, Exception ex);

    [LoggerMessage(LogLevel.Error, "The clock {Clock} of a {Type} fell due, but nobody answers it.")]
    private static partial void LogNobodyAnswers(ILogger log, string type, string clock);

    [LoggerMessage(LogLevel.Warning, "The answer to the clock {Clock} of a {Type} was refused: {Code}.")]
    private static partial void LogRefused(ILogger log, string type, string clock, string code);

    [LoggerMessage(LogLevel.Error, "The answer to the clock {Clock} of a {Type} failed; it is tried again later.")]
    private static partial void LogAnswerFailed(ILogger log, Exception ex, string type, string clock);
}
