using SharedConsular.Cases;
using SharedConsular.Handovers;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Handovers;

public sealed class OfferHandoverTests
{
    [Fact]
    public void An_offered_case_stays_with_its_owner()
    {
        var @case = InHand().When(OfferToGermany).State;

        Assert.Equal(Fr, @case.Owner);
        Assert.Equal(De, @case.FindClock(CaseClock.AnswerHandover)?.Party);
    }

    [Fact]
    public void Offering_twice_changes_nothing() => InHand().When(OfferToGermany).When(OfferToGermany).ThenNothing();

    [Fact]
    public void A_case_is_offered_to_one_party_at_a_time() =>
        InHand().When(OfferToGermany).When(OfferToGermany with { Route = Route(Au) }).ThenRefused(HandoverRefusals.AlreadyOffered);

    [Fact]
    public void Nobody_offers_a_case_to_itself() =>
        InHand().When(OfferToGermany with { Route = Route(Fr) }).ThenRefused(HandoverRefusals.ToSelf);

    [Fact]
    public void The_other_party_would_act_for_the_same_state() =>
        InHand().When(OfferToGermany with { Route = Route(De) with { ActsFor = Au } }).ThenRefused(HandoverRefusals.ActsForAnother);

    [Fact]
    public void A_case_is_never_offered_to_a_state_the_person_fears() =>
        Spec().When(OpenFearing()).As(ProtectionOfficer).When(OfferToGermany with { Route = ServingRoute.OfOwnState(Ee) })
            .ThenRefused(HandoverRefusals.ToFearedState);
}
