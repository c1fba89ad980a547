using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace SharedConsular.Runtime;

/// <summary>
/// Runs entities: finds the state, lets the command decide, and answers when everything that follows is durable.
/// Commands of one entity are decided one after another, also while earlier ones are still on their way to the disk.
/// </summary>
public sealed partial class EntityRuntime
{
    /// <summary>How long the same idempotency key is given the same answer.</summary>
    public static readonly TimeSpan AnswersKept = TimeSpan.FromHours(48);

    /// <summary>How often a command is decided again after others changed the entity first.</summary>
    private const int AttemptsMax = 32;

    /// <summary>How long after its last comparison with a shared store an entity is shown without another one.</summary>
    public static readonly TimeSpan StaleMax = TimeSpan.FromMilliseconds(500);

    private readonly IEventStore _store;
    private readonly EntityTypes _types;
    private readonly GroupCommitter _committer;
    private readonly TimeProvider _time;
    private readonly KeyRing _keys;
    private readonly EntityCache _cache;
    private readonly RequestsInFlight _inFlight;
    private readonly IPlacement? _placement;

    internal EntityRuntime(
        IEventStore store, KeyRing keys, EntityTypes types, GroupCommitter committer, RuntimeOptions options, TimeProvider time,
        IPlacement? placement = null)
    {
        (_store, _keys, _types, _committer, _time, _placement) = (store, keys, types, committer, time, placement);
        _cache = new EntityCache(options.EntitiesCachedMax);
        _inFlight = new RequestsInFlight(options.RequestsInFlightMax);
    }

    internal int EntitiesCached => _cache.Count;

    /// <summary>Executes a command. What it returns is durable; what it throws was not acknowledged.</summary>
    /// <param name="type">The kind of entity.</param>
    /// <param name="key">Which entity; one without events is in its initial state.</param>
    /// <param name="command">What is asked of it.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="idempotency">Makes a repetition of this request give the same answer again.</param>
    /// <param name="ifVersion">Refuse as stale unless the entity is at this version.</param>
    /// <param name="ct">Stops waiting to begin. A command that was decided is carried through.</param>
    /// <exception cref="StoreOverloadedException">Too many commands wait. Nothing was decided.</exception>
    /// <exception cref="StoreUnavailableException">The store did not confirm the decision.</exception>
    /// <exception cref="ConcurrencyException">The entity kept changing.</exception>
    public async Task<Outcome<TState, TEvent>> Execute<TState, TCommand, TEvent>(
        EntityType<TState, TCommand, TEvent> type, EntityKey key, TCommand command, Caller caller,
        RequestIdentity? idempotency, long? ifVersion, CancellationToken ct)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var placed = new PlacedCommand(key, command, idempotency?.Key, idempotency?.Fingerprint, ifVersion);

        return await ExecuteWherePlaced(_types.Get(type), placed, caller, ct).ConfigureAwait(false)
            ?? await ExecuteHere(_types.Get(type), key, command, caller, idempotency, ifVersion, ct).ConfigureAwait(false);
    }

    internal async Task<Outcome<TState, TEvent>> ExecuteHere<TState, TCommand, TEvent>(
        EntityModel<TState, TCommand, TEvent> model, EntityKey key, TCommand command, Caller caller,
        RequestIdentity? idempotency, long? ifVersion, CancellationToken ct)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        using var span = RuntimeTelemetry.BeginCommand(model.Name, command);
        try
        {
            var outcome = await DecideOnce(model, key, command, caller, idempotency, ifVersion, ct).ConfigureAwait(false);
            RuntimeTelemetry.CommandAnswered(span, model.Name, command, outcome.Refusal, outcome.Replayed ? 0 : outcome.Events.Length);

            return outcome;
        }
        catch (Exception ex)
        {
            RuntimeTelemetry.CommandFailed(span, model.Name, command, ex);
            throw;
        }
    }

    /// <summary>The durable state of an entity; null when nothing ever happened to it.</summary>
    public async Task<Found<TState>?> Find<TState, TCommand, TEvent>(
        EntityType<TState, TCommand, TEvent> type, EntityKey key, CancellationToken ct)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var model = _types.Get(type);
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var entity = await GetEntity(model, key, ct).ConfigureAwait(false);
            Found<TState> found;
            Task<CommitResult> durable;
            lock (entity.Gate)
            {
                (found, durable) = (new Found<TState>(entity.State, entity.Version), entity.LastCommit);
            }

            // A commit that failed has taken this state with it; what was durable before is still there to be read.
            await ((Task)durable).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (durable is { IsCompletedSuccessfully: true, Result: CommitResult.Stored }
                && await IsFresh(entity, found.Version, StaleMax, ct).ConfigureAwait(false))
            {
                return found.Version == 0 ? null : found;
            }
        }

        throw new ConcurrencyException(key);
    }

    /// <summary>The history of an entity, oldest first, with who caused each event and when.</summary>
    public async Task<ImmutableArray<RecordedEvent<TEvent>>> ReadHistory<TState, TCommand, TEvent>(
        EntityType<TState, TCommand, TEvent> type, EntityKey key, long afterVersion, int countMax, CancellationToken ct)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var model = _types.Get(type);
        var events = await _store.ReadEvents(key, afterVersion, countMax, ct).ConfigureAwait(false);
        var stored = model.Type.Persons is null ? [] : await _store.ReadPersonKeys([key], ct).ConfigureAwait(false);
        var opened = await _keys.Open(key, stored, ct).ConfigureAwait(false);
        using var scope = SealingScope.Open(opened, null);

        return [.. events.Select(e =>
            new RecordedEvent<TEvent>(e.Version, model.Events.Read(e.Name, e.Body.Span), e.RecordedAt, e.Actor))];
    }

    /// <summary>Decides a request, or finds what was answered when it came before.</summary>
    private async Task<Outcome<TState, TEvent>> DecideOnce<TState, TCommand, TEvent>(
        EntityModel<TState, TCommand, TEvent> model, EntityKey key, TCommand command, Caller caller,
        RequestIdentity? idempotency, long? ifVersion, CancellationToken ct)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            if (idempotency is null)
            {
                return await Decide(model, key, command, caller, null, ifVersion, ct).ConfigureAwait(false)
                    ?? throw new ConcurrencyException(key);
            }

            if (_inFlight.Enter(idempotency.AnswerKey) is { } other)
            {
                await other.WaitAsync(ct).ConfigureAwait(false);
                continue;
            }

            try
            {
                // Nothing returned means that another node answered this request first; its answer is found then.
                if ((await FindAnswer(model, key, idempotency, ct).ConfigureAwait(false)
                    ?? await Decide(model, key, command, caller, idempotency, ifVersion, ct).ConfigureAwait(false))
                    is { } outcome)
                {
                    return outcome;
                }
            }
            finally
            {
                _inFlight.Leave(idempotency.AnswerKey);
            }
        }

        throw new ConcurrencyException(key);
    }

    private async Task<Outcome<TState, TEvent>?> Decide<TState, TCommand, TEvent>(
        EntityModel<TState, TCommand, TEvent> model, EntityKey key, TCommand command, Caller caller,
        RequestIdentity? request, long? ifVersion, CancellationToken ct)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var tenantKey = model.Type.Persons is null || !_keys.Seals ? null : await _keys.GetCurrent(key.Tenant, ct).ConfigureAwait(false);
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var entity = await GetEntity(model, key, ct).ConfigureAwait(false);
            CommandStep<TState, TCommand, TEvent> step;
            Outcome<TState, TEvent>? outcome;
            lock (entity.Gate)
            {
                if (entity.IsEvicted || entity.Fault is not null)
                {
                    continue;
                }

                var context = new DecisionContext(_time.GetUtcNow(), caller);
                step = new CommandStep<TState, TCommand, TEvent>(model, entity, context, request, _committer, tenantKey);
                outcome = step.Run(command, ifVersion);
            }

            if (outcome is null)
            {
                tenantKey = await _keys.GetCurrent(step.NeedsKeyOf!, ct).ConfigureAwait(false);
                continue;
            }

            var result = await step.Durable.ConfigureAwait(false);
            // What was stored was compared by the store. What changed nothing is compared here: it may follow from a state that
            // another node has left behind.
            if (result == CommitResult.Stored
                && (step.HasOwnCommit || await IsFresh(entity, outcome.Version, TimeSpan.Zero, ct).ConfigureAwait(false)))
            {
                return outcome;
            }

            if (result == CommitResult.KeyTaken && step.HasOwnCommit)
            {
                return null;
            }
        }

        throw new ConcurrencyException(key);
    }

    /// <summary>Whether no other node has gone on from this version; an entity that was left behind is read anew by the next who asks.</summary>
    private async ValueTask<bool> IsFresh<TState>(CachedEntity<TState> entity, long version, TimeSpan staleMax, CancellationToken ct)
        where TState : class
    {
        if (!_store.IsShared || (staleMax > TimeSpan.Zero && _time.GetElapsedTime(entity.VerifiedAt) < staleMax))
        {
            return true;
        }

        var began = _time.GetTimestamp();
        var stored = await _store.ReadVersion(entity.Key, ct).ConfigureAwait(false);
        lock (entity.Gate)
        {
            if (stored <= version)
            {
                entity.VerifiedAt = began;

                return true;
            }

            // Between the two it may be this node that has gone on.
            if (stored > entity.Version)
            {
                entity.Fail(new ConcurrencyException(entity.Key));
            }
        }

        return false;
    }

    private async Task<Outcome<TState, TEvent>?> FindAnswer<TState, TCommand, TEvent>(
        EntityModel<TState, TCommand, TEvent> model, EntityKey key, RequestIdentity request, CancellationToken ct)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var answer = await _store.FindAnswer(request.AnswerKey, _time.GetUtcNow(), ct).ConfigureAwait(false);
        if (answer is null)
        {
            return null;
        }

        if (answer.Fingerprint != request.Fingerprint || answer.Entity.Type != key.Type)
        {
            // The state stays out of it: this caller may not even have meant this entity.
            return new Outcome<TState, TEvent>(
                key, RuntimeRefusals.KeyReused, model.Type.Initial, Version: 0, Replayed: false);
        }

        var refusal = answer.Refusal is { } stored ? StoredJson.Read<Refusal>(stored.Span) : null;

        return await ReadOutcome(model, new PlacedAnswer(answer.Entity, answer.VersionBefore, answer.Version, refusal, Replayed: true), ct)
            .ConfigureAwait(false);
    }

    [SuppressMessage("Reliability", "CA2016", Justification = "A load is shared; one caller who leaves must not end it.")]
    private async ValueTask<CachedEntity<TState>> GetEntity<TState, TCommand, TEvent>(
        EntityModel<TState, TCommand, TEvent> model, EntityKey key, CancellationToken ct)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        if (key.Type != model.Name)
        {
            throw new ArgumentException($"A key of {key.Type} does not name a {model.Name}.", nameof(key));
        }

        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            ct.ThrowIfCancellationRequested();
            var entity = await _cache.Get(key, async k =>
            {
                var began = _time.GetTimestamp();
                var found = await model.Load(_store, _keys, k, long.MaxValue, useSnapshot: true, CancellationToken.None)
                    .ConfigureAwait(false);

                return new CachedEntity<TState>(k)
                {
                    State = found.State,
                    Version = found.Version,
                    Keys = found.Keys,
                    HasPlainHistory = found.HasPlainHistory,
                    VerifiedAt = began,
                };
            }).ConfigureAwait(false);
            if (entity.Fault is null)
            {
                return (CachedEntity<TState>)entity;
            }

            _cache.Remove(entity);
        }

        throw new ConcurrencyException(key);
    }
}
