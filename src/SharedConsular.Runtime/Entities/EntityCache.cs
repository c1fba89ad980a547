using System.Collections.Concurrent;

namespace SharedConsular.Runtime;

/// <summary>The entities in memory. Bounded; the ones not used for longest leave, never one with a pending commit.</summary>
internal sealed class EntityCache(int countMax)
{
    // Looking at a few and dropping the oldest of them is nearly as good as an exact order, and needs no shared list.
    private const int CandidatesMax = 8;

    // A sweep makes room for this share of the cache, so that not every load has to sweep.
    private const int SweptShare = 16;

    private readonly ConcurrentDictionary<EntityKey, Lazy<Task<CachedEntity>>> _entities = new();
    private long _uses;
    private int _sweeping;

    public async ValueTask<CachedEntity> Get(EntityKey key, Func<EntityKey, Task<CachedEntity>> load)
    {
        if (!_entities.TryGetValue(key, out var entry))
        {
            Sweep();
            entry = _entities.GetOrAdd(key, k => new Lazy<Task<CachedEntity>>(() => load(k)));
        }

        try
        {
            var entity = await entry.Value.ConfigureAwait(false);
            entity.LastUsed = Interlocked.Increment(ref _uses);

            return entity;
        }
        catch
        {
            _entities.TryRemove(KeyValuePair.Create(key, entry));
            throw;
        }
    }

    /// <summary>Takes this instance out, unless another one has its place already.</summary>
    public void Remove(CachedEntity entity)
    {
        if (_entities.TryGetValue(entity.Key, out var entry)
            && entry is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: var cached } }
            && cached == entity)
        {
            _entities.TryRemove(KeyValuePair.Create(entity.Key, entry));
        }
    }

    /// <summary>What is kept of an entity may be older than what another node has just stored: it is compared before it is shown.</summary>
    public void Doubt(EntityKey key)
    {
        if (!_entities.TryGetValue(key, out var entry))
        {
            return;
        }

        if (entry is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: var entity } })
        {
            lock (entity.Gate)
            {
                entity.VerifiedAt = 0;
            }
        }
        else
        {
            // It is being loaded, and nobody knows from when.
            _entities.TryRemove(KeyValuePair.Create(key, entry));
        }
    }

    public int Count => _entities.Count;

    private void Sweep()
    {
        if (_entities.Count < countMax || Interlocked.Exchange(ref _sweeping, 1) == 1)
        {
            return;
        }

        var oldest = new List<CachedEntity>(CandidatesMax);
        var leave = _entities.Count - countMax + Math.Max(1, countMax / SweptShare);
        foreach (var entry in _entities.Values)
        {
            if (leave == 0)
            {
                break;
            }

            if (entry is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: var entity } })
            {
                oldest.Add(entity);
            }

            if (oldest.Count == CandidatesMax)
            {
                leave -= TryEvict(oldest.MinBy(e => e.LastUsed)!) ? 1 : 0;
                oldest.Clear();
            }
        }

        if (leave > 0 && oldest.MinBy(e => e.LastUsed) is { } last)
        {
            TryEvict(last);
        }

        Volatile.Write(ref _sweeping, 0);
    }

    private bool TryEvict(CachedEntity entity)
    {
        if (!entity.Gate.TryEnter())
        {
            return false;
        }

        try
        {
            if (entity.HasPending)
            {
                return false;
            }

            entity.IsEvicted = true;
            Remove(entity);

            return true;
        }
        finally
        {
            entity.Gate.Exit();
        }
    }
}
