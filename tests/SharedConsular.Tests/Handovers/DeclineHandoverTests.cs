using SharedConsular.Access;
using SharedConsular.Cases;
using SharedConsular.Handovers;
using SharedConsular.Tests.Access;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Handovers;

public sealed class DeclineHandoverTests
{
    private static readonly DeclineHandover NoPost = new("We have no post there");

    [Fact]
    public void A_declined_case_stays_where_it_was()
    {
        var @case = InHand().When(OfferToGermany).As(GermanOfficer).When(NoPost).State;

        Assert.Equal(Fr, @case.Owner);
        Assert.Null(@case.Offer);
        Assert.Null(@case.FindClock(CaseClock.AnswerHandover));
    }

    [Fact]
    public void Declining_twice_changes_nothing() =>
        InHand().When(OfferToGermany).As(GermanOfficer).When(NoPost).When(NoPost).ThenNothing();

    [Fact]
    public void Who_declined_sees_nothing_any_more() =>
        Assert.Empty(CaseAccess.AllowedActions(
            AccessExamples.Everything, InHand().When(OfferToGermany).As(GermanOfficer).When(NoPost).State, GermanOfficer, Now));

    [Fact]
    public void Who_declined_can_be_asked_again() =>
        InHand().When(OfferToGermany).As(GermanOfficer).When(NoPost).As(Officer).When(OfferToGermany)
            .As(GermanOfficer).When(AcceptAsGermany).ThenOne<HandoverAccepted>();
}
