using System.Text;

namespace SharedConsular.Boarding;

/// <summary>Bytes as the 45 characters that a QR code stores densest (RFC 9285): two bytes in three characters.</summary>
public static class Base45
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private const int Base = 45;

    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length / 2 * 3) + 2);
        for (var i = 0; i < bytes.Length; i += 2)
        {
            var isPair = i + 1 < bytes.Length;
            var value = isPair ? (bytes[i] << 8) | bytes[i + 1] : bytes[i];
            text.Append(Alphabet[value % Base]).Append(Alphabet[value / Base % Base]);
            if (isPair)
            {
                text.Append(Alphabet[value / (Base * Base)]);
            }
        }

        return text.ToString();
    }

    /// <returns>Null when it is no such text.</returns>
    public static byte[]? Read(ReadOnlySpan<char> text)
    {
        if (text.Length % 3 == 1)
        {
            return null;
        }

        var bytes = new List<byte>((text.Length / 3 * 2) + 1);
        for (var i = 0; i < text.Length; i += 3)
        {
            var part = text.Slice(i, Math.Min(3, text.Length - i));
            var value = 0;
            for (var j = part.Length - 1; j >= 0; j--)
            {
                if (Alphabet.IndexOf(part[j], StringComparison.Ordinal) is >= 0 and var digit)
                {
                    value = (value * Base) + digit;
                }
                else
                {
                    return null;
                }
            }

            if (value > (part.Length == 3 ? ushort.MaxValue : byte.MaxValue))
            {
                return null;
            }

            if (part.Length == 3)
            {
                bytes.Add((byte)(value >> 8));
            }

            bytes.Add((byte)value);
        }

        return [.. bytes];
    }
}
