using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Cases;

namespace SharedConsular.Policies;

/// <summary>Access rules that never decide, that contradict each other, that promise what is never possible; and what nobody may do.</summary>
internal static class AccessChecks
{
    private static readonly ImmutableArray<CaseRelations> Relations =
        [.. Enum.GetValues<CaseRelations>().Where(r => r is not CaseRelations.Platform)];

    private static readonly ImmutableArray<Role> Roles = [.. Enum.GetValues<Role>()];

    public static void Check(PolicySet set, DateOnly on, ImmutableArray<PolicyFault>.Builder findings)
    {
        var rules = set.Access.Rules;
        if (rules.IsEmpty)
        {
            return;
        }

        foreach (var deed in AccessWords.All)
        {
            if (!rules.Any(r => r.Allows && r.Does.Contains(deed) && !(r.Period.To < on)))
            {
                findings.Error("policy.nobody-may", "access", $"No rule lets anybody do '{deed}'.");
            }
        }

        foreach (var rule in rules)
        {
            CheckPossible(rule, findings);
            CheckReached(rule, set.Access, on, findings);
        }

        for (var i = 0; i < rules.Length; i++)
        {
            for (var j = i + 1; j < rules.Length && rules[j].Priority == rules[i].Priority; j++)
            {
                CheckAgree(rules[i], rules[j], findings);
            }
        }
    }

    /// <summary>The action table knows of each action by whom it is ever done; a rule beyond it is without effect.</summary>
    private static void CheckPossible(AccessRule rule, ImmutableArray<PolicyFault>.Builder findings)
    {
        foreach (var line in CaseActions.Table.Where(l => rule.Allows && rule.When.BrokeGlass is not true && rule.Does.Contains(l.Name)))
        {
            var byRole = rule.When.Roles.IsEmpty || rule.When.Roles.Any(line.Roles.Contains);
            var byRelation = line.By is CaseRelations.Stranger || rule.When.Relations.IsEmpty
                || rule.When.Relations.Any(r => (r & (line.By | line.Afterwards)) is not CaseRelations.Stranger);
            if (!byRole || !byRelation)
            {
                findings.Warning(
                    "policy.never-possible", $"access:{rule.Id}", $"'{rule.Id}' allows '{line.Name}' to callers who can never do it, by the action table.");
            }
        }
    }

    /// <summary>Walks through every role, relation, sensitivity and named party: there must be one where this rule decides.</summary>
    private static void CheckReached(AccessRule rule, AccessPolicy policy, DateOnly on, ImmutableArray<PolicyFault>.Builder findings)
    {
        var day = rule.Period.From is { } from && from > on ? from : on;
        var parties = rule.When.Parties.IsEmpty ? [TenantId.Installation] : rule.When.Parties;
        var reached = rule.Does.Any(deed => parties.Any(party => Roles.Any(role => Relations.Any(relation =>
            Enum.GetValues<CaseSensitivity>().Any(sensitivity => TenantsOf(deed).Any(tenant =>
                Decides(new AccessQuestion(deed, party, role, relation, sensitivity, day)
                {
                    Tenant = tenant,
                    BrokeGlass = rule.When.BrokeGlass is true,
                    IsOwnPost = rule.When.OwnPost is not false,
                })))))));
        if (!reached)
        {
            findings.Warning(
                "policy.rule-never-fires", $"access:{rule.Id}", $"'{rule.Id}' never decides: a rule above it always does, or its last day has passed.");
        }

        // What an invariant stops first is no rule's to decide.
        bool Decides(AccessQuestion question) =>
            policy.Rules.FirstOrDefault(r => r.Holds(question)) == rule && (question.Tenant is null || AccessInvariants.FindStop(question) is null);

        static IEnumerable<TenantRelation?> TenantsOf(string deed) =>
            Operations.All.Contains(deed) ? Enum.GetValues<TenantRelation>().Select(t => (TenantRelation?)t) : [null];
    }

    private static void CheckAgree(AccessRule first, AccessRule second, ImmutableArray<PolicyFault>.Builder findings)
    {
        // A caller may be several things to a case at once, so two relations never exclude each other.
        var meet = first.Does.Intersect(second.Does).FirstOrDefault() is not null
            && Meet(first.When.Roles, second.When.Roles)
            && Meet(first.When.Sensitivities, second.When.Sensitivities)
            && Meet(first.When.Parties, second.When.Parties)
            && Meet(first.When.Tenants, second.When.Tenants)
            && (first.When.BrokeGlass is null || second.When.BrokeGlass is null || first.When.BrokeGlass == second.When.BrokeGlass)
            && (first.When.OwnPost is null || second.When.OwnPost is null || first.When.OwnPost == second.When.OwnPost)
            && !(first.Period.To < second.Period.From) && !(second.Period.To < first.Period.From);
        if (meet && (first.Allows != second.Allows || (first.Allows && first.Purpose != second.Purpose)))
        {
            findings.Error(
                "policy.contradiction", $"access:{second.Id}",
                $"'{first.Id}' and '{second.Id}' have priority {first.Priority}, "
                + $"meet in '{first.Does.Intersect(second.Does).First()}' and say different things.");
        }

        static bool Meet<T>(ImmutableArray<T> a, ImmutableArray<T> b) => a.IsEmpty || b.IsEmpty || a.Intersect(b).Any();
    }
}

/// <summary>The closed vocabulary of what access rules may speak of.</summary>
public static class AccessWords
{
    /// <summary>What somebody may do or be told: actions on a case, then operations. The platform's own clocks and exits are not among them.</summary>
    public static ImmutableArray<string> All { get; } =
        [.. CaseActions.Table.Where(l => l.By is not CaseRelations.Platform).Select(l => l.Name), .. Operations.All];
}
