namespace SharedConsular.Cli.Randomness;

/// <summary>
/// Numbers that look random and are the same for the same seed on every machine and version of .NET: SplitMix64
/// (Steele, Lea and Flood, OOPSLA 2014), fit for plans and benches, never for secrets.
/// </summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A generator of its own for a numbered thing, so that one more draw for it moves nothing else.</summary>
    public static SeededRandom For(ulong seed, ulong number) => new(new SeededRandom(seed ^ (number * 0xD1342543DE82EF95)).Next());

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;

        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 up to, not including, <paramref name="max"/>.</summary>
    public int Below(int max) => (int)(((UInt128)Next() * (ulong)max) >> 64);

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Fraction() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>One of several by weight.</summary>
    public T Pick<T>(IReadOnlyList<T> items, Func<T, double> weightOf)
    {
        var rest = Fraction() * items.Sum(weightOf);
        foreach (var item in items)
        {
            rest -= weightOf(item);
            if (rest < 0)
            {
                return item;
            }
        }

        return items[^1];
    }
}
