using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SharedConsular.Runtime;

/// <summary>The event types of one entity by their stored names, both ways, and how each is written.</summary>
public sealed class EventNames<TEvent>
    where TEvent : class
{
    private readonly FrozenDictionary<string, Type> _byName;
    private readonly FrozenDictionary<Type, string> _byType;

    /// <exception cref="InvalidOperationException">An event has no stored name, or two have the same.</exception>
    public EventNames()
    {
        var types = typeof(TEvent).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(TEvent)));
        var named = types.Select(t => (Type: t, Name: FindName(t))).ToList();
        if (named.Find(n => n.Name is null).Type is { } nameless)
        {
            throw new InvalidOperationException($"{nameless.Name} has no stored name; give it [StoredAs(\"…\")].");
        }

        if (named.GroupBy(n => n.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Two events are stored as {twice.Key}.");
        }

        _byName = named.ToFrozenDictionary(n => n.Name!, n => n.Type);
        _byType = named.ToFrozenDictionary(n => n.Type, n => n.Name!);
    }

    public IEnumerable<string> Names => _byName.Keys;

    public SerializedEvent Write(TEvent @event)
    {
        var type = @event.GetType();

        return new SerializedEvent(_byType[type], JsonSerializer.SerializeToUtf8Bytes(@event, JsonOf(type)));
    }

    /// <exception cref="JsonException">The name is unknown or the text is not such an event.</exception>
    public TEvent Read(string name, ReadOnlySpan<byte> json) =>
        _byName.TryGetValue(name, out var type)
            ? JsonSerializer.Deserialize(json, JsonOf(type)) as TEvent ?? throw new JsonException($"A stored {name} is null.")
            : throw new JsonException($"No event is stored as {name}.");

    /// <summary>How a type is written is worked out when it is first needed: at the start hardly any is, and it takes long.</summary>
    private static JsonTypeInfo JsonOf(Type type) => StoredJson.Options.GetTypeInfo(type);

    private static string? FindName(Type type) => type.GetCustomAttribute<StoredAsAttribute>()?.Name;
}
