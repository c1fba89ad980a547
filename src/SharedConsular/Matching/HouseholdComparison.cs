using System.Collections.Immutable;

namespace SharedConsular.Matching;

public enum MatchLevel
{
    None,

    /// <summary>Waits for a person.</summary>
    Likely,

    /// <summary>Merged by itself, and split again on a word.</summary>
    Certain,
}

/// <summary>How sure it is that two records are of one household, and why, without a value that was compared.</summary>
/// <param name="Pairs">The numbers of those who are one person, in the first record and in the second.</param>
public sealed record MatchJudgement(
    MatchLevel Level, int ScorePercent, ImmutableArray<MatchEvidence> Evidence, ImmutableArray<(int First, int Second)> Pairs);

/// <summary>Compares two households: their persons in the best pairs, how they are reached, and who is left over.</summary>
public static class HouseholdComparison
{
    public const int CertainFrom = 18;

    /// <summary>Where neither a document nor a contact is the same: names and birth dates alone must say more.</summary>
    public const int CertainByNamesFrom = 21;
    public const int LikelyFrom = 9;

    private const int ContactPoints = 5;
    private const int SameMembersPoints = 2;
    private const int MissingPoints = -5;
    private const double PointsPerHalf = 3;
    private const int PercentMax = 99;

    public static MatchJudgement Judge(MatchRecord first, MatchRecord second)
    {
        var evidence = new List<MatchEvidence>();
        var (points, pairs) = Pair(first, second, evidence);
        if (pairs.IsEmpty)
        {
            return new MatchJudgement(MatchLevel.None, 0, [], []);
        }

        if (first.Contact is not null && first.Contact == second.Contact)
        {
            points += ContactPoints;
            evidence.Add(MatchEvidence.ContactsEqual);
        }

        var missing = Math.Min(first.Persons.Count, second.Persons.Count) - pairs.Length;
        if (missing > 0)
        {
            points += missing * MissingPoints;
            evidence.Add(MatchEvidence.MembersMissing);
        }
        else if (first.Persons.Count == second.Persons.Count && pairs.Length > 1)
        {
            points += SameMembersPoints;
            evidence.Add(MatchEvidence.SameMembers);
        }

        // Who is only counted would be counted twice: a person looks at it.
        var certainFrom = first.HasUnnamed || second.HasUnnamed ? int.MaxValue
            : evidence.Contains(MatchEvidence.DocumentsEqual) || evidence.Contains(MatchEvidence.ContactsEqual) ? CertainFrom
            : CertainByNamesFrom;
        var level = points >= certainFrom ? MatchLevel.Certain : points >= LikelyFrom ? MatchLevel.Likely : MatchLevel.None;

        return new MatchJudgement(level, PercentOf(points), [.. evidence.Distinct().Order()], pairs);
    }

    /// <summary>For people to read: 50 where somebody should look, near 100 where nobody need.</summary>
    private static int PercentOf(int points) =>
        (int)Math.Clamp(100 / (1 + Math.Pow(2, -(points - LikelyFrom) / PointsPerHalf)), 0, PercentMax);

    /// <summary>The best pair first, then the best of who is left: who is one person with somebody is not one with another.</summary>
    private static (int Points, ImmutableArray<(int, int)> Pairs) Pair(MatchRecord first, MatchRecord second, List<MatchEvidence> evidence)
    {
        var possible = (
            from a in first.Persons
            from b in second.Persons
            let points = PersonComparison.Points(a, b, null)
            where points >= PersonComparison.PossibleFrom
            orderby points descending, a.Number, b.Number
            select (Points: points, First: a, Second: b)).ToList();
        var pairs = ImmutableArray.CreateBuilder<(int, int)>();
        var (taken, given, sum) = (new HashSet<int>(), new HashSet<int>(), 0);
        foreach (var (points, a, b) in possible)
        {
            if (taken.Contains(a.Number) || given.Contains(b.Number))
            {
                continue;
            }

            taken.Add(a.Number);
            given.Add(b.Number);
            sum += points;
            pairs.Add((a.Number, b.Number));
            PersonComparison.Points(a, b, evidence);
        }

        return (sum, pairs.ToImmutable());
    }
}
