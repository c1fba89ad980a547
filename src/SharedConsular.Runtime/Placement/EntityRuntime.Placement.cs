using System.Collections.Immutable;

namespace SharedConsular.Runtime;

public sealed partial class EntityRuntime
{
    /// <summary>Decides a command here that was brought to this node because its entity is here.</summary>
    /// <returns>What others read the outcome from; null when this node can't read the command.</returns>
    public Task<PlacedAnswer?> ExecuteHere(PlacedCommand command, Caller caller, CancellationToken ct) =>
        command.Command is not null && _types.Find(command.Key.Type) is { } model
            ? model.Execute(this, command, caller, ct)
            : Task.FromResult<PlacedAnswer?>(null);

    private async Task<Outcome<TState, TEvent>?> ExecuteWherePlaced<TState, TCommand, TEvent>(
        EntityModel<TState, TCommand, TEvent> model, PlacedCommand command, Caller caller, CancellationToken ct)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        if (_placement is null || await _placement.Execute(command, caller, ct).ConfigureAwait(false) is not { } answer)
        {
            return null;
        }

        if (answer.Outcome is Outcome<TState, TEvent> outcome)
        {
            return outcome;
        }

        // Whoever was answered through this node is not shown an older state by it.
        _cache.Doubt(answer.Key);

        return await ReadOutcome(model, answer, ct).ConfigureAwait(false);
    }

    /// <summary>The outcome of an answer that is known by its versions only.</summary>
    private async Task<Outcome<TState, TEvent>> ReadOutcome<TState, TCommand, TEvent>(
        EntityModel<TState, TCommand, TEvent> model, PlacedAnswer answer, CancellationToken ct)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var found = await model.Load(_store, _keys, answer.Key, answer.Version, useSnapshot: true, ct).ConfigureAwait(false);
        if (answer.Refusal is { } refusal)
        {
            return new Outcome<TState, TEvent>(answer.Key, refusal, found.State, found.Version, answer.Replayed);
        }

        var count = (int)(answer.Version - answer.VersionBefore);
        var events = count == 0 ? [] : await ReadHistory(model.Type, answer.Key, answer.VersionBefore, count, ct).ConfigureAwait(false);

        return new Outcome<TState, TEvent>(answer.Key, events.Select(e => e.Event).ToImmutableArray(), found.State, found.Version, answer.Replayed);
    }
}
