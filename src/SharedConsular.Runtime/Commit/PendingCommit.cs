namespace SharedConsular.Runtime;

/// <summary>A commit on its way to the disk, and the caller who waits for it.</summary>
internal sealed class PendingCommit(CachedEntity owner, Commit commit)
    : TaskCompletionSource<CommitResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public CachedEntity Owner { get; } = owner;

    public Commit Commit { get; } = commit;

    public void Complete(CommitResult result)
    {
        Owner.EndCommit();
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
