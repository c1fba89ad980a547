using System.Diagnostics;

namespace SharedConsular.Runtime;

/// <summary>A commit on its way to the disk, and the caller who waits for it.</summary>
internal sealed class PendingCommit(CachedEntity owner, Commit commit)
    : TaskCompletionSource<CommitResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>When it was queued; 0 when nobody measures.</summary>
    private readonly long _queuedAt = RuntimeTelemetry.CommitQueued();

    public CachedEntity Owner { get; } = owner;

    public Commit Commit { get; } = commit;

    /// <summary>The span of the command that waits for it.</summary>
    public ActivityContext Trace { get; } = Activity.Current?.Context ?? default;

    public void Complete(CommitResult result)
    {
        Owner.EndCommit();
        RuntimeTelemetry.CommitDurable(_queuedAt);
        TrySetResult(result);
    }

    /// <summary>A race lost by a predecessor is a race lost; a store that failed it has failed this one too.</summary>
    public void FailWith(Exception fault)
    {
        Owner.EndCommit();
        if (fault is ConcurrencyException)
        {
            TrySetResult(CommitResult.LostRace);
        }
        else
        {
            TrySetException(fault);
        }
    }
}
