using System.Collections.Concurrent;

namespace SharedConsular.Runtime;

/// <summary>The kinds of entity this process can run, by name.</summary>
public sealed class EntityTypes
{
    private readonly ConcurrentDictionary<string, EntityModel> _models = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _models.Keys;

    /// <exception cref="InvalidOperationException">Another type has this name, or an event has no stored name.</exception>
    public EntityTypes Register<TState, TCommand, TEvent>(
        EntityType<TState, TCommand, TEvent> type)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var model = new EntityModel<TState, TCommand, TEvent>(type, new EventNames<TEvent>());

        return _models.TryAdd(type.Name, model)
            ? this
            : throw new InvalidOperationException($"An entity type {type.Name} is registered already.");
    }

    internal EntityModel? Find(string name) => _models.GetValueOrDefault(name);

    internal EntityModel<TState, TCommand, TEvent> Get<TState, TCommand, TEvent>(
        EntityType<TState, TCommand, TEvent> type)
        where TState : class
        where TCommand : class
        where TEvent : class =>
        _models.GetValueOrDefault(type.Name) as EntityModel<TState, TCommand, TEvent>
            ?? throw new InvalidOperationException($"The entity type {type.Name} is not registered.");
}
