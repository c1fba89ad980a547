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

    /// <summary>The type of a command by its name; null when it is none of this kind, or was built otherwise than here.</summary>
    public abstract Type? FindCommand(string name, Guid build);

    /// <summary>Decides a command that was brought here. Null when it is none of this kind.</summary>
    public abstract Task<PlacedAnswer?> Execute(EntityRuntime runtime, PlacedCommand placed, Caller caller, CancellationToken ct);

    /// <summary>The list rows and tallies that the stored events of an entity lead to, and the version they are of.</summary>
    public abstract Task<(long Version, ListedState State)> FoldLists(
        IEventStore store, KeyRing keys, EntityKey key, CancellationToken ct);
}

/// <summary>A state as it was loaded, with the keys of those it says something about.</summary>
internal sealed record Loaded<TState>(TState State, long Version, PersonKeys Keys, bool HasPlainHistory);

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

    /// <summary>Computed when the first of its kind is read: all kinds together would hold up every start by a second.</summary>
    public string Shape => field ??= StateShape.Compute(typeof(TState));

    public override bool AnswersClocks => Type.OnClock is not null;

    public override async Task<Refusal?> RunClock(
        EntityRuntime runtime, EntityKey key, string clock, CancellationToken ct)
    {
        var outcome = await runtime.Execute(Type, key, Type.OnClock!(clock), Caller.System, null, null, ct)
            .ConfigureAwait(false);

        return outcome.Refusal;
    }

    public override Type? FindCommand(string name, Guid build)
    {
        var assembly = typeof(TCommand).Assembly;

        return assembly.ManifestModule.ModuleVersionId == build && assembly.GetType(name) is { IsAbstract: false } type
            && type.IsAssignableTo(typeof(TCommand)) ? type : null;
    }

    public override async Task<PlacedAnswer?> Execute(EntityRuntime runtime, PlacedCommand placed, Caller caller, CancellationToken ct)
    {
        if (placed.Command is not TCommand command)
        {
            return null;
        }

        var request = placed is { RequestKey: { } name, Fingerprint: { } fingerprint } ? new RequestIdentity(caller, name, fingerprint) : null;
        var outcome = await runtime.ExecuteHere(this, placed.Key, command, caller, request, placed.IfVersion, ct).ConfigureAwait(false);

        return new PlacedAnswer(outcome.Key, outcome.Version - outcome.Events.Length, outcome.Version, outcome.Refusal, outcome.Replayed)
        {
            Outcome = outcome,
        };
    }

    public override async Task<(long Version, ListedState State)> FoldLists(
        IEventStore store, KeyRing keys, EntityKey key, CancellationToken ct)
    {
        var found = await Load(store, keys, key, long.MaxValue, useSnapshot: false, ct).ConfigureAwait(false);
        using var scope = SealingScope.Open(found.Keys, HeldBy(found.State).Own);

        return (found.Version, new ListedState(StateChanges.OfRows([], Type.Rows(key, found.State)), Type.Tallies(key, found.State)));
    }

    public PersonsHeld HeldBy(TState state) => Type.Persons?.Invoke(state) ?? PersonsHeld.Nobody;

    public async Task<Loaded<TState>> Load(
        IEventStore store, KeyRing keys, EntityKey key, long versionMax, bool useSnapshot, CancellationToken ct)
    {
        var history = await store.ReadStream(key, useSnapshot ? Shape : null, versionMax, ct).ConfigureAwait(false);
        var opened = await keys.Open(key, history.Keys, ct).ConfigureAwait(false);

        return Fold(history, opened) ?? await Load(store, keys, key, versionMax, useSnapshot: false, ct).ConfigureAwait(false);
    }

    /// <summary>The state to keep beside the events, sealed as they are; null between two of them.</summary>
    public SerializedSnapshot? SnapshotAfter(long versionBefore, long version, TState state, PersonKeys keys) =>
        versionBefore / SnapshotEvery != version / SnapshotEvery && ComesBack(state)
            ? new SerializedSnapshot(version, Shape, Seal(state, keys))
            : null;

    /// <summary>The state as it reads when these keys are gone: exactly as a later fold of the history will give it.</summary>
    public static TState Forget(TState state, PersonsHeld before, PersonKeys keys, PersonKeys left)
    {
        byte[] body;
        using (SealingScope.Open(keys, before.Own))
        {
            body = StoredJson.Write(state);
        }

        using (SealingScope.Open(left, null))
        {
            return StoredJson.Read<TState>(body);
        }
    }

    private byte[] Seal(TState state, PersonKeys keys)
    {
        using var scope = SealingScope.Open(keys, HeldBy(state).Own);

        return StoredJson.Write(state);
    }

    /// <summary>Null when the snapshot can't be read.</summary>
    private Loaded<TState>? Fold(StoredHistory history, PersonKeys keys)
    {
        using var scope = SealingScope.Open(keys, null);
        var (state, version) = (Type.Initial, 0L);
        if (history.Snapshot is { } snapshot)
        {
            if (TryRead(snapshot.Body) is not { } kept)
            {
                return null;
            }

            (state, version) = (kept, snapshot.Version);
        }

        foreach (var @event in history.Events)
        {
            state = Type.Evolve(state, Events.Read(@event.Name, @event.Body.Span));
            version = @event.Version;
        }

        return new Loaded<TState>(state, version, keys, scope is { FoundPlain: true });
    }

    /// <summary>A state that does not come back as it was is not kept; its events are.</summary>
    private static bool ComesBack(TState state)
    {
        try
        {
            // Plain and only in memory: sealed twice, the same words never look the same.
            var body = StoredJson.Write(state);

            return TryRead(body) is { } read && StoredJson.Write(read).AsSpan().SequenceEqual(body);
        }
        catch (NotSupportedException)
        {
            return false;
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
