using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SharedConsular.Runtime;

/// <summary>
/// Delivers stored messages: at least once, in order per order key. A message that fails holds up only those of its
/// own key; after <see cref="AttemptsMax"/> failures it is put aside until someone replays it.
/// </summary>
public sealed partial class OutboxRelay : BackgroundService
{
    public const int AttemptsMax = 12;

    /// <summary>The failure of a message that nobody delivers.</summary>
    public const string NoConsumer = "outbox.no-consumer";

    /// <summary>Of a message that waits for its hour: no failure.</summary>
    public const string Waits = "outbox.waits";

    private const int BatchSizeMax = 256;
    private const int DeliveriesMax = 16;

    // A round runs until nothing is due; this only bounds it, so that a consumer which makes messages cannot hold it.
    private const int BatchesPerRoundMax = 10_000;

    private static readonly TimeSpan PollDelay = TimeSpan.FromSeconds(1);

    /// <summary>Messages that another node has stored wake nobody here.</summary>
    private static readonly TimeSpan PollDelayShared = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan DeliveryTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A round waits for its slowest key: after this long what is left of a key comes with the next round.</summary>
    internal static readonly TimeSpan KeyTimeMax = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BackoffFirst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BackoffMax = TimeSpan.FromMinutes(15);

    private readonly IEventStore _store;
    private readonly Leases _leases;
    private readonly TimeProvider _time;
    private readonly ILogger<OutboxRelay> _log;
    private readonly List<IOutboxConsumer> _consumers;
    private readonly SemaphoreSlim _stored = new(0, 1);

    internal OutboxRelay(
        IEventStore store, Leases leases, GroupCommitter committer, IEnumerable<IOutboxConsumer> consumers, TimeProvider time,
        ILogger<OutboxRelay> log)
    {
        (_store, _leases, _time, _log, _consumers) = (store, leases, time, log, [.. consumers]);
        committer.MessagesStored += Wake;
    }

    /// <summary>How long to wait after a number of failures: twice as long each time, always the same.</summary>
    public static TimeSpan BackoffAfter(int attempts)
    {
        // Beyond this many doublings any first step is past the longest wait.
        const int doublingsMax = 20;

        return TimeSpan.FromTicks(Math.Min(
            BackoffMax.Ticks, BackoffFirst.Ticks << Math.Clamp(attempts - 1, 0, doublingsMax)));
    }

    /// <summary>Delivers what is due now and returns how many messages were delivered.</summary>
    public async Task<int> DeliverDue(CancellationToken ct)
    {
        var count = 0;
        for (var i = 0; i < BatchesPerRoundMax && await _leases.Hold(Leases.Relay, ct).ConfigureAwait(false); i++)
        {
            var now = _time.GetUtcNow();
            var due = await _store.ReadDue(now, BatchSizeMax, ct).ConfigureAwait(false);
            RuntimeTelemetry.OutboxRead(now, due.Count > 0 ? due[0].RecordedAt : null);
            if (due.Count == 0)
            {
                break;
            }

            var round = new DeliveryRound();
            await Parallel.ForEachAsync(
                due.GroupBy(m => m.OrderKey),
                new ParallelOptions { MaxDegreeOfParallelism = DeliveriesMax, CancellationToken = ct },
                (messages, stop) => DeliverInOrder(messages, round, stop)).ConfigureAwait(false);
            await _store.Settle([.. round.Delivered], [.. round.Failed], ct).ConfigureAwait(false);
            count += round.Delivered.Count;
        }

        return count;
    }

    public override void Dispose()
    {
        _stored.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DeliverDue(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception ex) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(_log, ex);
            }

            await WaitForMessages(stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task WaitForMessages(CancellationToken ct)
    {
        using var polled = new CancellationTokenSource(_store.IsShared ? PollDelayShared : PollDelay, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(polled.Token, ct);
        try
        {
            await _stored.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The delay is over or the process stops; the loop sees which.
        }
    }

    private void Wake()
    {
        try
        {
            if (_stored.CurrentCount == 0)
            {
                _stored.Release();
            }
        }
        catch (Exception ex) when (ex is SemaphoreFullException or ObjectDisposedException)
        {
            // It is awake already, or will never wake again.
        }
    }

    private async ValueTask DeliverInOrder(
        IEnumerable<StoredMessage> messages, DeliveryRound round, CancellationToken ct)
    {
        var began = _time.GetTimestamp();
        foreach (var message in messages.TakeWhile(_ => _time.GetElapsedTime(began) < KeyTimeMax))
        {
            using var span = RuntimeTelemetry.BeginDelivery(message.Topic);
            var (errorCode, until) = await TryDeliver(message, ct).ConfigureAwait(false);
            if (errorCode is null)
            {
                RuntimeTelemetry.MessageSettled(span, message.Topic, null, isDead: false);
                round.AddDelivered(message.Position);
                continue;
            }

            if (until is not null)
            {
                round.AddFailed(new FailedDelivery(message.Position, message.Attempts, until, _time.GetUtcNow(), errorCode));

                return;
            }

            var attempts = message.Attempts + 1;
            var now = _time.GetUtcNow();
            var isDead = attempts >= AttemptsMax || errorCode == NoConsumer;
            round.AddFailed(new FailedDelivery(
                message.Position, attempts, isDead ? null : now + BackoffAfter(attempts), now, errorCode));
            RuntimeTelemetry.MessageSettled(span, message.Topic, errorCode, isDead);
            if (isDead)
            {
                LogDead(_log, message.Position, message.Topic, errorCode);
            }

            return;
        }
    }

    /// <summary>Returns the kind of failure, or null when the message was delivered; and until when it waits, if it does.</summary>
    private async Task<(string? ErrorCode, DateTimeOffset? Until)> TryDeliver(StoredMessage message, CancellationToken ct)
    {
        var consumers = _consumers.FindAll(c =>
            c.Topics.Contains(message.Topic) || c.Topics.Contains(IOutboxConsumer.EveryTopic));
        using var late = new CancellationTokenSource(DeliveryTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        try
        {
            foreach (var consumer in consumers)
            {
                if (await consumer.FindWait(message, either.Token).WaitAsync(either.Token).ConfigureAwait(false) is { } until)
                {
                    return (Waits, until);
                }

                await consumer.Deliver(message, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            }

            return (consumers.Count == 0 ? NoConsumer : null, null);
        }
        catch (Exception ex) when (!ct.IsCancellationRequested)
        {
            return (ex.GetType().Name, null);
        }
    }

    [LoggerMessage(LogLevel.Error, "A round of the outbox failed; it goes on with the next.")]
    private static partial void LogRoundFailed(ILogger log, Exception ex);

    [LoggerMessage(LogLevel.Error, "Message {Position} of topic {Topic} is put aside after failing with {ErrorCode}.")]
    private static partial void LogDead(ILogger log, long position, string topic, string errorCode);
}
