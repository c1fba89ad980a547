using System.Reflection;

namespace SharedConsular.Runtime.Tests.Commits;

/// <summary>A real store whose writes wait at a gate, or fail there, so that a test can say what happens meanwhile.</summary>
public class GatedStore : DispatchProxy
{
    private IEventStore _store = null!;

    internal Func<IReadOnlyList<Commit>, Task> Gate { get; set; } = static _ => Task.CompletedTask;

    internal List<int> BatchSizes { get; } = [];

    internal static (IEventStore Store, GatedStore Gate) Around(IEventStore store)
    {
        var proxy = Create<IEventStore, GatedStore>();
        var gate = (GatedStore)(object)proxy;
        gate._store = store;

        return (proxy, gate);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IEventStore.CommitBatch)
            ? CommitBatch((IReadOnlyList<Commit>)args![0]!)
            : targetMethod.Invoke(_store, args);

    private async Task<IReadOnlyList<CommitResult>> CommitBatch(IReadOnlyList<Commit> batch)
    {
        BatchSizes.Add(batch.Count);
        await Gate(batch);

        return await _store.CommitBatch(batch, CancellationToken.None);
    }
}
