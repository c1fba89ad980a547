using System.Collections.Immutable;
using SharedConsular.Agreements;

namespace SharedConsular.Routing;

/// <summary>What a partner must do before or while it helps: tell the receiving state, ask the own state, ask the person.</summary>
internal static class PartnerObligations
{
    public static ImmutableArray<Obligation> For(
        Link link, Mandate mandate, TenantId party, Findings findings, ImmutableArray<LegalBasis>.Builder basis)
    {
        var obligations = ImmutableArray.CreateBuilder<Obligation>();
        ReceivingState(mandate, party, findings, basis, obligations);
        if (findings.IsBehindFirewall(link.State))
        {
            basis.Add(mandate.NoContact);
        }
        else
        {
            OwnState(link, mandate, party, findings, basis, obligations);
        }

        Person(link, mandate, party, findings, obligations);

        return obligations.DrainToImmutable();
    }

    private static void ReceivingState(
        Mandate mandate, TenantId party, Findings findings, ImmutableArray<LegalBasis>.Builder basis, ImmutableArray<Obligation>.Builder obligations)
    {
        var query = findings.Query;
        var agreement = mandate.Agreement;
        if (agreement.Requires.Contains(GateKind.G1Consent))
        {
            basis.Add(mandate.Consented);
        }

        if (agreement.Requires.Contains(GateKind.G4PriorConsent))
        {
            basis.Add(mandate.ProtectionConsented);
        }

        if (!agreement.Requires.Contains(GateKind.G3NoticeForThirdState))
        {
            return;
        }

        var notice = mandate.StandingOf(GateKind.G3NoticeForThirdState, party, query.In, query.Service.Id, query.On);
        if (notice is { Answer: GateAnswer.Notified or GateAnswer.Consented })
        {
            basis.Add(mandate.Notified);
        }
        else
        {
            // Silence is yes once the notice is given, so the missing notice is a duty of the party and not a bar.
            obligations.Add(new Obligation(
                "obligation.notify-receiving-state", query.In, query.Urgency is not Urgency.Extreme, null, null, null, "vccr-1963 art. 8"));
        }
    }

    private static void OwnState(
        Link link, Mandate mandate, TenantId party, Findings findings,
        ImmutableArray<LegalBasis>.Builder basis, ImmutableArray<Obligation>.Builder obligations)
    {
        var query = findings.Query;
        var agreement = mandate.Agreement;
        var consultation = agreement.Consultation;
        var actsFirst = query.Urgency is Urgency.Extreme && consultation.ActFirst;
        var mandateGiven = agreement.StandingMandate
            || mandate.StandingOf(GateKind.G5Mandate, link.State, query.In, query.Service.Id, query.On)?.Answer is GateAnswer.Consented;
        if (mandateGiven)
        {
            basis.Add(agreement.StandingMandate ? mandate.Standing : mandate.Recorded);
        }
        else
        {
            obligations.Add(new Obligation(Obligation.AskMandate, link.State, !actsFirst, null, null, consultation.TellWithinHours, agreement.Reference));
        }

        var consults = consultation.Before is ConsultBefore.Help
            || (consultation.Before is ConsultBefore.Issue && mandate.PowersFor(query.Service.Id).HasFlag(Powers.Issue));
        if (actsFirst && consults)
        {
            obligations.Add(new Obligation("obligation.help-first-tell-at-once", link.State, false, null, null, null, agreement.Reference));
        }
        else if (consultation.Before is ConsultBefore.Help)
        {
            obligations.Add(new Obligation(
                Obligation.ConsultBeforeHelp, link.State, true, consultation.AskWithinDays, party, consultation.TellWithinHours, agreement.Reference));
        }
        else if (consults)
        {
            obligations.Add(new Obligation(Obligation.ConsultBeforeIssue, link.State, false, consultation.AskWithinDays, party, null, agreement.Reference));
            obligations.Add(new Obligation(Obligation.AwaitAnswer, link.State, true, consultation.AnswerWithinDays, link.State, null, agreement.Reference));
            obligations.Add(new Obligation(Obligation.Complete, link.State, false, consultation.CompleteWithinDays, party, null, agreement.Reference));
        }
        else if (consultation.TellWithinHours is { } hours)
        {
            obligations.Add(new Obligation("obligation.tell-own-state", link.State, false, null, null, hours, agreement.Reference));
        }
    }

    private static void Person(Link link, Mandate mandate, TenantId party, Findings findings, ImmutableArray<Obligation>.Builder obligations)
    {
        var query = findings.Query;
        var agreement = mandate.Agreement;
        if (query.Service.NeedsPersonConsent)
        {
            obligations.Add(new Obligation("obligation.ask-person", party, true, null, null, null, "vccr-1963 art. 36(1)(c)"));
        }

        if (link.Proof is NationalityProof.Claimed)
        {
            obligations.Add(findings.IsBehindFirewall(link.State)
                ? new Obligation("obligation.verify-by-other-means", party, false, null, null, null, agreement.Reference)
                : new Obligation(Obligation.VerifyNationality, link.State, query.Urgency is Urgency.Routine, null, null, null, agreement.Reference));
        }

        // A claim by an undertaking would tell the feared state where its national was.
        if (agreement.Cost.Rule is CostRule.UndertakingToOwnState && !findings.IsBehindFirewall(link.State))
        {
            obligations.Add(new Obligation("obligation.undertaking-to-repay", party, false, null, null, null, agreement.Cost.Reference));
        }
    }
}
