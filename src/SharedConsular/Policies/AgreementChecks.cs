using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Tenants;

namespace SharedConsular.Policies;

/// <summary>Agreements that can never let anybody act, that overlap, or that name what is not there.</summary>
internal static class AgreementChecks
{
    public static void Check(PolicySet set, DateOnly on, ImmutableArray<PolicyFault>.Builder findings)
    {
        var tenants = set.Tenants.Select(t => t.Id).ToHashSet();
        var hosts = set.Posts.Select(p => (p.Sending, p.Country)).ToHashSet();
        foreach (var agreement in set.Agreements)
        {
            var thing = $"agreement:{agreement.Id}@{agreement.Version}";
            if (agreement.GivesMandates && WhyNever(agreement, on) is { } why)
            {
                findings.Warning("policy.agreement-never-fires", thing, $"Nobody can ever act under it: {why}.");
            }

            Gates(agreement, thing, tenants, findings);
            if (agreement.GivesMandates)
            {
                Places(agreement, thing, hosts, findings);
            }
        }

        Versions(set, findings);
        Calendars(set, on, findings);
    }

    private static string? WhyNever(Agreement agreement, DateOnly on)
    {
        var pairs = agreement.Assisting.Any(a => agreement.Assisted.Any(b => a != b));

        return agreement.InForce.To < on ? $"it ended on {agreement.InForce.To:yyyy-MM-dd}"
            : agreement.InForce.From > agreement.InForce.To ? "it ends before it begins"
            : agreement.Assisting.IsEmpty ? "nobody assists"
            : agreement.Assisted.IsEmpty ? "nobody is assisted"
            : !pairs ? "no party could assist another"
            : agreement.Services.All(s => s.Powers is Powers.None || agreement.Excluded.Contains(s.Service)) ? "it covers no service"
            : agreement.Persons is PersonsCovered.None ? "it covers no person"
            : agreement.Scope is PlaceScope.Listed && !agreement.Places.Any(p => IsPair(agreement, p)) ? "it lists no place for any of its parties"
            : ObjectedEverywhere(agreement, on) ? "the receiving states objected to it everywhere"
            : null;
    }

    private static bool IsPair(Agreement agreement, ListedPlace place) =>
        agreement.Assisting.Contains(place.Assisting) && agreement.Assisted.Contains(place.Assisted) && place.Assisting != place.Assisted;

    private static bool ObjectedEverywhere(Agreement agreement, DateOnly on) => agreement.Gates.Any(g =>
        g is { Answer: GateAnswer.Objected, Places.IsEmpty: true, Holders.IsEmpty: true, Services.IsEmpty: true }
        && g.Period.Contains(on) && g.Period.To is null
        && !agreement.Gates.Any(later => later.Gate == g.Gate && later.Answer is not GateAnswer.Objected && later.Period.From > g.Period.From));

    private static void Gates(Agreement agreement, string thing, HashSet<TenantId> tenants, ImmutableArray<PolicyFault>.Builder findings)
    {
        foreach (var gate in agreement.Gates)
        {
            foreach (var unknown in gate.Places.Concat(gate.Holders).Where(t => !tenants.Contains(t)).Distinct())
            {
                findings.Error("policy.unknown-word", thing, $"Gate {gate.Gate} speaks of '{unknown}', which is no party here.");
            }

            foreach (var stranger in gate.Holders.Where(h => tenants.Contains(h) && !agreement.IsParty(h)))
            {
                findings.Warning("policy.gate-of-stranger", thing, $"Gate {gate.Gate} is recorded for '{stranger}', which is not a party to the agreement.");
            }

            if (agreement.Scope is PlaceScope.Listed)
            {
                foreach (var place in gate.Places.Where(p => !agreement.Places.Any(l => l.Place == p)))
                {
                    findings.Warning("policy.gate-elsewhere", thing, $"Gate {gate.Gate} is recorded for '{place}', where the agreement lets nobody act.");
                }
            }
        }
    }

    private static void Places(Agreement agreement, string thing, HashSet<(TenantId, TenantId)> hosts, ImmutableArray<PolicyFault>.Builder findings)
    {
        foreach (var place in agreement.Places)
        {
            if (!IsPair(agreement, place))
            {
                findings.Error(
                    "policy.place-of-stranger", thing,
                    $"'{place.Assisting}' for '{place.Assisted}' in '{place.Place}': not both are parties in that direction.");
            }
            else if (place.Place == place.Assisted || place.Place == place.Assisting)
            {
                findings.Error("policy.place-is-party", thing, $"'{place.Place}' is itself a party to '{place.Assisting}' for '{place.Assisted}'.");
            }
            else if (!hosts.Contains((place.Assisting, place.Place)))
            {
                findings.Warning(
                    "policy.place-without-post", thing, $"'{place.Assisting}' is to help '{place.Assisted}' in '{place.Place}', and has no post there.");
            }
        }
    }

    private static void Versions(PolicySet set, ImmutableArray<PolicyFault>.Builder findings)
    {
        foreach (var versions in set.Agreements.GroupBy(a => a.Id))
        {
            var inOrder = versions.OrderBy(a => a.Version).ToArray();
            for (var i = 0; i < inOrder.Length; i++)
            {
                for (var j = i + 1; j < inOrder.Length; j++)
                {
                    var thing = $"agreement:{inOrder[j].Id}@{inOrder[j].Version}";
                    if (inOrder[i].Version == inOrder[j].Version)
                    {
                        findings.Error("policy.duplicate-id", thing, $"Version {inOrder[i].Version} of '{versions.Key}' is there twice.");
                    }
                    else if (Overlap(inOrder[i].InForce, inOrder[j].InForce))
                    {
                        findings.Error(
                            "policy.versions-overlap", thing,
                            $"Versions {inOrder[i].Version} and {inOrder[j].Version} of '{versions.Key}' are in force on the same days.");
                    }
                }
            }
        }
    }

    private static bool Overlap(Period a, Period b) =>
        (a.From ?? DateOnly.MinValue) <= (b.To ?? DateOnly.MaxValue) && (b.From ?? DateOnly.MinValue) <= (a.To ?? DateOnly.MaxValue);

    /// <summary>A clock in working days runs on the calendar of whoever acts; without one it runs on Saturdays and Sundays in UTC.</summary>
    private static void Calendars(PolicySet set, DateOnly on, ImmutableArray<PolicyFault>.Builder findings)
    {
        foreach (var twice in set.Calendars.GroupBy(c => c.Authority).Where(g => g.Count() > 1))
        {
            findings.Error("policy.duplicate-id", $"calendar:{twice.Key}", $"'{twice.Key}' has {twice.Count()} calendars.");
        }

        foreach (var restless in set.Calendars.Where(c => c.Weekend.Distinct().Count() >= 7))
        {
            findings.Error("policy.no-working-day", $"calendar:{restless.Authority}", $"No day of the week of '{restless.Authority}' is a working day.");
        }

        var known = set.Calendars.Select(c => c.Authority).ToHashSet();
        foreach (var agreement in set.Agreements.Where(a => a.GivesMandates && !(a.InForce.To < on)))
        {
            var clocks = agreement.Consultation;
            if (clocks.AskWithinDays is null && clocks.AnswerWithinDays is null && clocks.CompleteWithinDays is null)
            {
                continue;
            }

            var without = agreement.Assisting.Concat(agreement.Assisted).Distinct().Where(t => !known.Contains(t)).ToArray();
            if (without.Length > 0)
            {
                findings.Warning(
                    "policy.clock-without-calendar", $"agreement:{agreement.Id}@{agreement.Version}",
                    $"Its clocks run in working days, and no calendar is entered for {string.Join(", ", without.Order())}.");
            }
        }
    }
}
