namespace SharedConsular.Matching;

/// <summary>How alike two names are, from 0 to 1, in whatever order and script their words are written.</summary>
public static class NameLikeness
{
    /// <summary>Names of more words are compared by the first of them.</summary>
    public const int WordsMax = 8;

    private const double SameLongSkeleton = 0.95;
    private const double SameShortSkeleton = 0.88;
    private const double AlikeSkeletons = 0.9;
    private const double Initial = 0.8;
    private const double OnlyOneWordMax = 0.8;
    private const double PerWordLeftOver = 0.03;
    private const double LeftOverFloor = 0.9;
    private const int LongSkeleton = 3;

    public static double Of(IReadOnlyList<NameWord> first, IReadOnlyList<NameWord> second)
    {
        var (few, many) = first.Count <= second.Count ? (first, second) : (second, first);
        if (few.Count == 0)
        {
            return 0;
        }

        var (sum, worst) = BestPairs(few, many);

        // Brothers share all words but one: the word that fits worst counts as much as all of them together.
        var likeness = ((sum / few.Count) + worst) / 2 * Math.Max(LeftOverFloor, 1 - (PerWordLeftOver * (many.Count - few.Count)));

        return few.Count == 1 && many.Count > 1 ? Math.Min(likeness, OnlyOneWordMax) : likeness;
    }

    private static (double Sum, double Worst) BestPairs(IReadOnlyList<NameWord> few, IReadOnlyList<NameWord> many)
    {
        var (sum, worst) = (0.0, 1.0);
        Span<bool> given = stackalloc bool[WordsMax];
        Span<bool> taken = stackalloc bool[WordsMax];
        for (var round = 0; round < few.Count; round++)
        {
            var (best, row, column) = (-1.0, 0, 0);
            for (var i = 0; i < few.Count; i++)
            {
                for (var j = 0; j < many.Count; j++)
                {
                    if (!given[i] && !taken[j] && OfWords(few[i], many[j]) is var likeness && likeness > best)
                    {
                        (best, row, column) = (likeness, i, j);
                    }
                }
            }

            given[row] = taken[column] = true;
            sum += best;
            worst = Math.Min(worst, best);
        }

        return (sum, worst);
    }

    private static double OfWords(NameWord a, NameWord b)
    {
        if (a.Latin == b.Latin)
        {
            return 1;
        }

        if (a.Latin.Length == 1 || b.Latin.Length == 1)
        {
            return a.Latin[0] == b.Latin[0] ? Initial : 0;
        }

        var written = JaroWinkler.Of(a.Latin, b.Latin);
        var sounds = a.Skeleton == b.Skeleton ? a.Skeleton.Length >= LongSkeleton ? SameLongSkeleton : SameShortSkeleton
            : a.Skeleton.Length >= LongSkeleton && b.Skeleton.Length >= LongSkeleton ? AlikeSkeletons * JaroWinkler.Of(a.Skeleton, b.Skeleton)
            : 0;

        return Math.Max(written, sounds);
    }
}

/// <summary>One word of a name in Latin letters, and its consonants.</summary>
public sealed record NameWord(string Latin, string Skeleton)
{
    public static IReadOnlyList<NameWord> AllOf(string name) =>
        [.. Transliteration.WordsOf(name).Take(NameLikeness.WordsMax).Select(w => new NameWord(w, Consonants.Of(w)))];
}
