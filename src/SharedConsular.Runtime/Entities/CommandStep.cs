using System.Collections.Immutable;

namespace SharedConsular.Runtime;

/// <summary>
/// One decision about one entity, made under its gate: decide, fold, and queue what follows from it. The entity moves
/// on only when its commit is queued, so a store that has no room leaves it as it was.
/// </summary>
internal sealed class CommandStep<TState, TCommand, TEvent>(
    EntityModel<TState, TCommand, TEvent> model, CachedEntity<TState> entity, DecisionContext context,
    RequestIdentity? request, GroupCommitter committer)
    where TState : class
    where TCommand : class
    where TEvent : class
{
    private readonly EntityType<TState, TCommand, TEvent> _type = model.Type;

    /// <summary>When the answer may be given, and whether it still holds then.</summary>
    public Task<CommitResult> Durable { get; private set; } = entity.LastCommit;

    /// <summary>Whether the commit waited for is that of this decision, not one it was decided on.</summary>
    public bool HasOwnCommit { get; private set; }

    public Outcome<TState, TEvent> Run(TCommand command, long? ifVersion)
    {
        var isStale = ifVersion is { } version && version != entity.Version;
        var decision = isStale ? RuntimeRefusals.Stale : _type.Decide(entity.State, command, context);
        var events = decision is Decision<TEvent>.Accepted accepted ? accepted.Events : [];
        if (!events.IsEmpty)
        {
            Accept(events);
        }
        else if (request is not null)
        {
            Queue(NewCommit((decision as Decision<TEvent>.Refused)?.Reason, entity.Version));
        }

        return new Outcome<TState, TEvent>(entity.Key, decision, entity.State, entity.Version, Replayed: false);
    }

    private void Accept(ImmutableArray<TEvent> events)
    {
        var state = entity.State;
        var serialized = new SerializedEvent[events.Length];
        var messages = new List<SerializedMessage>();
        for (var i = 0; i < serialized.Length; i++)
        {
            state = _type.Evolve(state, events[i]);
            serialized[i] = model.Events.Write(events[i]);
            foreach (var message in _type.Messages(entity.Key, state, events[i]))
            {
                messages.Add(new SerializedMessage(message.Topic, message.OrderKey, StoredJson.Write(message.Body)));
            }
        }

        var version = entity.Version + serialized.Length;
        var rowsBefore = entity.Rows ?? (entity.Version == 0 ? [] : _type.Rows(entity.Key, entity.State));
        var rows = _type.Rows(entity.Key, state);
        var clocksBefore = entity.Version == 0 ? [] : _type.Clocks(entity.State);
        Queue(NewCommit(null, version) with
        {
            Events = serialized,
            Messages = messages,
            Rows = StateChanges.OfRows(rowsBefore, rows),
            Clocks = StateChanges.OfClocks(clocksBefore, _type.Clocks(state)),
            Snapshot = model.SnapshotAfter(entity.Version, version, state),
        });
        (entity.State, entity.Version, entity.Rows) = (state, version, rows);
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
