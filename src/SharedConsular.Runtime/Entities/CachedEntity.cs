using System.Collections.Immutable;

namespace SharedConsular.Runtime;

/// <summary>An entity in memory, as the committer and the cache see it.</summary>
internal abstract class CachedEntity(EntityKey key)
{
    private int _pending;
    private volatile Exception? _fault;

    public EntityKey Key { get; } = key;

    public Lock Gate { get; } = new();

    /// <summary>Why an append of this instance failed. All later ones were decided on it and fail with it.</summary>
    public Exception? Fault => _fault;

    /// <summary>Taken out of the cache; whoever still holds it must ask the cache again. Guarded by the gate.</summary>
    public bool IsEvicted { get; set; }

    public bool HasPending => Volatile.Read(ref _pending) > 0;

    /// <summary>When it was last used, in the cache's own count.</summary>
    public long LastUsed { get; set; }

    /// <summary>When it was last known to be as the store has it; only asked where others write too.</summary>
    public long VerifiedAt { get; set; }

    public void BeginCommit() => Interlocked.Increment(ref _pending);

    public void EndCommit() => Interlocked.Decrement(ref _pending);

    public void Fail(Exception fault) => Interlocked.CompareExchange(ref _fault, fault, null);
}

/// <summary>An entity with its state. Everything but the load is guarded by the gate.</summary>
internal sealed class CachedEntity<TState>(EntityKey key) : CachedEntity(key)
    where TState : class
{
    public required TState State { get; set; }

    public required long Version { get; set; }

    /// <summary>The keys of those the state says something about; open in memory as long as the entity is.</summary>
    public required PersonKeys Keys { get; set; }

    /// <summary>Something personal in its history was stored before anything was sealed.</summary>
    public bool HasPlainHistory { get; init; }

    /// <summary>The rows of the state, once someone has needed them.</summary>
    public ImmutableArray<ListRow>? Rows { get; set; }

    /// <summary>Whose data the state holds, once someone has needed it.</summary>
    public PersonsHeld? Held { get; set; }

    /// <summary>The last append, which may not be durable yet. What is answered now must wait for it.</summary>
    public Task<CommitResult> LastCommit { get; set; } = Task.FromResult(CommitResult.Stored);
}
