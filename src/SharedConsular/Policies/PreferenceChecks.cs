using System.Collections.Immutable;
using SharedConsular.Routing;

namespace SharedConsular.Policies;

/// <summary>Rules that never decide, rules that contradict each other, and what no rule speaks of.</summary>
internal static class PreferenceChecks
{
    /// <summary>A few examples show the gap; the number shows its size.</summary>
    private const int ExamplesMax = 3;

    public static void Check(PolicySet set, DateOnly on, ImmutableArray<PolicyFault>.Builder findings)
    {
        var defaults = set.Preferences.Where(p => p.Owner is null).ToArray();
        if (defaults.Length is 0)
        {
            findings.Error("policy.no-default", "", "No preference policy without an owner: states without their own have none.");
        }

        foreach (var twice in set.Preferences.GroupBy(p => p.Id).Where(g => g.Count() > 1))
        {
            findings.Error("policy.duplicate-id", $"policy:{twice.Key}", $"{twice.Count()} preference policies are called '{twice.Key}'.");
        }

        foreach (var twice in set.Preferences.GroupBy(p => p.Owner).Where(g => g.Count() > 1))
        {
            var whose = twice.Key is { } owner ? $"'{owner}'" : "The installation";
            findings.Error(
                "policy.two-for-one-owner", $"policy:{twice.Last().Id}",
                $"{whose} has {twice.Count()} preference policies: {string.Join(", ", twice.Select(p => p.Id))}.");
        }

        // A state's own rules stand before all of the default's, whatever their priorities.
        foreach (var policy in set.Preferences)
        {
            ImmutableArray<Ranked> ranked =
            [
                .. policy.Rules.Select(r => new Ranked(r, policy.Owner is null ? 0 : 1)),
                .. policy.Owner is null ? [] : defaults.Take(1).SelectMany(d => d.Rules).Select(r => new Ranked(r, 0)),
            ];
            Walk(policy, [.. ranked.OrderByDescending(r => r.Layer).ThenByDescending(r => r.Rule.Priority)], set, on, findings);
        }
    }

    private static void Walk(
        PreferencePolicy policy, ImmutableArray<Ranked> rules, PolicySet set, DateOnly on, ImmutableArray<PolicyFault>.Builder findings)
    {
        var space = new PreferenceSpace([.. rules.Select(r => r.Rule)], set.Services, on);
        if (space.PieceCount > PreferenceSpace.PiecesMax)
        {
            findings.Warning(
                "policy.too-large", $"policy:{policy.Id}",
                $"{space.PieceCount} combinations are too many to walk through: the policy is not checked for gaps and contradictions.");
            return;
        }

        var tally = new Tally(rules.Length);
        foreach (var piece in space.Pieces())
        {
            Decide(rules, piece, tally);
        }

        Report(policy, rules, tally, findings);
    }

    private static void Decide(ImmutableArray<Ranked> rules, in PreferenceSpace.Piece piece, Tally tally)
    {
        var winner = -1;
        for (var i = 0; i < rules.Length; i++)
        {
            if (!PreferenceSpace.Holds(rules[i].Rule, piece))
            {
                continue;
            }

            tally.EverHolds[i] = true;
            if (winner < 0)
            {
                winner = i;
                tally.Decides[i] = true;
            }
            else if (rules[i].SameRankAs(rules[winner]))
            {
                // One of two that agree is enough, but neither is shadowed.
                tally.Decides[i] = true;
                if (rules[i].DiffersFrom(rules[winner]))
                {
                    tally.Contradictions.TryAdd((winner, i), piece);
                }
            }
            else if (!tally.Decides[i])
            {
                (tally.ShadowedBy[i] ??= []).Add(winner);
            }
        }

        if (winner < 0 && tally.Uncovered++ < ExamplesMax)
        {
            tally.Gaps.Add(piece);
        }
    }

    private static void Report(PreferencePolicy policy, ImmutableArray<Ranked> rules, Tally tally, ImmutableArray<PolicyFault>.Builder findings)
    {
        for (var i = 0; i < rules.Length; i++)
        {
            // The default's rules are looked at with the default: that a state's own rule covers one is no fault.
            if (tally.Decides[i] || !policy.Rules.Contains(rules[i].Rule))
            {
                continue;
            }

            var why = !tally.EverHolds[i]
                ? "its conditions never hold together, or its last day has passed."
                : $"always decided before by {string.Join(", ", tally.ShadowedBy[i]!.Order().Select(s => $"'{rules[s].Rule.Id}'"))}.";
            findings.Warning("policy.rule-never-fires", $"rule:{policy.Id}/{rules[i].Rule.Id}", $"The rule '{rules[i].Rule.Id}' never decides: {why}");
        }

        foreach (var ((first, second), piece) in tally.Contradictions)
        {
            if (policy.Rules.Contains(rules[first].Rule) || policy.Rules.Contains(rules[second].Rule))
            {
                findings.Error(
                    "policy.contradiction", $"rule:{policy.Id}/{rules[second].Rule.Id}",
                    $"'{rules[second].Rule.Id}' and '{rules[first].Rule.Id}' have priority {rules[first].Rule.Priority} "
                    + $"and place the same option differently: {piece}.");
            }
        }

        if (tally.Uncovered > 0)
        {
            findings.Error(
                "policy.uncovered", $"policy:{policy.Id}",
                $"No rule speaks of {tally.Uncovered} combinations, such as: {string.Join("; ", tally.Gaps)}.");
        }
    }

    private sealed record Ranked(PreferenceRule Rule, int Layer)
    {
        public bool SameRankAs(Ranked other) => Layer == other.Layer && Rule.Priority == other.Rule.Priority;

        public bool DiffersFrom(Ranked other) =>
            Rule.Exclude != other.Rule.Exclude || (!Rule.Exclude && Rule.Tier != other.Rule.Tier);
    }

    private sealed class Tally(int rules)
    {
        public bool[] EverHolds { get; } = new bool[rules];

        public bool[] Decides { get; } = new bool[rules];

        public HashSet<int>?[] ShadowedBy { get; } = new HashSet<int>?[rules];

        public Dictionary<(int First, int Second), PreferenceSpace.Piece> Contradictions { get; } = [];

        public List<PreferenceSpace.Piece> Gaps { get; } = [];

        public int Uncovered { get; set; }
    }
}
