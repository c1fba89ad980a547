using System.Collections.Immutable;
using System.Globalization;

namespace SharedConsular.Matching;

/// <summary>
/// By what a record that may be of the same household is found, so that not everything is compared with everything. Whoever
/// stores them hashes them first: they are made of names, dates and numbers.
/// </summary>
/// <param name="Kept">What the record is found by.</param>
/// <param name="Asked">What it looks for: also the years beside its own.</param>
public sealed record MatchKeys(ImmutableArray<string> Kept, ImmutableArray<string> Asked)
{
    public const int KeysMax = 96;

    /// <summary>Records under one key that are still compared; a key of more tells nobody apart.</summary>
    public const int BlockMax = 40;

    /// <summary>Records one record is compared with.</summary>
    public const int CandidatesMax = 200;

    private const int NameWordsMax = 4;
    private const int SkeletonMin = 2;

    /// <summary>Of everybody, for who has no date to look by; and of those without a date, for who has one.</summary>
    private const string AnyYear = "*";
    private const string NoYear = "-";

    public static MatchKeys Of(MatchRecord record)
    {
        var (kept, asked) = (new List<string>(), new List<string>());
        Both(record.Contact is { } contact ? $"c {contact}" : null);
        foreach (var person in record.Persons)
        {
            Both(person.Document is { } document ? $"d {document}" : null);
            foreach (var name in person.Names)
            {
                var skeletons = name.Select(w => w.Skeleton).Where(s => s.Length >= SkeletonMin)
                    .Distinct().Order(StringComparer.Ordinal).Take(NameWordsMax).ToList();
                AddDated(person, skeletons);
                AddPairs(person, skeletons);
            }
        }

        return new MatchKeys([.. kept.Distinct().Take(KeysMax)], [.. asked.Distinct().Take(KeysMax)]);

        void Both(string? key)
        {
            if (key is not null)
            {
                kept.Add(key);
                asked.Add(key);
            }
        }

        // One word of the name and the day of birth, whichever of day and month was written first.
        void AddDated(MatchPerson person, List<string> skeletons)
        {
            if (person.BirthDate is not { } birth)
            {
                return;
            }

            var (low, high) = birth.Day < birth.Month ? (birth.Day, birth.Month) : (birth.Month, birth.Day);
            foreach (var skeleton in skeletons)
            {
                Both(string.Create(CultureInfo.InvariantCulture, $"w {skeleton} {birth.Year} {low} {high}"));
            }
        }

        // Two words of the name and the year, for days that were mistyped or are not known.
        void AddPairs(MatchPerson person, List<string> skeletons)
        {
            for (var i = 0; i < skeletons.Count; i++)
            {
                for (var j = i + 1; j < skeletons.Count; j++)
                {
                    var pair = $"p {skeletons[i]} {skeletons[j]}";
                    kept.Add($"{pair} {AnyYear}");
                    if (person.BirthDate is not { Year: var year })
                    {
                        kept.Add($"{pair} {NoYear}");
                        asked.Add($"{pair} {AnyYear}");
                        continue;
                    }

                    kept.Add(string.Create(CultureInfo.InvariantCulture, $"{pair} {year}"));
                    asked.Add($"{pair} {NoYear}");
                    asked.AddRange(new[] { year - 1, year, year + 1 }.Select(y => string.Create(CultureInfo.InvariantCulture, $"{pair} {y}")));
                }
            }
        }
    }
}
