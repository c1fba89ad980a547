namespace SharedConsular.Matching;

/// <summary>What speaks for and against two records of persons being of one person. Words that may be shown to whoever decides.</summary>
public enum MatchEvidence
{
    NamesEqual,
    NamesAlike,
    NamesSimilar,
    NamesDiffer,
    BirthDatesEqual,

    /// <summary>One has the month where the other has the day.</summary>
    DayAndMonthSwapped,

    /// <summary>Same day and month, years one apart; or one digit different.</summary>
    BirthDatesClose,
    BirthDatesDiffer,
    DocumentsEqual,
    DocumentsDiffer,
    ContactsEqual,

    /// <summary>As many persons in each, and each has its like in the other.</summary>
    SameMembers,

    /// <summary>Somebody of the smaller household has no like in the other.</summary>
    MembersMissing,
}

/// <summary>
/// Points for and against, about the logarithm (base 2) of how much more often the thing is seen with one person than with
/// two. Set by hand and measured with <c>consular bench match</c>.
/// </summary>
internal static class PersonComparison
{
    /// <summary>From here on two records may be of one person.</summary>
    public const int PossibleFrom = 5;

    private const double Equal = 0.995;
    private const double Alike = 0.88;
    private const double Similar = 0.8;
    private const int EqualNames = 7;
    private const int NewYear = 1;

    /// <returns>Points of the two; names are not compared where even equal ones would not do.</returns>
    public static int Points(MatchPerson a, MatchPerson b, ICollection<MatchEvidence>? evidence)
    {
        var points = BirthPoints(a.BirthDate, b.BirthDate, evidence) + DocumentPoints(a.Document, b.Document, evidence);

        return points + EqualNames < PossibleFrom ? points : points + NamePoints(a, b, evidence);
    }

    private static int DocumentPoints(string? a, string? b, ICollection<MatchEvidence>? evidence) =>
        a is null || b is null ? 0
        : a == b ? Note(evidence, MatchEvidence.DocumentsEqual, 10)
        : Note(evidence, MatchEvidence.DocumentsDiffer, -3);

    private static int NamePoints(MatchPerson a, MatchPerson b, ICollection<MatchEvidence>? evidence)
    {
        var best = 0.0;
        foreach (var one in a.Names)
        {
            foreach (var other in b.Names)
            {
                best = Math.Max(best, NameLikeness.Of(one, other));
            }
        }

        return best >= Equal ? Note(evidence, MatchEvidence.NamesEqual, EqualNames)
            : best >= Alike ? Note(evidence, MatchEvidence.NamesAlike, 6)
            : best >= Similar ? Note(evidence, MatchEvidence.NamesSimilar, 3)
            : Note(evidence, MatchEvidence.NamesDiffer, -7);
    }

    private static int BirthPoints(DateOnly? a, DateOnly? b, ICollection<MatchEvidence>? evidence)
    {
        if (a is not { } one || b is not { } other)
        {
            return 0;
        }

        if (one == other)
        {
            // Where birth days are not recorded, papers say the first of January: it tells fewer people apart.
            return Note(evidence, MatchEvidence.BirthDatesEqual, one is { Month: NewYear, Day: NewYear } ? 4 : 7);
        }

        return one.Year == other.Year && one.Day == other.Month && one.Month == other.Day ? Note(evidence, MatchEvidence.DayAndMonthSwapped, 5)
            : IsClose(one, other) ? Note(evidence, MatchEvidence.BirthDatesClose, 3)
            : Note(evidence, MatchEvidence.BirthDatesDiffer, -6);
    }

    private static bool IsClose(DateOnly a, DateOnly b) =>
        (a.Month == b.Month && a.Day == b.Day && Math.Abs(a.Year - b.Year) == 1)
        || Words.OfDay(a).Zip(Words.OfDay(b)).Count(p => p.First != p.Second) == 1;

    private static int Note(ICollection<MatchEvidence>? evidence, MatchEvidence word, int points)
    {
        evidence?.Add(word);

        return points;
    }
}
