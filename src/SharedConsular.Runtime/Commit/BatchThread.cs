using System.Collections.Concurrent;

namespace SharedConsular.Runtime;

/// <summary>
/// A thread that takes whatever waits and has it stored together, again and again. It belongs to no pool: there the next
/// batch would wait behind all the callers that the last one set free, and the disk with it.
/// </summary>
/// <typeparam name="T">What waits.</typeparam>
internal sealed class BatchThread<T> : IAsyncDisposable
    where T : class
{
    private readonly BlockingCollection<T> _waiting;
    private readonly Action<T> _store;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="name">Of the thread.</param>
    /// <param name="waitingMax">How many may wait.</param>
    /// <param name="store">Stores one that waited, and with it those it takes by <see cref="TakeNext"/>. Throws nothing.</param>
    public BatchThread(string name, int waitingMax, Action<T> store)
    {
        _waiting = new BlockingCollection<T>(waitingMax);
        _store = store;
        new Thread(StoreAll) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>Whether it takes no more, because the process is stopping.</summary>
    public bool IsClosed => _waiting.IsAddingCompleted;

    /// <summary>Puts one behind those that wait; false where too many do, and when it is closed.</summary>
    public bool TryAdd(T item)
    {
        try
        {
            return _waiting.TryAdd(item);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The next that waits; null when none does. For the thread itself.</summary>
    public T? TakeNext() => _waiting.TryTake(out var next) ? next : null;

    /// <summary>Takes no more, and ends when all that waited is stored.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.CompleteAdding();
        await _ended.Task.ConfigureAwait(false);
    }

    private void StoreAll()
    {
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            _store(first);
        }

        _ended.SetResult();
    }
}
