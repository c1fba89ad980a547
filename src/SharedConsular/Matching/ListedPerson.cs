namespace SharedConsular.Matching;

/// <summary>Whether somebody on the list of a host state is a member of a household.</summary>
public static class ListedPerson
{
    /// <summary>The same name and birth date, or the same document and a name like it.</summary>
    public const int CertainFrom = 13;
    public const int LikelyFrom = 8;

    /// <summary>The member who is most like the person on the list, and how sure that is.</summary>
    public static (MatchLevel Level, int Member) Find(MatchRecord listed, MatchRecord household)
    {
        var best = household.Persons.Select(p => (Points: PersonComparison.Points(listed.Persons[0], p, null), p.Number))
            .OrderByDescending(p => p.Points).ThenBy(p => p.Number).FirstOrDefault();

        return (best.Points >= CertainFrom ? MatchLevel.Certain : best.Points >= LikelyFrom ? MatchLevel.Likely : MatchLevel.None, best.Number);
    }
}
