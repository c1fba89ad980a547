using System.Collections.Immutable;
using SharedConsular.Retention;
using SharedConsular.Routing;

namespace SharedConsular.Policies;

/// <summary>Rules that can never count, holders nobody made a rule for, and rules that keep longer than an instrument allows.</summary>
public static class RetentionChecks
{
    internal static void Check(PolicySet set, DateOnly on, ImmutableArray<PolicyFault>.Builder findings)
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

    /// <summary>What a party may not say of itself, and what of it is cut where an instrument is stricter.</summary>
    public static ImmutableArray<PolicyFault> CheckOwn(ImmutableArray<RetentionRule> own, TenantId tenant, World world, DateOnly on)
    {
        var findings = ImmutableArray.CreateBuilder<PolicyFault>();
        string?[] agreements = [null, .. world.Agreements.Where(a => a.IsParty(tenant)).Select(a => a.Id).Distinct()];
        foreach (var rule in own)
        {
            var thing = $"retention:{rule.Id}";
            if (rule.Period.To < on)
            {
                findings.Warning("policy.retention-never-fires", thing, "The last day of the rule has passed.");
                continue;
            }

            var day = rule.Period.From is { } from && from > on ? from : on;
            var services = world.Policies.Services.Where(s =>
                (rule.Services.IsEmpty || rule.Services.Contains(s.Id)) && (rule.Categories.IsEmpty || rule.Categories.Contains(s.Category)));
            var limits = services
                .SelectMany(s => agreements
                    .Where(a => rule.Agreements.IsEmpty || (a is not null && rule.Agreements.Contains(a)))
                    .Select(a => world.Retention.FindLimit(rule.Holder, a, s, day)))
                .ToArray();
            var strictest = limits.OfType<RetentionTime>().MinBy(l => l.Days);
            if (limits.Length is 0)
            {
                findings.Error("policy.retention-never-fires", thing, $"No service, or no agreement of '{tenant}', is as the rule says.");
            }
            else if (strictest is not null && strictest.Days < rule.KeepDays)
            {
                var text = $"'{strictest.Rule}' allows {strictest.Days} days, the rule keeps {rule.KeepDays}.";
                if (!rule.Agreements.IsEmpty || limits.All(l => l?.Days < rule.KeepDays))
                {
                    findings.Error("policy.retention-too-long", thing, text);
                }
                else
                {
                    findings.Warning("policy.retention-cut", thing, $"Not everywhere: {text}");
                }
            }
        }

        return findings.ToImmutable();
    }

    private static bool IsDefault(RetentionRule rule) =>
        rule is { Agreements.IsEmpty: true, Services.IsEmpty: true, Categories.IsEmpty: true, Period: { From: null, To: null } };
}
