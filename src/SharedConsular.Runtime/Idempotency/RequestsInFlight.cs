using System.Collections.Concurrent;

namespace SharedConsular.Runtime;

/// <summary>The requests with an idempotency key that run now, so that the second of two waits for the first.</summary>
internal sealed class RequestsInFlight(int countMax)
{
    private readonly ConcurrentDictionary<AnswerKey, TaskCompletionSource> _running = new();

    /// <summary>Enters, or returns what to wait for before trying again.</summary>
    /// <exception cref="StoreOverloadedException">Too many run at once.</exception>
    public Task? Enter(AnswerKey key)
    {
        var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = _running.GetOrAdd(key, own);
        if (running != own)
        {
            return running.Task;
        }

        if (_running.Count > countMax)
        {
            Leave(key);
            throw new StoreOverloadedException("Too many requests run at once; try again shortly.");
        }

        return null;
    }

    public void Leave(AnswerKey key)
    {
        if (_running.TryRemove(key, out var running))
        {
            running.SetResult();
        }
    }
}
