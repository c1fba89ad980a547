using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace SharedConsular.Audit;

/// <summary>One line of an exported record: a header, each block with its leaves behind it, and an end. JSON lines, UTF-8.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(HeaderLine), "header")]
[JsonDerivedType(typeof(BlockLine), "block")]
[JsonDerivedType(typeof(EventLine), "event")]
[JsonDerivedType(typeof(ReadLine), "read")]
[JsonDerivedType(typeof(HiddenLine), "hidden")]
[JsonDerivedType(typeof(GoneLine), "gone")]
[JsonDerivedType(typeof(UnsealedLine), "unsealed")]
[JsonDerivedType(typeof(EndLine), "end")]
public abstract record AuditLine
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>A line as it was read; null unless it is written exactly as <see cref="Write"/> writes it.</summary>
    public static AuditLine? Find(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditLine>(text, Json) is { } line && line.Write() == text ? line : null;
        }
        catch (Exception ex) when (ex is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}

/// <param name="Format">Which version of this format.</param>
/// <param name="PublicKey">The key the blocks are signed with (SubjectPublicKeyInfo), hexadecimal.</param>
/// <param name="From">Only blocks sealed at or after this moment; all of the beginning when left out.</param>
/// <param name="To">Only blocks sealed before this moment; up to the end when left out.</param>
public sealed record HeaderLine(
    int Format, TenantId Tenant, string PublicKey, DateTimeOffset ExportedAt, DateTimeOffset? From = null, DateTimeOffset? To = null) : AuditLine
{
    public const int FormatNow = 1;
}

public sealed record BlockLine(AuditBlock Block, string Signature) : AuditLine;

/// <summary>A leaf of the block above it.</summary>
/// <param name="Leaf">Its place in the block, from 1.</param>
/// <param name="Sealed">The hash that was sealed.</param>
public abstract record LeafLine(int Leaf, string Sealed) : AuditLine
{
    /// <summary>Its place among all events, or all reads.</summary>
    public abstract long Place();
}

public sealed record EventLine(int Leaf, string Sealed, EventLeaf Event) : LeafLine(Leaf, Sealed)
{
    public override long Place() => Event.Position;
}

public sealed record ReadLine(int Leaf, string Sealed, ReadLeaf Read) : LeafLine(Leaf, Sealed)
{
    public override long Place() => Read.Position;
}

/// <summary>A leaf of a person who fears the tenant this was exported for: it counts and proves, and says nothing.</summary>
public sealed record HiddenLine(int Leaf, string Sealed, long Position) : LeafLine(Leaf, Sealed)
{
    public override long Place() => Position;
}

/// <summary>A leaf that was sealed and that the store does not have any more.</summary>
public sealed record GoneLine(int Leaf, string Sealed, long Position) : LeafLine(Leaf, Sealed)
{
    public override long Place() => Position;
}

/// <summary>Something the store has in a stretch that was sealed without it. It has no place in the block.</summary>
public sealed record UnsealedLine(long Position, bool IsRead) : AuditLine;

/// <summary>The end of the file, so that one that was cut off is seen to be.</summary>
/// <param name="Blocks">How many blocks the file holds.</param>
/// <param name="Head">The number of the last of them, or of the last one sealed when it holds none; 0 when there is none at all.</param>
/// <param name="Signature">The tenant's, over this line and the header.</param>
public sealed record EndLine(long Blocks, long Head, string HeadHash, string Signature) : AuditLine
{
    private const string Kind = "shared-consular/audit/end/1";

    /// <summary>The bytes that are signed.</summary>
    public byte[] Encode(HeaderLine header) => new CanonicalBytes(Kind)
        .Number(header.Format).Text(header.Tenant.Value).Text(header.PublicKey).Time(header.ExportedAt)
        .Time(header.From).Time(header.To).Number(Blocks).Number(Head).Text(HeadHash).ToArray();
}
