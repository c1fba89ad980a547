using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace SharedConsular.Runtime;

/// <summary>Says whether a snapshot written then can be read now.</summary>
internal static class StateShape
{
    private const int LengthMax = 32;

    /// <summary>
    /// A digest of every property a state is stored with, and of the build that folded it: a fold that was corrected
    /// must not go on from the sums of the one that was wrong.
    /// </summary>
    public static string Compute(Type state)
    {
        var text = new StringBuilder().Append(state.Module.ModuleVersionId);
        Append(text, state, []);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));

        return Convert.ToHexStringLower(hash)[..LengthMax];
    }

    private static void Append(StringBuilder text, Type type, HashSet<Type> seen)
    {
        text.Append('|').Append(type);
        if (!seen.Add(type) || type.IsPrimitive || type.IsEnum)
        {
            return;
        }

        var json = StoredJson.Options.GetTypeInfo(type);
        foreach (var property in json.Properties)
        {
            text.Append(';').Append(property.Name);
            Append(text, property.PropertyType, seen);
        }

        foreach (var part in (Type?[])[json.ElementType, json.KeyType])
        {
            if (json.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary && part is not null)
            {
                Append(text, part, seen);
            }
        }
    }
}
