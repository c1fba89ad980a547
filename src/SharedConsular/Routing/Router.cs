using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Crises;

namespace SharedConsular.Routing;

/// <summary>
/// Who may and should help this person, with this need, here, now, and why not the others. Pure and deterministic: the
/// same question in the same world has the same answer.
/// </summary>
/// <remarks>
/// The order of thought: (1) the asylum firewall; (2) for each state the person may be represented through, its own
/// posts and then every party that some agreement lets act for it; (3) for each party the gates in the order in which
/// they would stop it; (4) the preference policy of the state; (5) what the person should know in any case.
/// </remarks>
public static class Router
{
    public static RoutingAnswer Decide(RoutingQuery query, World world)
    {
        query = UnderCrisis(query, world);
        var findings = new Findings(query, world);
        foreach (var link in LinksOf(query))
        {
            if (query.FearsOwnState && IsOwnState(query, link.State))
            {
                findings.Reject(link.State, link.State, "gate.g7.fears-own-state");
            }
            else
            {
                OwnRoutes.Find(link, findings);
            }

            PartnerRoutes.Find(link, findings);
        }

        return findings.Answer([.. CrisisAdvice(findings), .. AdviceFor(query)]);
    }

    /// <summary>Where a crisis says "help first", every need is answered as those are that can't wait.</summary>
    private static RoutingQuery UnderCrisis(RoutingQuery query, World world) =>
        world.FindCrisis(OverlayKind.HelpFirst, query) is null ? query : query with { Urgency = Urgency.Extreme };

    /// <summary>What a crisis changed about this answer, by its name and since when.</summary>
    private static IEnumerable<Advice> CrisisAdvice(Findings findings)
    {
        foreach (var (kind, code) in CrisisReasons)
        {
            if (findings.World.FindCrisis(kind, findings.Query) is { } crisis)
            {
                yield return new Advice(code, null, crisis.NameWithDay(kind));
            }
        }
    }

    private static readonly ImmutableArray<(OverlayKind Kind, string Code)> CrisisReasons =
    [
        (OverlayKind.HelpFirst, "advice.crisis-help-first"),
        (OverlayKind.TeamFirst, "advice.crisis-team-first"),
        (OverlayKind.FeesWaived, "advice.crisis-fees-waived"),
        (OverlayKind.FeesPercent, "advice.crisis-fees-changed"),
    ];

    /// <summary>The states through which the person may be represented, best proof first.</summary>
    internal static IEnumerable<Link> LinksOf(RoutingQuery query)
    {
        foreach (var nationality in ByProof(query.Nationalities))
        {
            yield return new Link(nationality.State, PersonsCovered.Nationals, nationality.Proof);
        }

        if (query.FamilyOf is { } family && query.Nationalities.All(n => n.State != family))
        {
            var alsoRecognised = query.RecognisedBy == family ? PersonsCovered.RecognisedNonCitizens : PersonsCovered.None;
            yield return new Link(family, PersonsCovered.Family | alsoRecognised, NationalityProof.OtherMeans);
        }

        if (query.RecognisedBy is { } recogniser && recogniser != query.FamilyOf && query.Nationalities.All(n => n.State != recogniser))
        {
            yield return new Link(recogniser, PersonsCovered.RecognisedNonCitizens, NationalityProof.OtherMeans);
        }
    }

    /// <summary>Most people have one nationality, and nothing to sort.</summary>
    private static IEnumerable<Nationality> ByProof(ImmutableArray<Nationality> nationalities) =>
        nationalities.Length < 2 ? nationalities : nationalities.OrderBy(n => n.Proof).ThenBy(n => n.State);

    /// <summary>A state behind the firewall: one whose national the person is, or that recognises the person as its own.</summary>
    internal static bool IsOwnState(RoutingQuery query, TenantId state)
    {
        foreach (var nationality in query.Nationalities)
        {
            if (nationality.State == state)
            {
                return true;
            }
        }

        return query.RecognisedBy == state;
    }

    private static ImmutableArray<Advice> AdviceFor(RoutingQuery query)
    {
        var advice = ImmutableArray.CreateBuilder<Advice>();
        if (query.FearsOwnState)
        {
            advice.Add(IsOwnState(query, query.In)
                ? new Advice("advice.protection-from-unhcr", null)
                : new Advice("advice.asylum-authority", query.In));
        }

        foreach (var nationality in query.Nationalities)
        {
            if (nationality.State == query.In && !query.FearsOwnState)
            {
                advice.Add(new Advice("advice.hague-1930-article-4", query.In));
            }
            else if (nationality.State != query.In && nationality.Proof is NationalityProof.Claimed)
            {
                advice.Add(new Advice("advice.nationality-not-shown", query.FearsOwnState ? null : nationality.State));
            }
        }

        if (query.Nationalities.IsEmpty && query.FamilyOf is null && query.RecognisedBy is null)
        {
            advice.Add(new Advice("advice.no-nationality", null));
        }

        return advice.DrainToImmutable();
    }
}

/// <summary>A state the person may be represented through, and on what grounds: one that an agreement covers is enough.</summary>
internal readonly record struct Link(TenantId State, PersonsCovered As, NationalityProof Proof);
