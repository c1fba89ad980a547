using Microsoft.Extensions.Logging;

namespace SharedConsular.Runtime;

/// <summary>
/// Records reads before their answers leave. Whatever waits goes into one transaction; one read that waits alone goes alone
/// and at once. What can't be recorded is not shown.
/// </summary>
public sealed partial class ReadCommitter : IAsyncDisposable
{
    /// <summary>How many answers may wait for their record before new ones are shed.</summary>
    internal const int AnswersWaitingMax = 16_384;

    /// <summary>How many records share a transaction; one answer's own records are never divided.</summary>
    private const int BatchMax = 4_096;

    private readonly IReadLog _store;
    private readonly ILogger<ReadCommitter> _log;
    private readonly BatchThread<Pending> _waiting;

    public ReadCommitter(IReadLog store, ILogger<ReadCommitter> log)
        : this(store, log, AnswersWaitingMax)
    {
    }

    internal ReadCommitter(IReadLog store, ILogger<ReadCommitter> log, int waitingMax)
    {
        (_store, _log) = (store, log);
        _waiting = new BatchThread<Pending>("read committer", waitingMax, RecordBatch);
    }

    /// <summary>Records what one answer shows. The records are durable when the task completes.</summary>
    /// <exception cref="StoreOverloadedException">Too many wait; nothing was recorded.</exception>
    /// <exception cref="StoreUnavailableException">The store did not take them.</exception>
    public Task Record(IReadOnlyList<ReadRecord> reads)
    {
        if (reads.Count == 0)
        {
            return Task.CompletedTask;
        }

        var pending = new Pending(reads);
        if (!_waiting.TryAdd(pending))
        {
            throw _waiting.IsClosed
                ? new StoreUnavailableException(StoreUnavailableException.Closed, "The process is stopping. Try again soon.")
                : new StoreOverloadedException("Too many answers wait for their record; try again shortly.");
        }

        return pending.Task;
    }

    public ValueTask DisposeAsync() => _waiting.DisposeAsync();

    private void RecordBatch(Pending first)
    {
        var batch = new List<Pending>();
        var reads = new List<ReadRecord>();
        for (var pending = first; pending is not null; pending = reads.Count < BatchMax ? _waiting.TakeNext() : null)
        {
            batch.Add(pending);
            reads.AddRange(pending.Reads);
        }

        try
        {
            _store.AppendReads(reads, CancellationToken.None).GetAwaiter().GetResult();
            batch.ForEach(p => p.TrySetResult());
        }
        catch (Exception ex)
        {
            LogFailed(_log, ex, reads.Count);
            batch.ForEach(p => p.TrySetException(ex));
        }
    }

    [LoggerMessage(LogLevel.Error, "{Count} reads could not be recorded; their answers were not given.")]
    private static partial void LogFailed(ILogger log, Exception ex, int count);

    private sealed class Pending(IReadOnlyList<ReadRecord> reads) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public IReadOnlyList<ReadRecord> Reads { get; } = reads;
    }
}
