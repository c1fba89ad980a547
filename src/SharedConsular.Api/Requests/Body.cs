using System.Buffers;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Metadata;
using SharedConsular.Contracts;

namespace SharedConsular.Api.Requests;

/// <summary>A parameter that may say why the request can't be read. The request is then answered before its endpoint runs.</summary>
internal interface IRefusable
{
    Refusal? Refusal { get; }
}

/// <summary>
/// The body of a request, read strictly: known members only, none twice, right types, within a size. The bytes give the
/// fingerprint by which a repeated request is recognised.
/// </summary>
internal sealed class Body<T> : IRefusable, IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    /// <summary>Ten times the largest request the console makes; a household of twelve takes about 6 kB.</summary>
    private const int SizeBytesMaxOfMost = 64 * 1024;

    /// <summary>A tenant's folder, of eight files with hundreds of entries, or a list of two thousand people.</summary>
    private const int SizeBytesMaxOfFolder = 1024 * 1024;

    private static readonly int SizeBytesMax =
        typeof(T) == typeof(TenantFolderRequest) || typeof(T) == typeof(ImportHouseholdsRequest) ? SizeBytesMaxOfFolder : SizeBytesMaxOfMost;

    private readonly T? _value;

    private Body(T? value, Refusal? refusal, byte[] fingerprint) => (_value, Refusal, Fingerprint) = (value, refusal, fingerprint);

    public T Value => _value ?? throw new InvalidOperationException("A refused body has no value.");

    public Refusal? Refusal { get; }

    /// <summary>SHA-256 of the bytes.</summary>
    public byte[] Fingerprint { get; }

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var bytes = await BoundedBody.Read(context.Request, SizeBytesMax, context.RequestAborted);
        if (bytes is null)
        {
            return Refused(RequestRefusals.TooLarge.With($"{SizeBytesMax}"));
        }

        if (bytes.Length > 0 && !context.Request.HasJsonContentType())
        {
            return Refused(RequestRefusals.NotJson);
        }

        return Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));

    internal static Body<T> Parse(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, StrictJson.Options) is { } value
                ? new Body<T>(value, null, SHA256.HashData(bytes))
                : Refused(RequestRefusals.Malformed);
        }
        catch (JsonException ex)
        {
            // The exception text may quote the value; only the place goes out.
            return Refused(RequestRefusals.Malformed.At(new Fault(StrictJson.PointerOf(ex), "not-expected", StrictJson.ReasonOf(ex))));
        }
    }

    private static Body<T> Refused(Refusal refusal) => new(null, refusal, []);
}

internal static class BoundedBody
{
    /// <summary>The whole of a body; null when it has more than so many bytes.</summary>
    public static async Task<byte[]?> Read(HttpRequest request, int sizeBytesMax, CancellationToken ct)
    {
        if (request.ContentLength > sizeBytesMax)
        {
            return null;
        }

        var bytes = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(ct);
            var isTooLarge = bytes.WrittenCount + read.Buffer.Length > sizeBytesMax;
            foreach (var part in isTooLarge ? default : read.Buffer)
            {
                bytes.Write(part.Span);
            }

            // The server can only throw a rest away, and keep the connection, when the reader has let go of it.
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (isTooLarge || read.IsCompleted)
            {
                return isTooLarge ? null : bytes.WrittenSpan.ToArray();
            }
        }
    }
}

internal static class StrictJson
{
    /// <summary>No request nests deeper than a list of persons with their contacts.</summary>
    private const int DepthMax = 16;

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = DepthMax,
    };

    /// <summary>The path of a JSON exception (<c>$.near.latitude</c>, <c>$.persons[0]</c>) as a JSON pointer.</summary>
    public static string PointerOf(JsonException exception)
    {
        var path = exception.Path ?? "$";

        return "#" + path.TrimStart('$').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace('.', '/');
    }

    public static string ReasonOf(JsonException exception) => exception.Message switch
    {
        var m when m.Contains("duplicate", StringComparison.OrdinalIgnoreCase) => "The member is there twice.",
        var m when m.Contains("could not be mapped", StringComparison.Ordinal) => "The member is not known here.",
        var m when m.Contains("could not be converted", StringComparison.Ordinal) => "The value is not of the type expected here.",
        _ => "The text is not valid JSON from here on.",
    };
}
