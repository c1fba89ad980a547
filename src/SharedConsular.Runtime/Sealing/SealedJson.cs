using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SharedConsular.Runtime;

/// <summary>Teaches stored JSON which properties are personal and whose they are.</summary>
internal static class SealedJson
{
    public static void Modify(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider is PropertyInfo declared && PersonalAttribute.Marks(declared))
            {
                property.CustomConverter = property.PropertyType == typeof(string)
                    ? new SealedText(property.Name)
                    : (JsonConverter)Activator.CreateInstance(typeof(SealedValue<>).MakeGenericType(property.PropertyType), property.Name)!;
            }
        }

        if (type.Type.IsAssignableTo(typeof(IPersonRecord)) && type.Kind is JsonTypeInfoKind.Object)
        {
            type.OnSerializing = static record => SealingScope.Current?.Enter(((IPersonRecord)record).Subject);
            type.OnSerialized = static _ => SealingScope.Current?.Leave();
        }
    }
}

internal sealed class SealedText(string property) : JsonConverter<string>
{
    private const int StackBytesMax = 512;

    private readonly byte[] _property = Encoding.UTF8.GetBytes(property);

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (!SealingScope.IsSealed(reader))
        {
            var text = reader.GetString();
            if (text != Erased.Text)
            {
                SealingScope.Current?.NotePlain();
            }

            return text;
        }

        return SealedValues.Open(reader, _property) is { } plain ? Encoding.UTF8.GetString(plain) : Erased.Text;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (SealingScope.Current is not { } scope || value == Erased.Text)
        {
            writer.WriteStringValue(value);

            return;
        }

        var bytesMax = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> plain = bytesMax <= StackBytesMax ? stackalloc byte[StackBytesMax] : new byte[bytesMax];
        scope.Write(writer, plain[..Encoding.UTF8.GetBytes(value, plain)], _property);
    }
}

/// <summary>What is personal and no text, such as a date: sealed as its JSON, and nothing once the key is gone.</summary>
internal sealed class SealedValue<T>(string property) : JsonConverter<T>
{
    private readonly byte[] _property = Encoding.UTF8.GetBytes(property);

    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (!SealingScope.IsSealed(reader))
        {
            SealingScope.Current?.NotePlain();

            return JsonSerializer.Deserialize<T>(ref reader, options);
        }

        return SealedValues.Open(reader, _property) is { } plain ? JsonSerializer.Deserialize<T>(plain, options) : default;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (SealingScope.Current is { } scope)
        {
            scope.Write(writer, JsonSerializer.SerializeToUtf8Bytes(value, options), _property);
        }
        else
        {
            JsonSerializer.Serialize(writer, value, options);
        }
    }
}

internal static class SealedValues
{
    /// <exception cref="InvalidOperationException">Nobody opened the keys of the entity it belongs to.</exception>
    public static byte[]? Open(in Utf8JsonReader reader, ReadOnlySpan<byte> property) =>
        (SealingScope.Current ?? throw new InvalidOperationException("A sealed value is read without the keys of its entity."))
            .Read(reader.ValueSpan, property);
}
