using System.Collections.Immutable;
using SharedConsular.Retention;

namespace SharedConsular.Policies;

/// <summary>Rules that can never count, holders nobody made a rule for, and rules that keep longer than an instrument allows.</summary>
internal static class RetentionChecks
{
    public static void Check(PolicySet set, DateOnly on, ImmutableArray<PolicyFault>.Builder findings)
    {
        foreach (var holder in Enum.GetValues<RetentionHolder>())
        {
            if (!set.Retention.Any(r => r.Holder == holder && IsDefault(r)))
            {
                findings.Error("policy.retention-no-default", "", $"No rule says how long {Words.Of(holder)} keeps a case that no other rule names.");
            }
        }

        foreach (var rule in set.Retention)
        {
            var thing = $"retention:{rule.Id}";
            if (rule.Period.To < on)
            {
                findings.Warning("policy.retention-never-fires", thing, "The last day of the rule has passed.");
            }
            else if (set.Retention.FirstOrDefault(r => r.Holder == rule.Holder && r.Priority > rule.Priority && IsDefault(r)) is { } above)
            {
                findings.Warning("policy.retention-never-fires", thing, $"'{above.Id}' has no conditions and a higher priority.");
            }

            foreach (var agreement in set.Agreements.Where(a => rule.Agreements.Contains(a.Id)))
            {
                var allowed = rule.Holder is RetentionHolder.AssistingParty ? agreement.Data.KeepAssistingDays : agreement.Data.KeepAssistedDays;
                if (rule.KeepDays > allowed)
                {
                    findings.Error(
                        "policy.retention-too-long", thing, $"The agreement '{agreement.Id}' allows {allowed} days, the rule keeps {rule.KeepDays}.");
                }
            }
        }
    }

    private static bool IsDefault(RetentionRule rule) =>
        rule is { Agreements.IsEmpty: true, Services.IsEmpty: true, Categories.IsEmpty: true, Period: { From: null, To: null } };
}
