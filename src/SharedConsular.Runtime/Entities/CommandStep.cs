using System.Collections.Immutable;

namespace SharedConsular.Runtime;

/// <summary>
/// One decision about one entity, made under its gate: decide, fold, and queue what follows from it. The entity moves
/// on only when its commit is queued, so a store that has no room leaves it as it was.
/// </summary>
internal sealed class CommandStep<TState, TCommand, TEvent>(
    EntityModel<TState, TCommand, TEvent> model, CachedEntity<TState> entity, DecisionContext context,
    RequestIdentity? request, GroupCommitter committer, TenantKey? tenantKey)
    where TState : class
    where TCommand : class
    where TEvent : class
{
    private readonly EntityType<TState, TCommand, TEvent> _type = model.Type;

    /// <summary>When the answer may be given, and whether it still holds then.</summary>
    public Task<CommitResult> Durable { get; private set; } = entity.LastCommit;

    /// <summary>Whether the commit waited for is that of this decision, not one it was decided on.</summary>
    public bool HasOwnCommit { get; private set; }

    /// <summary>The tenant whose key wraps what this decision leads to, where another was given.</summary>
    public TenantId? NeedsKeyOf { get; private set; }

    /// <summary>Null when nothing was done because it <see cref="NeedsKeyOf"/> another tenant.</summary>
    public Outcome<TState, TEvent>? Run(TCommand command, long? ifVersion)
    {
        var isStale = ifVersion is { } version && version != entity.Version;
        var decision = isStale ? RuntimeRefusals.Stale : _type.Decide(entity.State, command, context);
        var events = decision is Decision<TEvent>.Accepted accepted ? accepted.Events : [];
        if (!events.IsEmpty && Accept(events) is { } refusal)
        {
            decision = refusal;
            events = [];
        }

        if (NeedsKeyOf is not null)
        {
            return null;
        }

        if (events.IsEmpty && request is not null)
        {
            Queue(NewCommit((decision as Decision<TEvent>.Refused)?.Reason, entity.Version));
        }

        return new Outcome<TState, TEvent>(entity.Key, decision, entity.State, entity.Version, Replayed: false);
    }

    /// <summary>Returns why what was decided can't be done after all; nothing is queued then.</summary>
    private Refusal? Accept(ImmutableArray<TEvent> events)
    {
        var state = entity.State;
        var messages = new List<OutboxMessage>();
        foreach (var @event in events)
        {
            state = _type.Evolve(state, @event);
            messages.AddRange(_type.Messages(entity.Key, state, @event));
        }

        var (before, held) = (entity.Held ?? model.HeldBy(entity.State), model.HeldBy(state));
        ImmutableArray<string> forgotten = [.. before.Subjects.Where(s => !held.Subjects.Contains(s))];
        if (!forgotten.IsEmpty && (entity.HasPlainHistory || !entity.Keys.Seals))
        {
            return RuntimeRefusals.NotSealed;
        }

        var made = held.Subjects.Where(s => entity.Keys.Seals && entity.Keys.FindOf(s) is null).Select(PersonKey.Make);
        var keys = made.Aggregate(entity.Keys, (all, key) => all.With(key));
        if (!forgotten.IsEmpty)
        {
            var left = keys.Without(forgotten);
            state = EntityModel<TState, TCommand, TEvent>.Forget(state, before, keys, left);
            keys = left;
        }

        var wrapper = held.WrappedBy ?? entity.Key.Tenant;
        if (keys.Keys.Any(k => k.WrappedBy != wrapper) && tenantKey!.Tenant != wrapper)
        {
            NeedsKeyOf = wrapper;

            return null;
        }

        Write(events, messages, state, keys, held, forgotten);

        return null;
    }

    private void Write(
        ImmutableArray<TEvent> events, List<OutboxMessage> messages, TState state, PersonKeys keys, PersonsHeld held,
        ImmutableArray<string> forgotten)
    {
        var version = entity.Version + events.Length;
        var wrapper = held.WrappedBy ?? entity.Key.Tenant;
        var wrapped = keys.Keys.Where(k => k.WrappedBy != wrapper).Select(k => (IsNew: k.WrappedBy is null, Key: tenantKey!.Wrap(entity.Key, k))).ToList();
        keys = keys.WrappedBy(wrapper);
        var snapshot = entity.HasPlainHistory ? null : model.SnapshotAfter(entity.Version, version, state, keys);
        using var scope = SealingScope.Open(keys, held.Own);
        var rowsBefore = entity.Rows ?? (entity.Version == 0 ? [] : _type.Rows(entity.Key, entity.State));
        var rows = _type.Rows(entity.Key, state);
        var tallies = _type.Tallies(entity.Key, state);
        var clocksBefore = entity.Version == 0 ? [] : _type.Clocks(entity.State);
        Queue(NewCommit(null, version) with
        {
            Events = [.. events.Select(model.Events.Write)],
            Messages = [.. messages.Select(m => new SerializedMessage(m.Topic, m.OrderKey, StoredJson.Write(m.Body)))],
            Rows = StateChanges.OfRows(rowsBefore, rows),
            Tallies = entity.Version > 0 && tallies.SequenceEqual(_type.Tallies(entity.Key, entity.State)) ? null : tallies,
            Clocks = StateChanges.OfClocks(clocksBefore, _type.Clocks(state)),
            Snapshot = snapshot,
            NewKeys = [.. wrapped.Where(k => k.IsNew).Select(k => k.Key)],
            Rewrapped = [.. wrapped.Where(k => !k.IsNew).Select(k => k.Key)],
            Forgotten = forgotten,
        });
        (entity.State, entity.Version, entity.Rows, entity.Keys, entity.Held) = (state, version, rows, keys, held);
    }

    private Commit NewCommit(Refusal? refusal, long version) => new()
    {
        Key = entity.Key,
        ExpectedVersion = entity.Version,
        RecordedAt = context.Now,
        Actor = new Actor(context.Caller.Tenant, context.Caller.User),
        Answer = request is null ? null : new AnswerRecord(
            request.AnswerKey,
            new StoredAnswer(request.Fingerprint, entity.Key, entity.Version, version,
                refusal is null ? default(ReadOnlyMemory<byte>?) : StoredJson.Write(refusal)),
            context.Now + EntityRuntime.AnswersKept),
    };

    private void Queue(Commit commit)
    {
        Durable = entity.LastCommit = committer.Enqueue(entity, commit);
        HasOwnCommit = true;
    }
}
