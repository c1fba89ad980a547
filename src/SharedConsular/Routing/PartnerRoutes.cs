using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Posts;

namespace SharedConsular.Routing;

/// <summary>The roads to another party that some agreement lets act for the person's state.</summary>
internal static class PartnerRoutes
{
    public static void Find(Link link, Findings findings)
    {
        if (link.State == findings.Query.In)
        {
            return;
        }

        foreach (var mandate in findings.World.MandatesOf(link.State))
        {
            var barred = BarOfAgreement(link, mandate, findings);
            foreach (var party in mandate.Agreement.Assisting)
            {
                if (party != link.State && party != findings.Query.In)
                {
                    Consider(link, mandate, party, barred, findings);
                }
            }
        }
    }

    /// <summary>What stops everyone who would act under the agreement, or null.</summary>
    private static string? BarOfAgreement(Link link, Mandate mandate, Findings findings)
    {
        var query = findings.Query;
        var agreement = mandate.Agreement;
        if (!agreement.HoldsOn(query.On))
        {
            return "agreement.not-in-force";
        }

        if (mandate.Excludes(query.Service.Id))
        {
            return "agreement.service-excluded";
        }

        if (mandate.PowersFor(query.Service.Id) is Powers.None)
        {
            return "agreement.service-not-covered";
        }

        if ((agreement.Persons & link.As) is PersonsCovered.None)
        {
            return "agreement.person-not-covered";
        }

        if (agreement.Scope is PlaceScope.OutsideParties && mandate.IsParty(query.In))
        {
            return "agreement.place-not-covered";
        }

        if (findings.PersonBars)
        {
            return "gate.g6.person-objects";
        }

        return FirewallBars(link, mandate, findings) ?? Represented(link, agreement, findings);
    }

    /// <summary>Behind the firewall nobody may act whose act needs the own state's word: it can't be asked.</summary>
    private static string? FirewallBars(Link link, Mandate mandate, Findings findings)
    {
        if (!findings.IsBehindFirewall(link.State))
        {
            return null;
        }

        var service = findings.Query.Service;
        var powers = mandate.PowersFor(service.Id);
        var ownStateMustSpeak = service.NeedsOwnState
            || NeedsYesInEachCase(mandate.Agreement)
            || !Findings.CarriesToTheEnd(powers, service)
            || (powers.HasFlag(Powers.Issue) && mandate.Agreement.Consultation.Before is ConsultBefore.Issue);

        return ownStateMustSpeak ? "firewall.own-state-must-act" : null;
    }

    private static string? Represented(Link link, Agreement agreement, Findings findings) => agreement.Unrepresented switch
    {
        UnrepresentedTest.NoResidentPost when Presence.HasResidentPost(link.State, findings) => "agreement.represented",
        UnrepresentedTest.NotEffectivelyAble when Presence.CanHelpHere(link.State, findings) => "agreement.represented",
        _ => null,
    };

    private static bool NeedsYesInEachCase(Agreement agreement) =>
        !agreement.StandingMandate && agreement.Kind is not InstrumentKind.Operator;

    private static void Consider(Link link, Mandate mandate, TenantId party, string? barred, Findings findings)
    {
        var query = findings.Query;
        var agreement = mandate.Agreement;
        var posts = findings.World.PostsIn(query.In, party);
        var barredParty = findings.IsBehindFirewall(party) ? "gate.g7.fears-own-state"
            : posts.Length == 0 ? "post.none-here"
            : barred ?? BarOfPlace(link, agreement, party, findings) ?? BarOfGates(link, mandate, party, findings);
        if (barredParty is not null)
        {
            findings.Reject(party, link.State, barredParty, agreement.Reference);
            return;
        }

        var post = BestPost(posts, link, agreement, party, findings, out var whyNone);
        if (post is null)
        {
            findings.Reject(party, link.State, whyNone, agreement.Reference);
            return;
        }

        var kind = post.Kind is PostKind.SharedCentre ? RouteKind.SharedCentre : RouteKind.Partner;
        if (findings.LocalLawBars(kind))
        {
            findings.Reject(party, link.State, "gate.g8.prohibited", agreement.Reference);
            return;
        }

        findings.Offer(OptionFor(kind, link, mandate, party, post, findings));
    }

    private static string? BarOfPlace(Link link, Agreement agreement, TenantId party, Findings findings)
    {
        if (agreement.Scope is PlaceScope.Listed && !agreement.Places.Any(p => Names(p, party, link, findings)))
        {
            return "agreement.place-not-covered";
        }

        return DesignatedElsewhere(link, agreement, party, findings) ? "agreement.designated-elsewhere" : null;
    }

    /// <summary>Whether a listed place lets the party act for the state where the person is.</summary>
    private static bool Names(ListedPlace listed, TenantId party, Link link, Findings findings) =>
        listed.Assisting == party && listed.Assisted == link.State && listed.Place == findings.Query.In;

    /// <summary>The parties named one post for this state's nationals here; the others send the person on, unless help would be compromised.</summary>
    private static bool DesignatedElsewhere(Link link, Agreement agreement, TenantId party, Findings findings)
    {
        var query = findings.Query;
        if (agreement.Designated.IsEmpty || query.HelpCompromisedByRedirect || query.Urgency is Urgency.Extreme)
        {
            return false;
        }

        foreach (var designated in agreement.Designated)
        {
            if (designated.Assisted == link.State && designated.Place == query.In && designated.Assisting != party
                && !findings.IsBehindFirewall(designated.Assisting) && Presence.HasOpenPost(designated.Assisting, findings))
            {
                return true;
            }
        }

        return false;
    }

    private static string? BarOfGates(Link link, Mandate mandate, TenantId party, Findings findings)
    {
        var query = findings.Query;
        var agreement = mandate.Agreement;

        // Silence is no for consent, and yes for notice unless someone objected.
        if (agreement.Requires.Contains(GateKind.G1Consent)
            && mandate.StandingOf(GateKind.G1Consent, party, query.In, query.Service.Id, query.On)?.Answer is not GateAnswer.Consented)
        {
            return "gate.g1.no-consent";
        }

        if (agreement.Requires.Contains(GateKind.G4PriorConsent)
            && mandate.StandingOf(GateKind.G4PriorConsent, party, query.In, query.Service.Id, query.On)?.Answer is not GateAnswer.Consented)
        {
            return "gate.g4.no-consent";
        }

        if (mandate.StandingOf(GateKind.G3NoticeForThirdState, party, query.In, query.Service.Id, query.On)?.Answer is GateAnswer.Objected)
        {
            return "gate.g3.objected";
        }

        var given = mandate.StandingOf(GateKind.G5Mandate, link.State, query.In, query.Service.Id, query.On)?.Answer;
        var mandateFirst = !agreement.StandingMandate && agreement.Kind is InstrumentKind.Operator;

        if (given is GateAnswer.Objected || (mandateFirst && given is not GateAnswer.Consented))
        {
            return "gate.g5.no-mandate";
        }

        var mustNotify = agreement.Requires.Contains(GateKind.G3NoticeForThirdState)
            && mandate.StandingOf(GateKind.G3NoticeForThirdState, party, query.In, query.Service.Id, query.On) is null;

        return mustNotify && findings.IsBehindFirewall(query.In) ? "firewall.receiving-state-must-hear" : null;
    }

    /// <summary>The party's nearest post that is open and, where a district is named, reaches the person.</summary>
    private static Post? BestPost(Post[] posts, Link link, Agreement agreement, TenantId party, Findings findings, out string whyNone)
    {
        Post? best = null;
        whyNone = "post.none-here";
        foreach (var post in posts)
        {
            var why = WhyNot(post, link, agreement, findings);
            if (why is not null)
            {
                whyNone = best is null ? why : whyNone;
            }
            else if (best is null || Comes(post, before: best, findings))
            {
                best = post;
            }
        }

        return best;
    }

    private static string? WhyNot(Post post, Link link, Agreement agreement, Findings findings)
    {
        if (post.Kind is PostKind.Honorary or PostKind.RemoteDesk or PostKind.MobileRound)
        {
            return "post.no-competence";
        }

        if (post.Kind is PostKind.SharedCentre && !post.Serves.IsEmpty && !post.Serves.Contains(link.State))
        {
            return "post.does-not-serve";
        }

        if (agreement.Kind is InstrumentKind.Operator
            && findings.World.FindSettings(link.State)?.Entitles(post.Sending, post.Id, findings.Query.Service.Id) is false)
        {
            return "post.does-not-serve";
        }

        if (post.ConditionOn(findings.Query.On) is PostCondition.Closed)
        {
            return "post.closed";
        }

        return agreement.Scope is PlaceScope.Listed ? BarOfDistricts(post, link, agreement, findings) : null;
    }

    /// <summary>A whole state lies within reach of every post there; a district only within that of the post in its city.</summary>
    private static string? BarOfDistricts(Post post, Link link, Agreement agreement, Findings findings)
    {
        var why = findings.Query.Near is null ? "agreement.district-unknown" : "agreement.district-too-far";
        foreach (var listed in agreement.Places)
        {
            if (!Names(listed, post.Sending, link, findings))
            {
                continue;
            }

            if (listed.WithinKm is not { } reach)
            {
                return null;
            }

            if (listed.City.Length == 0 || listed.City == post.City)
            {
                why = BarOfDistrict(post, reach, findings);
                if (why is null)
                {
                    return null;
                }
            }
        }

        return why;
    }

    private static string? BarOfDistrict(Post post, double reachKm, Findings findings) => findings.DistanceTo(post) switch
    {
        null => "agreement.district-unknown",
        var km when km > reachKm => "agreement.district-too-far",
        _ => null,
    };

    private static bool Comes(Post post, Post before, Findings findings)
    {
        var byCondition = post.ConditionOn(findings.Query.On).CompareTo(before.ConditionOn(findings.Query.On));

        return byCondition < 0
            || (byCondition == 0 && (findings.DistanceTo(post) ?? 0) < (findings.DistanceTo(before) ?? 0));
    }

    private static RoutingOption OptionFor(RouteKind kind, Link link, Mandate mandate, TenantId party, Post post, Findings findings)
    {
        var query = findings.Query;
        var agreement = mandate.Agreement;
        var powers = mandate.PowersFor(query.Service.Id);
        var basis = ImmutableArray.CreateBuilder<LegalBasis>(4);
        basis.Add(mandate.Ground);
        var obligations = PartnerObligations.For(link, mandate, party, findings, basis);
        var tariffOf = agreement.Cost.Rule is CostRule.UndertakingToOwnState ? party : link.State;

        return new RoutingOption(
            kind, party, link.State, post, powers, agreement, basis.DrainToImmutable(), obligations, agreement.Cost,
            findings.DistanceTo(post), findings.FeeOf(tariffOf), post.ConditionOn(query.On),
            Findings.CarriesToTheEnd(powers, query.Service), findings.Unranked);
    }
}
