using SharedConsular.Cases;
using SharedConsular.Handovers;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Handovers;

public sealed class RecallCaseTests
{
    private static readonly RecallCase Ours = new("We do it ourselves");

    [Fact]
    public void The_state_of_nationality_takes_the_case_at_once()
    {
        var @case = InHand().When(OfferToGermany).As(OwnOfficer).When(Ours).State;

        Assert.Equal(Ee, @case.Owner);
        Assert.Null(@case.Offer);
        Assert.Empty(@case.Clocks);
    }

    [Fact]
    public void Recalling_twice_changes_nothing() => InHand().As(OwnOfficer).When(Ours).When(Ours).ThenNothing();

    [Fact]
    public void What_one_has_is_not_recalled() =>
        InHand().As(OwnOfficer).When(Ours).When(new RecallCase("Again")).ThenRefused(HandoverRefusals.AlreadyYours);

    [Fact]
    public void Nobody_else_recalls() => InHand().When(OfferToGermany).As(GermanOfficer).When(Ours).ThenRefused(CaseRefusals.NotForYou);

    [Fact]
    public void A_state_the_person_fears_is_told_that_there_is_no_such_case() =>
        Spec().When(OpenFearing()).As(OwnOfficer).When(Ours).ThenRefused(CaseRefusals.NotFound);
}
