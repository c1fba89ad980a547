using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class AcceptCaseTests
{
    [Fact]
    public void The_serving_party_takes_a_case_in_hand() =>
        Spec().As(Applicant).When(Open()).As(Officer).When(new AcceptCase())
            .Then(new CaseAccepted(new Actor(Fr, Officer.User), Now));

    [Fact]
    public void Accepting_stops_the_clock_of_waiting() =>
        Assert.Null(Spec().As(Applicant).When(Open()).As(Officer).When(new AcceptCase()).State.FindClock(CaseClock.AcceptCase));

    [Fact]
    public void Accepting_twice_changes_nothing() => InHand().When(new AcceptCase()).ThenNothing();

    [Fact]
    public void The_state_of_nationality_does_not_accept_for_the_serving_party() =>
        Spec().As(Applicant).When(Open()).As(OwnOfficer).When(new AcceptCase()).ThenRefused(CaseRefusals.NotForYou);

    [Fact]
    public void A_closed_case_is_reopened_rather_than_accepted() =>
        InHand().When(new CloseCase("helped")).When(new AcceptCase()).ThenRefused(CaseRefusals.AlreadyClosed);
}
