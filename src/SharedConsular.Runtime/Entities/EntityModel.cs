using System.Text.Json;

namespace SharedConsular.Runtime;

/// <summary>A kind of entity, for those who only know its name: the clock runner and the rebuild.</summary>
internal abstract class EntityModel(string name)
{
    public string Name { get; } = name;

    /// <summary>Whether it has an answer to its clocks.</summary>
    public abstract bool AnswersClocks { get; }

    /// <summary>Gives the command of a clock. Returns the refusal, if it was refused.</summary>
    public abstract Task<Refusal?> RunClock(EntityRuntime runtime, EntityKey key, string clock, CancellationToken ct);

    /// <summary>The list rows that the stored events of an entity lead to, and the version they are of.</summary>
    public abstract Task<(long Version, List<RowChange> Rows)> FoldRows(
        IEventStore store, EntityKey key, CancellationToken ct);
}

internal sealed class EntityModel<TState, TCommand, TEvent>(
    EntityType<TState, TCommand, TEvent> type, EventNames<TEvent> events) : EntityModel(type.Name)
    where TState : class
    where TCommand : class
    where TEvent : class
{
    /// <summary>After this many events the state is stored too, so that a long history need not be read again.</summary>
    public const int SnapshotEvery = 50;

    public EntityType<TState, TCommand, TEvent> Type { get; } = type;

    public EventNames<TEvent> Events { get; } = events;

    public string Shape { get; } = StateShape.Compute(typeof(TState));

    public override bool AnswersClocks => Type.OnClock is not null;

    public override async Task<Refusal?> RunClock(
        EntityRuntime runtime, EntityKey key, string clock, CancellationToken ct)
    {
        var outcome = await runtime.Execute(Type, key, Type.OnClock!(clock), Caller.System, null, null, ct)
            .ConfigureAwait(false);

        return outcome.Refusal;
    }

    public override async Task<(long Version, List<RowChange> Rows)> FoldRows(
        IEventStore store, EntityKey key, CancellationToken ct)
    {
        var found = await Load(store, key, long.MaxValue, useSnapshot: false, ct).ConfigureAwait(false);

        return (found.Version, StateChanges.OfRows([], Type.Rows(key, found.State)));
    }

    public async Task<Found<TState>> Load(
        IEventStore store, EntityKey key, long versionMax, bool useSnapshot, CancellationToken ct)
    {
        var history = await store.ReadStream(key, useSnapshot ? Shape : null, versionMax, ct).ConfigureAwait(false);
        if (history.Snapshot is not { } snapshot)
        {
            return Fold(Type.Initial, 0, history.Events);
        }

        return TryRead(snapshot.Body) is { } state
            ? Fold(state, snapshot.Version, history.Events)
            : await Load(store, key, versionMax, useSnapshot: false, ct).ConfigureAwait(false);
    }

    public SerializedSnapshot? SnapshotAfter(long versionBefore, long version, TState state) =>
        versionBefore / SnapshotEvery == version / SnapshotEvery
            ? null
            : TryWrite(state) is { } body ? new SerializedSnapshot(version, Shape, body) : null;

    private Found<TState> Fold(TState state, long version, IReadOnlyList<StoredEvent> events)
    {
        foreach (var @event in events)
        {
            state = Type.Evolve(state, Events.Read(@event.Name, @event.Body.Span));
            version = @event.Version;
        }

        return new Found<TState>(state, version);
    }

    /// <summary>A state that does not come back as it was is not written; its events are.</summary>
    private static byte[]? TryWrite(TState state)
    {
        try
        {
            var body = StoredJson.Write(state);

            return TryRead(body) is { } read && StoredJson.Write(read).AsSpan().SequenceEqual(body) ? body : null;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static TState? TryRead(ReadOnlyMemory<byte> snapshot)
    {
        try
        {
            return StoredJson.Read<TState>(snapshot.Span);
        }
        catch (Exception ex) when (ex is JsonException or NotSupportedException or ArgumentException or FormatException)
        {
            // A snapshot is only a short cut; the events have it all.
            return null;
        }
    }
}
