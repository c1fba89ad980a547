using SharedConsular.Agreements;
using SharedConsular.Cases;
using SharedConsular.Routing;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class IssueDocumentTests
{
    [Fact]
    public void A_document_is_issued_after_the_own_state_confirmed()
    {
        var issued = Confirmed().When(Grant).When(Issue);

        Assert.Null(issued.ThenOne<DocumentIssued>().InformDueAt);
        Assert.Empty(issued.State.Clocks);
    }

    [Fact]
    public void No_document_is_issued_before() =>
        InHand().When(Grant).When(Issue).ThenRefused(CaseRefusals.OwnStateNotConfirmed);

    [Fact]
    public void In_extreme_urgency_it_is_issued_first_and_told_after()
    {
        var @case = InHand(urgency: Urgency.Extreme).When(Grant).When(Issue).State;

        Assert.True(@case.Document?.ActedFirst);
        Assert.Equal(Fr, @case.FindClock(CaseClock.InformOwnState)?.Party);
        Assert.Equal([new CaseDuty(CaseClock.InformOwnState, Ee, Done: false)], @case.Duties);
    }

    [Fact]
    public void Where_the_instrument_lets_nobody_act_first_even_extreme_urgency_waits() =>
        InHand(urgency: Urgency.Extreme, consultation: EtdConsultation with { ActFirst = false }).When(Grant).When(Issue)
            .ThenRefused(CaseRefusals.OwnStateNotConfirmed);

    [Fact]
    public void After_an_objection_no_document_is_issued_however_urgent() =>
        InHand(urgency: Urgency.Extreme).When(Ask).As(OwnOfficer).When(CaseExamples.Object).As(Officer).When(Grant).When(Issue)
            .ThenRefused(CaseRefusals.OwnStateObjected);

    [Fact]
    public void What_was_refused_is_not_issued() => InHand().When(Deny).When(Issue).ThenRefused(CaseRefusals.NotGranted);

    [Fact]
    public void Who_may_not_issue_does_not() =>
        Confirmed(Powers.Receive | Powers.Decide).When(Grant).When(Issue).ThenRefused(CaseRefusals.NoPower);

    [Fact]
    public void Issuing_twice_changes_nothing() => Confirmed().When(Grant).When(Issue).When(Issue).ThenNothing();
}
