using SharedConsular.Cases;
using SharedConsular.Handovers;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Handovers;

public sealed class WithdrawHandoverOfferTests
{
    [Fact]
    public void What_was_not_offered_is_not_there_to_be_taken_back()
    {
        Assert.Equal(HandoverRefusals.NoneOffered, RefusalNow(InHand().State));
        Assert.Null(RefusalNow(InHand().When(OfferToGermany).State));
    }

    [Fact]
    public void Taking_back_twice_changes_nothing() =>
        InHand().When(OfferToGermany).When(new WithdrawHandoverOffer()).When(new WithdrawHandoverOffer()).ThenNothing();

    private static Refusal? RefusalNow(Case @case) => CaseActions.RuleOf(CaseAction.WithdrawHandoverOffer).FindRefusalNow(@case, Officer);
}
