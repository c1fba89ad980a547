using SharedConsular.Cases;
using SharedConsular.Routing;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class CloseCaseTests
{
    private static readonly CloseCase Travelled = new("travelled");

    [Fact]
    public void Closing_stops_every_clock() => Assert.Empty(InHand().When(Travelled).State.Clocks);

    [Fact]
    public void Closing_twice_changes_nothing() => InHand().When(Travelled).When(Travelled).ThenNothing();

    [Fact]
    public void A_case_is_not_closed_before_the_own_state_was_told() =>
        InHand(urgency: Urgency.Extreme).When(Grant).When(Issue).When(Travelled).ThenRefused(CaseRefusals.DutyOpen);

    [Fact]
    public void The_applicant_withdraws_but_does_not_close() =>
        InHand().As(Applicant).When(Travelled).ThenRefused(CaseRefusals.NotForYou);
}
