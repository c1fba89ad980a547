using System.Security.Cryptography;
using System.Text;

namespace SharedConsular.Logins;

/// <summary>
/// Codes that a person types once: enrolment and recovery. 24 characters of Crockford's base 32 are 120 random bits. Nobody
/// can try as many, so a plain SHA-256 keeps them as safe as a slow hash keeps a password (OWASP ASVS 5.0, V6.5.2: 112 bits).
/// </summary>
public static class LoginCode
{
    /// <summary>No letter that is read as another: without I, L, O and U.</summary>
    public const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    public const int LettersCount = 24;
    public const int RecoveryCodesCount = 10;

    private const int GroupSize = 4;

    /// <summary>As it is shown: <c>7K3F-9Q2M-…</c></summary>
    public static string Grouped(string letters) => string.Join('-', letters.Chunk(GroupSize).Select(g => new string(g)));

    /// <summary>The hash of a code however it was typed: with or without hyphens, in small letters, O for 0 and I or L for 1.</summary>
    public static string HashOf(string typed)
    {
        var letters = new StringBuilder(LettersCount);
        foreach (var c in typed)
        {
            _ = char.ToUpperInvariant(c) switch
            {
                '-' or ' ' => letters,
                'O' => letters.Append('0'),
                'I' or 'L' => letters.Append('1'),
                var letter => letters.Append(letter),
            };
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letters.ToString())));
    }

    /// <summary>Bytes as letters, five bits each.</summary>
    public static string LettersOf(ReadOnlySpan<byte> bytes)
    {
        const int bits = 5;
        var (letters, held, count) = (new StringBuilder(), 0, 0);
        foreach (var b in bytes)
        {
            held = (held << 8) | b;
            for (count += 8; count >= bits; count -= bits)
            {
                letters.Append(Letters[(held >> (count - bits)) & (Letters.Length - 1)]);
            }

            held &= (1 << count) - 1;
        }

        return letters.ToString();
    }

    /// <summary>Takes the same time wherever two hashes differ.</summary>
    public static bool IsSame(string hash, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(other));
}
