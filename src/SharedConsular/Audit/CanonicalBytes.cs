using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SharedConsular.Audit;

/// <summary>
/// Writes facts as bytes in one way only, so that a hash over them means the same everywhere: every text with its length in
/// front, every number as eight bytes, the kind of thing and its format first.
/// </summary>
internal sealed class CanonicalBytes
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public CanonicalBytes(string kind) => Text(kind);

    public CanonicalBytes Text(string? text)
    {
        // A text that is not there differs from an empty one.
        if (text is null)
        {
            return Number(-1);
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        Number(bytes.Length);
        _bytes.Write(bytes);

        return this;
    }

    public CanonicalBytes Number(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        _bytes.Write(bytes);

        return this;
    }

    public CanonicalBytes Time(DateTimeOffset? time) => Text(time?.ToString("O", CultureInfo.InvariantCulture));

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}

/// <summary>Hashes and signatures as text: lower-case hexadecimal and nothing else.</summary>
internal static class Hex
{
    public static string Sha256(ReadOnlySpan<byte> bytes) => Of(SHA256.HashData(bytes));

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>The bytes that a text stands for; null unless it is written as <see cref="Of"/> writes them.</summary>
    public static byte[]? Find(string text)
    {
        try
        {
            var bytes = Convert.FromHexString(text);

            return Of(bytes) == text ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
