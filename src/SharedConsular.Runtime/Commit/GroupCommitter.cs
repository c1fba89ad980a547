using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SharedConsular.Runtime;

/// <summary>
/// Puts whatever waits into one transaction. One commit that waits alone goes alone and at once; while the disk is
/// busy with it the next ones gather, so batches grow with the load and nothing waits for a timer. It has a thread of its
/// own: on the pool, the next batch would wait behind all the callers that the last one set free, and the disk with it.
/// </summary>
internal sealed partial class GroupCommitter : IAsyncDisposable
{
    private const int BatchBytesMax = 8 * 1024 * 1024;
    private const int CommitBytesMax = 16 * 1024 * 1024;

    private readonly IEventStore _store;
    private readonly ILogger<GroupCommitter> _log;
    private readonly BlockingCollection<PendingCommit> _waiting;
    private readonly int _batchMax;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GroupCommitter(IEventStore store, RuntimeOptions options, ILogger<GroupCommitter> log)
    {
        _store = store;
        _log = log;
        _batchMax = options.CommitBatchMax;
        _waiting = new BlockingCollection<PendingCommit>(options.CommitWaitingMax);
        new Thread(CommitAll) { IsBackground = true, Name = "group committer" }.Start();
    }

    /// <summary>Raised after a batch was stored that holds messages to deliver.</summary>
    public event Action? MessagesStored;

    /// <summary>
    /// Puts a commit behind those that wait. Called under the gate of its entity, so that the commits of one entity
    /// stand in the order they were decided.
    /// </summary>
    /// <exception cref="StoreOverloadedException">Too many wait; nothing was queued.</exception>
    public Task<CommitResult> Enqueue(CachedEntity owner, Commit commit)
    {
        if (commit.SizeBytes > CommitBytesMax)
        {
            throw new InvalidOperationException($"A command of {commit.Key.Type} leaves more than {CommitBytesMax} bytes.");
        }

        var pending = new PendingCommit(owner, commit);
        owner.BeginCommit();
        if (!TryAdd(pending))
        {
            owner.EndCommit();
            throw _waiting.IsAddingCompleted
                ? new StoreUnavailableException(StoreUnavailableException.Closed, "The process is stopping. Try again soon.")
                : new StoreOverloadedException("Too many commands wait for the store; try again shortly.");
        }

        return pending.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.CompleteAdding();
        await _ended.Task.ConfigureAwait(false);
    }

    private bool TryAdd(PendingCommit pending)
    {
        try
        {
            return _waiting.TryAdd(pending);
        }
        catch (InvalidOperationException)
        {
            // No more are taken: the process is stopping.
            return false;
        }
    }

    private void CommitAll()
    {
        var batch = new List<PendingCommit>(_batchMax);
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            Gather(first, batch);
            CommitBatch(batch);
            batch.Clear();
        }

        _ended.SetResult();
    }

    private void Gather(PendingCommit first, List<PendingCommit> batch)
    {
        var bytes = 0;
        for (var pending = first; pending is not null; pending = Next())
        {
            // An earlier commit of this instance failed in an earlier batch. The version alone would not show it:
            // another node may have stored an event of its own at the very version this one was decided on.
            if (pending.Owner.Fault is { } fault)
            {
                pending.FailWith(fault);
                continue;
            }

            bytes += pending.Commit.SizeBytes;
            batch.Add(pending);
        }

        PendingCommit? Next() => batch.Count < _batchMax && bytes < BatchBytesMax && _waiting.TryTake(out var next) ? next : null;
    }

    private void CommitBatch(List<PendingCommit> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        using var span = RuntimeTelemetry.BeginCommit(batch);
        try
        {
            var results = _store.CommitBatch(batch.ConvertAll(p => p.Commit), CancellationToken.None).GetAwaiter().GetResult();
            Answer(batch, results);
        }
        catch (Exception ex) when (ex is not StoreUnavailableException && batch.Count > 1)
        {
            // One of them is more than the store can take. Alone, each fails or succeeds for itself.
            LogBatchSplit(_log, ex, batch.Count);
            foreach (var pending in batch)
            {
                CommitBatch(pending.Owner.Fault is null ? [pending] : Refuse(pending));
            }
        }
        catch (Exception ex)
        {
            LogBatchFailed(_log, ex, batch.Count);
            foreach (var pending in batch)
            {
                pending.Owner.Fail(ex);
                pending.FailWith(ex);
            }
        }
    }

    private static List<PendingCommit> Refuse(PendingCommit pending)
    {
        pending.FailWith(pending.Owner.Fault!);

        return [];
    }

    private void Answer(List<PendingCommit> batch, IReadOnlyList<CommitResult> results)
    {
        var hasMessages = false;
        for (var i = 0; i < results.Count; i++)
        {
            var pending = batch[i];
            if (results[i] != CommitResult.Stored)
            {
                pending.Owner.Fail(new ConcurrencyException(pending.Commit.Key));
            }

            hasMessages |= pending.Commit.Messages.Count > 0;
            pending.Complete(results[i]);
        }

        if (hasMessages)
        {
            MessagesStored?.Invoke();
        }
    }

    [LoggerMessage(LogLevel.Error, "A batch of {Count} commits was not stored; its callers were told.")]
    private static partial void LogBatchFailed(ILogger log, Exception ex, int count);

    [LoggerMessage(LogLevel.Warning, "A batch of {Count} commits was refused by the store; trying them one by one.")]
    private static partial void LogBatchSplit(ILogger log, Exception ex, int count);
}
