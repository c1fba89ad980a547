using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Agreements;
using SharedConsular.Cases;
using SharedConsular.Handovers;
using SharedConsular.Protection;
using SharedConsular.Retention;
using SharedConsular.Routing;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

/// <summary>One of every event of a case, with every field filled.</summary>
internal static class CaseEventExamples
{
    private static readonly Actor By = new(Fr, Officer.User);
    private static readonly DateTimeOffset Due = Now.AddDays(3);

    public static readonly ImmutableArray<CaseEvent> All =
    [
        new CaseOpened(
            Ee,
            Route(Fr) with { Obligations = [new Obligation("notify-receiving-state", Fj, true, 2, Fr, 24, "vccr-1963 art. 8")] },
            Etd,
            [Kadri with { Subject = "person-1", SafeContact = "Not after six", Authority = FilingAuthority.CourtOrder, AuthorityNote = "Harju 2-25-1" }],
            Applicant.User,
            Urgency.Extreme,
            Fj,
            "Suva",
            FearsOwnState: true,
            "rd-1",
            Accepted: true,
            [new CaseClock(CaseClock.AskOwnState, Fr, Now, Due, Due)],
            By,
            Now,
            FollowHash: "0f"),
        new CaseAccepted(By, Now),
        new CaseAssigned(Officer.User, By, Now),
        new PapersAskedFor(["birth record"], "A copy helps", By, Now),
        new PapersProvided(["birth record"], "A copy", By, Now),
        new PaperFileSent("0f", "birth record", PaperFormat.Pdf, 9, "a2V5", "0d", By, Now),
        new PaperFileSeen("0f", By, Now),
        new PaperFileTakenBack("0f", By, Now),
        new StepRecorded("take photo", By, Now),
        new ProtocolStarted("trafficking", 2, Protects: true, [new ProtocolStepDue(1, "talk-alone", Certified: true, Due)], By, Now),
        new ProtocolStepSettled("trafficking", "talk-alone", ProtocolStepOutcome.NotApplicable, "She was spoken with before", By, Now),
        new OwnStateAsked(Ee, "Is she a national?", Due, By, Now),
        new ConsultationAnswered(ConsultationAnswer.Objected, "We take over.", Due, By, Now),
        new CaseDecided(Granted: true, "A national without papers", By, Now),
        new DocumentIssued("EU0000017", Due, By, Now),
        new DocumentDelivered("at the desk", By, Now),
        new CaseClosed("travelled", By, Now) { Retention = [new RetentionTerm(Fr, "default-assisting-party", Due)] },
        new CaseWithdrawn("Found it", By, Now),
        new CaseReopened("New papers", By, Now),
        new ComplaintMade("c-1", "Nobody called back", Officer.User, By, Now),
        new ComplaintAnswered("c-1", "We are sorry", By, Now),
        new AgreementExitApplied("eu-etd", ExitFate.HumanDecides, Due, By, Now),
        new CaseEscalated(CaseClock.AskOwnState, 2, By, Now),
        new NoticeWithheld(7, Fr, CaseNotice.Decided, "agreement", By, Now),
        new HandoverOffered(Route(De), "The post closes", Due, Due, By, Now),
        new HandoverAccepted(Fr, De, Due, By, Now),
        new HandoverDeclined(De, "No post there", By, Now),
        new CaseReturned(De, Fr, "Cannot reach her", By, Now),
        new CaseRecalled(De, Ee, "Ours", By, Now),
        new FearDisclosed(By, Now),
        new HandoverOfferWithdrawn(De, By, Now),
        new AdversePartyBlocked(Ee, new UserId("brother"), "He must not find her", By, Now),
        new AdversePartyBlockLifted(Ee, new UserId("brother"), "It was another", By, Now),
        new AdversePersonBlocked(1, "Jaan Tamm", new DateOnly(1980, 1, 2), Ee, "ee-fj-suva", "He must not find her", By, Now),
        new AdversePersonRecognised(1, Ee, new UserId("tallinn-9"), By, Now),
        new AdversePersonBlockLifted(1, "It was another", By, Now),
        new GlassBroken(1, "She is in hospital", Now.AddHours(4), Due, By, Now),
        new GlassReviewed(1, GlassVerdict.Justified, "It could not wait", By, Now),
        new PersonConsentRecorded(ConsentPurpose.Handover, De, Given: true, "By telephone", By, Now),
        new PersonConsentOverridden(ConsentPurpose.Handover, De, "Her life is in danger", "VCCR article 36", By, Now),
        new SafeContactSet(0, Quiet, By, Now),
        new LegalHoldSet("An inquiry", By, Now),
        new LegalHoldLifted("It is over", By, Now),
        new RetentionEnded(Fr, "default-assisting-party", By, Now),
        new PersonErased(["kadri"], ErasureGround.RetentionEnded, "default-home-state", Role.System, By, Now),
        new FollowSecretChanged("0f", By, Now),
    ];
}
