using SharedConsular.Cases;
using SharedConsular.Handovers;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Handovers;

public sealed class AcceptHandoverTests
{
    [Fact]
    public void The_case_moves_with_all_that_belongs_to_it()
    {
        var before = InHand().When(new AskForPapers(["photo"], "")).When(OfferToGermany).State;
        var after = Case.Type.Evolve(before, new HandoverAccepted(Fr, De, null, new Actor(De, GermanOfficer.User), Now));

        Assert.Equal(De, after.Owner);
        Assert.Equal("de-fj-suva", after.Serving?.PostId);
        Assert.Equal(GermanOfficer.User, after.Officer);
        Assert.Equal(before.Papers, after.Papers);
        Assert.Equal(before.Status, after.Status);
        Assert.Equal(De, after.FindClock(CaseClock.AskOwnState)?.Party);
        Assert.Null(after.FindClock(CaseClock.AnswerHandover));
    }

    [Fact]
    public void Accepting_twice_changes_nothing() =>
        InHand().When(OfferToGermany).As(GermanOfficer).When(AcceptAsGermany).When(AcceptAsGermany).ThenNothing();

    [Fact]
    public void The_old_owner_can_no_longer_change_it() =>
        InHand().When(OfferToGermany).As(GermanOfficer).When(AcceptAsGermany).As(Officer).When(Grant)
            .ThenRefused(CaseRefusals.NotYoursAnyMore);

    [Fact]
    public void What_was_not_offered_is_not_accepted() => InHand().When(AcceptAsGermany).ThenRefused(HandoverRefusals.NoneOffered);

    [Fact]
    public void Another_party_does_not_accept_what_was_offered_to_one() =>
        InHand().When(OfferToGermany).As(Stranger).When(AcceptAsGermany).ThenRefused(CaseRefusals.NotFound);

    [Fact]
    public void The_new_owner_asks_the_own_state_by_its_own_calendar() =>
        Assert.NotNull(InHand().When(OfferToGermany).As(GermanOfficer).When(AcceptAsGermany).ThenOne<HandoverAccepted>().AskOwnStateDueAt);
}
