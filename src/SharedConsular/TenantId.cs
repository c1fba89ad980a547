using System.Text.Json;
using System.Text.Json.Serialization;

namespace SharedConsular;

/// <summary>
/// A party on the platform: a state, named by its ISO 3166-1 alpha-2 code in lower case (<c>au</c>), or the operator
/// of shared centres (<c>iom</c>). Lower-case letters and digits, as it appears in URLs and tokens.
/// </summary>
[JsonConverter(typeof(TenantIdJsonConverter))]
public sealed record TenantId : IComparable<TenantId>
{
    public const int LengthMax = 40;

    /// <summary>Asked for some hundred times in one routing decision, so it is counted once.</summary>
    private readonly int _hash;

    private TenantId(string value)
    {
        Value = value;
        _hash = value.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>The installation itself: what belongs to no state, such as agreements and stored routing decisions.</summary>
    public static TenantId Installation { get; } = new("installation");

    public string Value { get; }

    public static TenantId? Parse(string? text) =>
        text is { Length: > 0 and <= LengthMax } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
            ? new TenantId(text)
            : null;

    /// <exception cref="FormatException">The text is not a tenant id.</exception>
    public static TenantId Get(string text) => Parse(text) ?? throw new FormatException("Not a tenant id.");

    public bool Equals(TenantId? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Value == other.Value);

    public override int GetHashCode() => _hash;

    public int CompareTo(TenantId? other) => string.CompareOrdinal(Value, other?.Value);

    public override string ToString() => Value;
}

internal sealed class TenantIdJsonConverter : JsonConverter<TenantId>
{
    public override TenantId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TenantId.Parse(reader.GetString()) ?? throw new JsonException("Not a tenant id.");

    public override void Write(Utf8JsonWriter writer, TenantId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    public override TenantId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TenantId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);
}
