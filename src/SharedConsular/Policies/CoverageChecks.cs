using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Services;

namespace SharedConsular.Policies;

/// <summary>What nobody covers: places without a post, services without a partner, names used twice.</summary>
internal static class CoverageChecks
{
    public static void Check(PolicySet set, DateOnly on, ImmutableArray<PolicyFault>.Builder findings)
    {
        Twice(set.Tenants.Select(t => t.Id.Value), "tenant", findings);
        Twice(set.Posts.Select(p => p.Id), "post", findings);
        Twice(set.Services.Select(s => $"{s.Id}@{s.Version}"), "service", findings);

        var visited = set.Posts.Where(p => !(p.Period.To < on)).SelectMany(p => p.Jurisdiction.Append(p.Country)).ToHashSet();
        var lonely = set.Tenants.Where(t => t.Alpha3.Length > 0 && !visited.Contains(t.Id)).Select(t => t.Id).Order().ToArray();
        if (lonely.Length > 0)
        {
            findings.Warning("policy.place-uncovered", "", $"No party has a post in, or accredited to: {string.Join(", ", lonely)}.");
        }

        var covered = set.Agreements
            .Where(a => a.GivesMandates && !(a.InForce.To < on))
            .SelectMany(a => a.Services.Where(s => s.Powers is not Powers.None && !a.Excluded.Contains(s.Service)))
            .Select(s => s.Service)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var service in set.Services.Where(s => s.Shareability is not Shareability.Own && !covered.Contains(s.Id)))
        {
            findings.Warning("policy.service-uncovered", $"service:{service.Id}", $"'{service.Id}' may be shared, and no agreement covers it.");
        }

        var catalogue = set.Services.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < set.LocalLimits.Length; i++)
        {
            var limit = set.LocalLimits[i];
            if (limit.Period.To < on || limit.Services.IsEmpty)
            {
                findings.Warning("policy.limit-never-fires", $"limit:{i}", "The limit names no service, or its last day has passed.");
            }

            foreach (var unknown in limit.Services.Where(s => !catalogue.Contains(s)))
            {
                findings.Error("policy.unknown-word", $"limit:{i}", $"'{unknown}' is not a service of the catalogue.");
            }
        }
    }

    private static void Twice(IEnumerable<string> ids, string kind, ImmutableArray<PolicyFault>.Builder findings)
    {
        foreach (var id in ids.GroupBy(id => id).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            findings.Error("policy.duplicate-id", $"{kind}:{id}", $"The {kind} '{id}' is there twice.");
        }
    }
}
