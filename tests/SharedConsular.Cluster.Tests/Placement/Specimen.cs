using System.Collections;
using System.Collections.Immutable;
using System.Reflection;

namespace SharedConsular.Cluster.Tests.Placement;

/// <summary>Some value of any type of the domain, with everything in it that can be set.</summary>
internal static class Specimen
{
    /// <summary>Deeper than any command is; beyond it what may be missing is left out.</summary>
    private const int DepthMax = 6;

    private static readonly Dictionary<Type, object> Simple = new()
    {
        [typeof(string)] = "en", // A word that is also a language, which names are kept by.
        [typeof(int)] = 7,
        [typeof(long)] = 11L,
        [typeof(double)] = 0.5,
        [typeof(decimal)] = 1.25m,
        [typeof(bool)] = true,
        [typeof(DateOnly)] = new DateOnly(2027, 3, 1),
        [typeof(TimeOnly)] = new TimeOnly(9, 30),
        [typeof(DateTimeOffset)] = new DateTimeOffset(2027, 3, 1, 8, 0, 0, TimeSpan.Zero),
        [typeof(TimeSpan)] = TimeSpan.FromMinutes(90),
        [typeof(TenantId)] = TenantId.Get("ee"),
        [typeof(byte[])] = new byte[] { 1, 2, 3 },
    };

    public static object? Of(Type type, int depth = 0)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Simple.TryGetValue(type, out var value))
        {
            return value;
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).Cast<object>().Last();
        }

        if (type.IsGenericType)
        {
            return OfCollection(type, depth);
        }

        var concrete = type.IsAbstract
            ? type.Assembly.GetTypes().First(t => !t.IsAbstract && t.IsAssignableTo(type))
            : type;

        return depth > DepthMax ? null : OfRecord(concrete, depth);
    }

    private static object OfCollection(Type type, int depth)
    {
        var parts = type.GetGenericArguments();
        var definition = type.GetGenericTypeDefinition();
        if (definition == typeof(KeyValuePair<,>) || definition == typeof(ValueTuple<,>))
        {
            return Activator.CreateInstance(type, Of(parts[0], depth + 1), Of(parts[1], depth + 1))!;
        }

        var isMap = parts.Length == 2;
        var element = isMap ? typeof(KeyValuePair<,>).MakeGenericType(parts) : parts[0];
        var items = Array.CreateInstance(element, 1);
        items.SetValue(Of(element, depth + 1), 0);
        var home = definition == typeof(ImmutableArray<>) || definition == typeof(IReadOnlyList<>) ? typeof(ImmutableArray)
            : definition == typeof(ImmutableSortedDictionary<,>) ? typeof(ImmutableSortedDictionary)
            : definition == typeof(ImmutableDictionary<,>) ? typeof(ImmutableDictionary)
            : definition == typeof(ImmutableSortedSet<>) ? typeof(ImmutableSortedSet)
            : definition == typeof(ImmutableHashSet<>) ? typeof(ImmutableHashSet)
            : throw new NotSupportedException($"No specimen of {type}.");
        var make = home.GetMethods().First(m => m.Name == "CreateRange" && m.GetParameters() is [{ ParameterType: { IsGenericType: true } p }]
            && p.GetGenericTypeDefinition() == typeof(IEnumerable<>));

        return make.MakeGenericMethod(parts).Invoke(null, [items])!;
    }

    private static object OfRecord(Type type, int depth)
    {
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(c => c.GetParameters() is not [{ ParameterType: var only }] || only != type)
            .MaxBy(c => c.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Of(p.ParameterType, depth + 1))]);
        foreach (var property in type.GetProperties().Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters() is []))
        {
            if (property.GetValue(made) is null or IEnumerable { } and not string)
            {
                property.SetValue(made, Of(property.PropertyType, depth + 1));
            }
        }

        return made;
    }
}
