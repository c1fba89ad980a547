using SharedConsular.Households;

namespace SharedConsular.Triage;

/// <summary>Says of a household in which class it goes, and where in it. The same facts under the same policy give the same answer.</summary>
public static class TriageRanking
{
    /// <summary>Lower ranks go first, so points are taken from here; all rules together never give more.</summary>
    internal const int RankWithoutPoints = TriagePolicy.RulesMax * TriageRule.PointsMax;

    /// <returns>Null when no rule gives the household a class: it waits behind all who have one.</returns>
    public static TriageResult? Rank(TriagePolicy policy, TriageFacts facts, int? instruction)
    {
        var holding = policy.Rules.Where(r => r.Holds(facts)).ToList();

        return holding.FirstOrDefault(r => r.Class is not null) is { Class: { } @class } decides
            ? new TriageResult(
                @class,
                RankWithoutPoints - holding.Sum(r => r.Points),
                [.. holding.Where(r => r == decides || r.Points != 0).Select(r => r.Id)],
                policy.Version,
                instruction)
            : null;
    }
}
