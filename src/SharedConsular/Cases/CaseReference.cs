namespace SharedConsular.Cases;

/// <summary>
/// The name of a case as it is said, written and printed: <c>SC-7K3F-9Q2M-4</c>. It tells nothing about the person, the
/// state or the service. Eight symbols of Crockford's base 32 and a ninth that finds any one wrong symbol and any two
/// exchanged ones.
/// </summary>
public sealed record CaseReference
{
    public const int Bits = 40;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const string Prefix = "SC";
    private const int SymbolsMax = 8;
    private const int InputLengthMax = 40;

    private CaseReference(string value) => Value = value;

    public string Value { get; }

    /// <summary>The reference of forty random bits, drawn outside; higher bits are ignored.</summary>
    public static CaseReference FromBits(ulong bits)
    {
        Span<int> symbols = stackalloc int[SymbolsMax];
        for (var i = SymbolsMax - 1; i >= 0; i--)
        {
            symbols[i] = (int)(bits & 31);
            bits >>= 5;
        }

        return new CaseReference(Format(symbols));
    }

    /// <summary>The forty bits it was made of.</summary>
    public ulong ToBits()
    {
        var bits = 0UL;
        foreach (var symbol in Value[(Prefix.Length + 1)..^2].Where(c => c is not '-'))
        {
            bits = (bits << 5) | (uint)ValueOf(symbol);
        }

        return bits;
    }

    /// <summary>
    /// Reads what a person typed or heard: any case, with or without prefix, hyphens and spaces, O for 0 and I or L for 1.
    /// </summary>
    /// <returns>Null when it is no reference, or one that was misread.</returns>
    public static CaseReference? Parse(string? text)
    {
        if (text is null || text.Length > InputLengthMax)
        {
            return null;
        }

        var typed = string.Concat(text.Where(c => c is not ('-' or ' '))).ToUpperInvariant();
        if (typed.Length == Prefix.Length + SymbolsMax + 1 && typed.StartsWith(Prefix, StringComparison.Ordinal))
        {
            typed = typed[Prefix.Length..];
        }

        if (typed.Length != SymbolsMax + 1)
        {
            return null;
        }

        Span<int> symbols = stackalloc int[SymbolsMax + 1];
        for (var i = 0; i < symbols.Length; i++)
        {
            symbols[i] = ValueOf(typed[i]);
            if (symbols[i] < 0)
            {
                return null;
            }
        }

        return CheckOf(symbols[..SymbolsMax]) == symbols[SymbolsMax] ? new CaseReference(Format(symbols[..SymbolsMax])) : null;
    }

    public override string ToString() => Value;

    private static string Format(ReadOnlySpan<int> symbols)
    {
        var check = Alphabet[CheckOf(symbols)];
        var text = string.Concat(symbols.ToArray().Select(s => Alphabet[s]));

        return $"{Prefix}-{text[..4]}-{text[4..]}-{check}";
    }

    private static int ValueOf(char symbol) => symbol switch
    {
        'O' => 0,
        'I' or 'L' => 1,
        _ => Alphabet.IndexOf(symbol, StringComparison.Ordinal),
    };

    // Horner's rule in the field of 32 elements: each place has its own weight, which sums modulo 32 cannot have.
    private static int CheckOf(ReadOnlySpan<int> symbols)
    {
        var sum = 0;
        foreach (var symbol in symbols)
        {
            sum = Double(sum ^ symbol);
        }

        return sum;
    }

    /// <summary>Times x, modulo x^5 + x^2 + 1.</summary>
    private static int Double(int value) => (value << 1) ^ ((value & 16) != 0 ? 0b100101 : 0);
}
