using Microsoft.Extensions.Logging;

namespace SharedConsular.Runtime;

/// <summary>
/// Writes all list rows and tallies of a type anew from its events, for when they are made differently than before. Lists stay
/// readable and commands go on meanwhile: each entity's rows change in one step.
/// </summary>
public sealed partial class ListRebuild(IEventStore store, KeyRing keys, EntityTypes types, ILogger<ListRebuild> log)
{
    private const int BatchSizeMax = 500;
    private const int AttemptsMax = 32;

    /// <summary>Returns how many entities were written.</summary>
    /// <exception cref="InvalidOperationException">No such type is registered.</exception>
    public async Task<long> Rebuild(string type, CancellationToken ct)
    {
        var model = types.Find(type) ?? throw new InvalidOperationException($"The entity type {type} is not registered.");
        var count = 0L;
        EntityKey? last = null;
        while (true)
        {
            var keys = await store.ReadKeys(type, last, BatchSizeMax, ct).ConfigureAwait(false);
            if (keys.Count == 0)
            {
                LogRebuilt(log, type, count);

                return count;
            }

            await Task.WhenAll(keys.Select(key => Rebuild(model, key, ct))).ConfigureAwait(false);
            count += keys.Count;
            last = keys[^1];
        }
    }

    private async Task Rebuild(EntityModel model, EntityKey key, CancellationToken ct)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var (version, state) = await model.FoldLists(store, keys, key, ct).ConfigureAwait(false);
            if (await store.ReplaceRows(key, version, state, ct).ConfigureAwait(false))
            {
                return;
            }
        }

        throw new ConcurrencyException(key);
    }

    [LoggerMessage(LogLevel.Information, "Rebuilt the list rows of {Count} entities of type {Type}.")]
    private static partial void LogRebuilt(ILogger log, string type, long count);
}
