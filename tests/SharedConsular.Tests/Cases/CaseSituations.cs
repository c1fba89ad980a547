using SharedConsular.Agreements;
using SharedConsular.Cases;
using SharedConsular.Handovers;
using SharedConsular.Retention;
using SharedConsular.Routing;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

/// <summary>Every status a case can be in, and the turns that change who may do what.</summary>
internal static class CaseSituations
{
    public static IReadOnlyDictionary<string, Case> All { get; } = new Dictionary<string, Case>
    {
        ["never opened"] = Case.Type.Initial,
        ["opened by the applicant"] = Spec().As(Applicant).When(Open()).State,
        ["in progress"] = InHand().State,
        ["in progress, power to receive only"] = InHand(Powers.Receive).State,
        ["in progress, power to decide but not to refuse"] =
            InHand(Powers.Decide, consultation: EtdConsultation with { Before = ConsultBefore.Help }).State,
        ["in progress, help waits for the own state"] =
            InHand(consultation: EtdConsultation with { Before = ConsultBefore.Help }).State,
        ["own state asked"] = InHand().When(Ask).State,
        ["own state confirmed"] = Confirmed().State,
        ["own state objected"] = InHand().When(Ask).As(OwnOfficer).When(CaseExamples.Object).As(Officer).When(Grant).State,
        ["awaiting papers"] = InHand().When(new AskForPapers(["birth record"], "A copy helps")).State,
        ["granted, not confirmed"] = InHand().When(Grant).State,
        ["granted, confirmed"] = Confirmed().When(Grant).State,
        ["granted, extreme urgency"] = InHand(urgency: Urgency.Extreme).When(Grant).State,
        ["refused"] = InHand().When(Deny).State,
        ["issued"] = Confirmed().When(Grant).When(Issue).State,
        ["issued first"] = InHand(urgency: Urgency.Extreme).When(Grant).When(Issue).State,
        ["delivered"] = Confirmed().When(Grant).When(Issue).When(new DeliverDocument("by courier")).State,
        ["closed"] = InHand().When(new CloseCase("helped by phone")).State,
        ["withdrawn"] = InHand().When(new WithdrawCase("Found it")).State,
        ["reopened"] = InHand().When(Deny).When(new CloseCase("refused")).When(new ReopenCase("New papers")).State,
        ["complaint about the officer"] = InHand().As(Applicant).When(new Complain("c-1", "Rude", Officer.User)).State,
        ["complaint about a decision"] =
            InHand().When(Deny).As(Applicant).When(new Complain("c-1", "Unjust", null)).State,
        ["offered to Germany"] = InHand().When(OfferToGermany).State,
        ["declined by Germany"] = InHand().When(OfferToGermany).As(GermanOfficer).When(new DeclineHandover("No post")).State,
        ["handed to Germany"] = InHand().When(OfferToGermany).As(GermanOfficer).When(AcceptAsGermany).State,
        ["returned by Germany"] = InHand().When(OfferToGermany)
            .As(GermanOfficer).When(AcceptAsGermany).When(new ReturnCase("Cannot reach her")).State,
        ["recalled"] = InHand().As(OwnOfficer).When(new RecallCase("Ours")).State,
        ["agreement ended, people decide"] =
            InHand().As(Caller.System).When(new ApplyAgreementExit("eu-etd", HumanDecides, Calendar(Fr))).State,
        ["agreement ended, handed back"] =
            InHand().As(Caller.System).When(new ApplyAgreementExit("eu-etd", HandBack, Calendar(Fr))).State,
        ["closed, times running"] = InHand().When(new CloseCase("travelled", RetentionRules)).State,
        ["closed, on legal hold"] = InHand().When(new CloseCase("travelled", RetentionRules)).As(OwnSupervisor).When(new SetLegalHold("A court asked for it")).State,
        ["closed, France's time over"] = InHand().When(new CloseCase("travelled", RetentionRules))
            .As(Caller.System).At(Now.AddDays(181)).When(new EndRetention(Fr)).State,
        ["erased"] = InHand().When(new CloseCase("travelled", RetentionRules)).As(OwnSupervisor).When(new ErasePersons([], ErasureGround.NotNeeded)).State,
        ["she fears her own state"] = Spec().When(OpenFearing()).State,
        ["she fears her own state, offered to Germany"] = Spec().When(OpenFearing())
            .As(ProtectionOfficer).When(OfferToGermany with { Route = Route(De) with { ActsFor = Fr } }).State,
    };
}
