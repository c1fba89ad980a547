using System.Collections.Immutable;
using SharedConsular.Crises;
using SharedConsular.Tenants;

namespace SharedConsular.Routing;

/// <summary>Puts the options in the order the state of nationality, or else the installation, prefers.</summary>
internal static class PreferenceRanking
{
    /// <summary>Behind everything a rule speaks of: what no rule places comes last, and is never lost.</summary>
    public static PreferenceRule Unranked { get; } = new("unranked", "", Period.Always, 0, new PreferenceConditions(), int.MaxValue, false);

    private const string Also = "basis.also";

    public static ImmutableArray<RoutingOption> Rank(List<RoutingOption> options, Findings findings)
    {
        var placed = new List<RoutingOption>(options.Count);
        var (crisis, before) = CrisisRule(findings);
        HashSet<(TenantId Party, TenantId ActsFor, string Rule)>? excluded = null;
        foreach (var option in options)
        {
            var rule = FirstThatHolds(option, findings);
            rule = !rule.Exclude && crisis?.Team.Contains(option.Party) is true ? before! : rule;
            if (rule.Exclude)
            {
                if ((excluded ??= []).Add((option.Party, option.ActsFor, rule.Id)))
                {
                    findings.Reject(option.Party, option.ActsFor, "preference.excluded", rule.Id);
                }
            }
            else
            {
                Place(option with { Preference = rule }, placed);
            }
        }

        placed.Sort(Compare);
        for (var i = 0; i < placed.Count; i++)
        {
            placed[i] = placed[i] with { Rank = i + 1 };
        }

        return [.. placed];
    }

    internal static bool Holds(PreferenceConditions when, RoutingOption option, RoutingQuery query) =>
        (when.Kinds.IsEmpty || when.Kinds.Contains(option.Kind))
        && (when.Urgencies.IsEmpty || when.Urgencies.Contains(query.Urgency))
        && (when.Shareabilities.IsEmpty || when.Shareabilities.Contains(query.Service.Shareability))
        && (when.Categories.IsEmpty || when.Categories.Contains(query.Service.Category))
        && (when.Services.IsEmpty || when.Services.Contains(query.Service.Id))
        && (when.Parties.IsEmpty || when.Parties.Contains(option.Party))
        && (when.Places.IsEmpty || when.Places.Contains(query.In))
        && (when.Conditions.IsEmpty || when.Conditions.Contains(option.Condition))
        && (when.Completes is not { } completes || completes == option.Completes)
        && (when.DistanceKmMin is not { } min || option.DistanceKm >= min)
        && (when.DistanceKmMax is not { } max || option.DistanceKm <= max);

    /// <summary>A crisis that sends people to its team first, and the rule by which it does. It brings back nobody whom a state excluded.</summary>
    private static (CrisisRule? Crisis, PreferenceRule? Rule) CrisisRule(Findings findings) =>
        findings.World.FindCrisis(OverlayKind.TeamFirst, findings.Query) is { } crisis
            ? (crisis, Unranked with { Id = $"crisis:{crisis.Crisis}", Basis = crisis.NameWithDay(OverlayKind.TeamFirst), Tier = 0 })
            : (null, null);

    private static PreferenceRule FirstThatHolds(RoutingOption option, Findings findings)
    {
        foreach (var rule in findings.World.PreferencesFor(option.ActsFor))
        {
            if (rule.Period.Contains(findings.Query.On) && Holds(rule.When, option, findings.Query))
            {
                return rule;
            }
        }

        return Unranked;
    }

    /// <summary>One party at one post is one option: the instrument that gives it most stays, the others become further grounds.</summary>
    private static void Place(RoutingOption option, List<RoutingOption> placed)
    {
        for (var i = 0; i < placed.Count; i++)
        {
            var other = placed[i];
            if (other.Party == option.Party && other.ActsFor == option.ActsFor && other.Post.Id == option.Post.Id && other.Kind == option.Kind)
            {
                var (stronger, weaker) = Stronger(option, other) ? (option, other) : (other, option);
                var alsoBefore = weaker.Basis.Where(b => b.Code == Also);
                placed[i] = stronger with { Basis = [.. stronger.Basis, weaker.Basis[0] with { Code = Also }, .. alsoBefore] };
                return;
            }
        }

        placed.Add(option);
    }

    private static bool Stronger(RoutingOption option, RoutingOption than) =>
        option.Completes != than.Completes ? option.Completes
        : Waits(option) != Waits(than) ? Waits(option) < Waits(than)
        : System.Numerics.BitOperations.PopCount((uint)option.Powers) > System.Numerics.BitOperations.PopCount((uint)than.Powers);

    private static int Waits(RoutingOption option)
    {
        var waits = 0;
        foreach (var obligation in option.Obligations)
        {
            waits += obligation.BlocksHelp ? 1 : 0;
        }

        return waits;
    }

    private static int Compare(RoutingOption a, RoutingOption b)
    {
        var byTier = a.Preference.Tier.CompareTo(b.Preference.Tier);
        if (byTier != 0)
        {
            return byTier;
        }

        var byEnd = b.Completes.CompareTo(a.Completes);
        if (byEnd != 0)
        {
            return byEnd;
        }

        var byDistance = (a.DistanceKm ?? double.MaxValue).CompareTo(b.DistanceKm ?? double.MaxValue);
        if (byDistance != 0)
        {
            return byDistance;
        }

        var byWaiting = Waits(a).CompareTo(Waits(b));
        if (byWaiting != 0)
        {
            return byWaiting;
        }

        var byParty = a.Party.CompareTo(b.Party);

        return byParty != 0 ? byParty : string.CompareOrdinal(a.Post.Id, b.Post.Id);
    }
}
