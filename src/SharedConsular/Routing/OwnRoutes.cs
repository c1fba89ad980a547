using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Posts;
using SharedConsular.Services;

namespace SharedConsular.Routing;

/// <summary>The roads to the person's own state: its posts in the place, those accredited to it, and the nearest one abroad.</summary>
internal static class OwnRoutes
{
    /// <summary>An honorary consul acts within the competence the own state gave (VCCR 58, 68) and decides nothing for it.</summary>
    private const Powers HonoraryPowers = Powers.Receive | Powers.Verify | Powers.Issue | Powers.Assist;

    /// <summary>Nobody can take fingerprints, hand over a document or swear an oath through a screen.</summary>
    private const Powers RemotePowers = Powers.Receive | Powers.Verify | Powers.Assist;

    private static readonly LegalBasis OwnPost = new("vccr-1963 art. 5", null, "basis.own-post");
    private static readonly LegalBasis OwnHonorary = new("vccr-1963 art. 68", null, "basis.own-honorary");
    private static readonly LegalBasis Accredited = new("vccr-1963 art. 7", GateKind.G2NoticeToAct, "basis.g2.accredited");
    private static readonly LegalBasis OwnAbroad = new("vccr-1963 art. 5", null, "basis.own-abroad");
    private static readonly LegalBasis Round = new("vccr-1963 art. 6", GateKind.G1Consent, "basis.g1.host-consents");
    private static readonly CostTerms OwnTariff = new(CostRule.NotSaid, null, "vccr-1963 art. 39");

    public static void Find(Link link, Findings findings)
    {
        var query = findings.Query;
        if (link.State == query.In)
        {
            findings.Reject(link.State, link.State, "own.receiving-state");
            return;
        }

        var anyHere = false;
        foreach (var post in findings.World.PostsIn(query.In, link.State))
        {
            anyHere |= Offer(KindOf(post), link, post, findings);
        }

        foreach (var post in findings.World.AccreditedTo(query.In, link.State))
        {
            if (post.IsCareer || post.Kind is PostKind.RemoteDesk)
            {
                anyHere |= Offer(post.IsCareer ? RouteKind.OwnAccredited : RouteKind.OwnRemoteDesk, link, post, findings);
            }
        }

        OfferNearestAbroad(link, findings);
        if (!anyHere)
        {
            findings.Reject(link.State, link.State, "post.none-here");
        }
    }

    private static RouteKind KindOf(Post post) => post.Kind switch
    {
        PostKind.Honorary => RouteKind.OwnHonorary,
        PostKind.MobileRound => RouteKind.OwnMobileRound,
        PostKind.RemoteDesk => RouteKind.OwnRemoteDesk,
        PostKind.SharedCentre => RouteKind.SharedCentre,
        _ => RouteKind.OwnPost,
    };

    /// <returns>Whether the state has such a post at all, offered or not.</returns>
    private static bool Offer(RouteKind kind, Link link, Post post, Findings findings)
    {
        var query = findings.Query;
        var condition = post.ConditionOn(query.On);
        if (condition is PostCondition.Closed)
        {
            findings.Reject(link.State, link.State, "post.closed");
            return false;
        }

        if (kind is RouteKind.OwnHonorary && !post.Competence.Contains(query.Service.Id))
        {
            findings.Reject(link.State, link.State, "post.no-competence");
            return true;
        }

        if (Barred(kind, link, post, findings))
        {
            return true;
        }

        var powers = PowersOf(kind, query.Service);
        findings.Offer(new RoutingOption(
            kind, link.State, link.State, post, powers, Agreement: null, BasisOf(kind), ObligationsOf(kind, link, findings), OwnTariff,
            findings.DistanceTo(post), findings.FeeOf(link.State), condition, Findings.CarriesToTheEnd(powers, query.Service), findings.Unranked));

        return true;
    }

    private static void OfferNearestAbroad(Link link, Findings findings)
    {
        var query = findings.Query;
        foreach (var post in findings.NearestAbroad(link.State))
        {
            var coversThePlace = post.Jurisdiction.Contains(query.In) && !findings.World.IsObjectedTo(post, query.In, query.On);
            if (post.ConditionOn(query.On) is PostCondition.Open && !coversThePlace)
            {
                Offer(RouteKind.OwnAbroad, link, post, findings);
                return;
            }
        }
    }

    private static bool Barred(RouteKind kind, Link link, Post post, Findings findings)
    {
        // Whoever travels to the post is helped where it lies; only what it would do in the receiving state is stopped.
        if (kind is not RouteKind.OwnAbroad && findings.World.IsObjectedTo(post, findings.Query.In, findings.Query.On))
        {
            findings.Reject(link.State, link.State, "gate.g2.objected");
            return true;
        }

        if (findings.PersonBars)
        {
            findings.Reject(link.State, link.State, "gate.g6.person-objects");
            return true;
        }

        // A post in another country acts under that country's law, not under the receiving state's.
        if (kind is not RouteKind.OwnAbroad && findings.LocalLawBars(kind))
        {
            findings.Reject(link.State, link.State, "gate.g8.prohibited");
            return true;
        }

        if (kind is RouteKind.OwnMobileRound && findings.IsBehindFirewall(findings.Query.In))
        {
            findings.Reject(link.State, link.State, "firewall.receiving-state-must-hear");
            return true;
        }

        return false;
    }

    private static Powers PowersOf(RouteKind kind, Service service) => kind switch
    {
        RouteKind.OwnHonorary => HonoraryPowers,
        RouteKind.OwnRemoteDesk when !service.Presence.Contains("remote", StringComparison.OrdinalIgnoreCase) => RemotePowers,
        _ => Powers.All,
    };

    private static ImmutableArray<LegalBasis> BasisOf(RouteKind kind) => kind switch
    {
        RouteKind.OwnHonorary => [OwnHonorary],
        RouteKind.OwnAccredited => [Accredited],
        RouteKind.OwnAbroad => [OwnAbroad],
        RouteKind.OwnMobileRound => [Round],
        _ => [OwnPost],
    };

    private static ImmutableArray<Obligation> ObligationsOf(RouteKind kind, Link link, Findings findings)
    {
        var query = findings.Query;
        var obligations = ImmutableArray.CreateBuilder<Obligation>();
        if (kind is RouteKind.OwnMobileRound)
        {
            obligations.Add(new Obligation("obligation.host-consent", query.In, true, null, null, null, Round.Instrument));
        }

        if (query.Service.NeedsPersonConsent)
        {
            obligations.Add(new Obligation("obligation.ask-person", link.State, true, null, null, null, "vccr-1963 art. 36(1)(c)"));
        }

        if (link.Proof is NationalityProof.Claimed)
        {
            obligations.Add(new Obligation(
                Obligation.VerifyNationality, link.State, query.Urgency is Urgency.Routine, null, null, null, OwnPost.Instrument));
        }

        return obligations.DrainToImmutable();
    }
}
