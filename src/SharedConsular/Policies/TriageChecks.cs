using System.Collections.Immutable;
using SharedConsular.Triage;

namespace SharedConsular.Policies;

/// <summary>Triage rules that can never decide, that contradict each other, and households nobody made a rule for.</summary>
internal static class TriageChecks
{
    public static void Check(PolicySet set, DateOnly on, ImmutableArray<PolicyFault>.Builder findings)
    {
        var policy = set.Triage;
        if (policy == TriagePolicy.Empty)
        {
            return;
        }

        if (!policy.Rules.Any(IsForEverybody))
        {
            findings.Error("policy.uncovered", $"triage:{policy.Id}", "No rule without conditions gives a class: some households would have none.");
        }

        foreach (var rule in policy.Rules)
        {
            if (WhyNever(rule, policy, on) is { } why)
            {
                findings.Warning("policy.rule-never-fires", $"triage:{rule.Id}", $"The rule '{rule.Id}' never decides: {why}");
            }
        }

        var classing = policy.Rules.Where(r => r.Class is not null).ToList();
        for (var i = 0; i < classing.Count; i++)
        {
            for (var j = i + 1; j < classing.Count && classing[j].Priority == classing[i].Priority; j++)
            {
                CheckAgree(classing[i], classing[j], findings);
            }
        }
    }

    private static bool IsForEverybody(TriageRule rule) => rule is { Class: not null, When.IsAlways: true, Period: { From: null, To: null } };

    private static string? WhyNever(TriageRule rule, TriagePolicy policy, DateOnly on) =>
        rule.Period.To < on ? "its last day has passed."
        : rule.When.IsImpossible ? "its conditions never hold together."
        : rule is { Class: null, Points: 0 } ? "it gives neither a class nor points."
        : rule is { Class: not null, Points: 0 } && Above(rule, policy, on) is { } above ? $"always decided before by '{above.Id}'."
        : null;

    private static TriageRule? Above(TriageRule rule, TriagePolicy policy, DateOnly on) => policy.Rules.FirstOrDefault(r =>
        r.Class is not null && r.Priority > rule.Priority && r.When.Cover(rule.When) && Lasts(r.Period.From, r.Period.To, rule, on));

    /// <summary>Whether the days from one to another hold all that are still to come of a rule.</summary>
    private static bool Lasts(DateOnly? from, DateOnly? to, TriageRule rule, DateOnly on) =>
        (from is null || from <= on || from <= rule.Period.From) && (to is null || rule.Period.To <= to);

    private static void CheckAgree(TriageRule first, TriageRule second, ImmutableArray<PolicyFault>.Builder findings)
    {
        if (first.Class != second.Class && first.When.Meets(second.When)
            && !(first.Period.To < second.Period.From) && !(second.Period.To < first.Period.From))
        {
            findings.Error(
                "policy.contradiction", $"triage:{second.Id}",
                $"'{first.Id}' and '{second.Id}' have priority {first.Priority}, can hold for one household, and put it in different classes.");
        }
    }
}
