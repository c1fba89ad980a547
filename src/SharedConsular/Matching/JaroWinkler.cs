namespace SharedConsular.Matching;

/// <summary>Likeness of two words by common letters near each other and a common beginning (Winkler 1990), from 0 to 1.</summary>
public static class JaroWinkler
{
    /// <summary>Longer words are compared by their beginnings.</summary>
    private const int LengthMax = 64;
    private const int PrefixMax = 4;
    private const double PrefixWeight = 0.1;

    public static double Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a[..Math.Min(a.Length, LengthMax)];
        b = b[..Math.Min(b.Length, LengthMax)];
        if (a.IsEmpty || b.IsEmpty)
        {
            return 0;
        }

        Span<bool> inA = stackalloc bool[LengthMax];
        Span<bool> inB = stackalloc bool[LengthMax];
        var common = CountCommon(a, b, inA, inB);
        if (common == 0)
        {
            return 0;
        }

        double matches = common;
        var jaro = ((matches / a.Length) + (matches / b.Length) + ((matches - (CountMoved(a, b, inA, inB) / 2.0)) / matches)) / 3;
        var prefix = 0;
        while (prefix < Math.Min(PrefixMax, Math.Min(a.Length, b.Length)) && a[prefix] == b[prefix])
        {
            prefix++;
        }

        return jaro + (prefix * PrefixWeight * (1 - jaro));
    }

    private static int CountCommon(ReadOnlySpan<char> a, ReadOnlySpan<char> b, Span<bool> inA, Span<bool> inB)
    {
        var (reach, common) = (Math.Max(0, (Math.Max(a.Length, b.Length) / 2) - 1), 0);
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = Math.Max(0, i - reach); j < Math.Min(b.Length, i + reach + 1); j++)
            {
                if (!inB[j] && a[i] == b[j])
                {
                    inA[i] = inB[j] = true;
                    common++;
                    break;
                }
            }
        }

        return common;
    }

    private static int CountMoved(ReadOnlySpan<char> a, ReadOnlySpan<char> b, Span<bool> inA, Span<bool> inB)
    {
        var (moved, j) = (0, 0);
        for (var i = 0; i < a.Length; i++)
        {
            if (!inA[i])
            {
                continue;
            }

            while (!inB[j])
            {
                j++;
            }

            moved += a[i] == b[j++] ? 0 : 1;
        }

        return moved;
    }
}
