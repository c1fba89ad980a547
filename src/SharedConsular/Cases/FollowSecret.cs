using System.Security.Cryptography;
using System.Text;

namespace SharedConsular.Cases;

/// <summary>
/// What a person says besides the reference to follow a case without a login: eighty random bits as sixteen symbols of
/// Crockford's base 32, <c>7K3F-9Q2M-4XYZ-0ABC</c>. Stored only as a hash, and a plain one: nobody tries out eighty bits.
/// </summary>
public sealed record FollowSecret
{
    public const int Bytes = 10;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int SymbolsMax = 16;
    private const int GroupLength = 4;
    private const int InputLengthMax = 40;

    private FollowSecret(string symbols) => Symbols = symbols;

    private string Symbols { get; }

    /// <summary>The secret of ten random bytes, drawn outside; further bytes are ignored.</summary>
    public static FollowSecret FromBytes(ReadOnlySpan<byte> random)
    {
        UInt128 bits = 0;
        foreach (var part in random[..Bytes])
        {
            bits = (bits << 8) | part;
        }

        Span<char> symbols = stackalloc char[SymbolsMax];
        for (var i = SymbolsMax - 1; i >= 0; i--)
        {
            symbols[i] = Alphabet[(int)(bits & 31)];
            bits >>= 5;
        }

        return new FollowSecret(new string(symbols));
    }

    /// <summary>Reads what a person typed: any case, with or without hyphens and spaces, O for 0 and I or L for 1.</summary>
    public static FollowSecret? Parse(string? text)
    {
        if (text is null || text.Length > InputLengthMax)
        {
            return null;
        }

        var typed = string.Concat(text.ToUpperInvariant().Where(c => c is not ('-' or ' ')).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }));

        return typed.Length == SymbolsMax && typed.All(Alphabet.Contains) ? new FollowSecret(typed) : null;
    }

    /// <summary>What is stored. The reference goes into it, so that one guess is a guess at one case.</summary>
    /// <param name="reference">Of the case or household, as it is printed.</param>
    public string HashFor(string reference) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{reference}\n{Symbols}")));

    public override string ToString() =>
        string.Join('-', Enumerable.Range(0, SymbolsMax / GroupLength).Select(i => Symbols.Substring(i * GroupLength, GroupLength)));
}
