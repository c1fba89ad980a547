using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace SharedConsular.Runtime;

/// <summary>
/// Cursors are signed together with the list, the viewer and the filters they were made for, so that one cannot be
/// carried to another list, nor be written by hand to step into one.
/// </summary>
internal sealed class ListCursors(ReadOnlyMemory<byte> secret)
{
    private const byte FormatVersion = 1;
    private const int SignatureLength = 16;
    private const int LengthMax = 2_048;

    public string Write(ListQuery query, RowPlace place, bool backwards)
    {
        var content = StoredJson.Write(new Cursor(FormatVersion, place, backwards));

        return Base64Url.EncodeToString([.. Sign(query, content), .. content]);
    }

    /// <summary>What a cursor says; null unless it was made for this query.</summary>
    public Cursor? Find(ListQuery query, string text)
    {
        if (text.Length > LengthMax || !Base64Url.IsValid(text))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= SignatureLength)
        {
            return null;
        }

        var content = bytes.AsSpan(SignatureLength);
        var isOurs = CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, SignatureLength), Sign(query, content));
        var cursor = isOurs ? JsonSerializer.Deserialize<Cursor>(content, StoredJson.Options) : null;

        return cursor?.Format == FormatVersion ? cursor : null;
    }

    private ReadOnlySpan<byte> Sign(ListQuery query, ReadOnlySpan<byte> content)
    {
        var filters = StoredJson.Write(new CursorScope(
            query.Viewer, query.List, [.. query.Terms], query.Prefix, query.Descending));

        return HMACSHA256.HashData(secret.Span, [.. filters, .. content]).AsSpan(0, SignatureLength);
    }

    internal sealed record Cursor(byte Format, RowPlace Place, bool Backwards);

    private sealed record CursorScope(string Viewer, string List, string[] Terms, string? Prefix, bool Descending);
}
