using SharedConsular.Agreements;
using SharedConsular.Cases;
using SharedConsular.Routing;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class RecordStepTests
{
    private static readonly Consultation BeforeHelp = EtdConsultation with { Before = ConsultBefore.Help };

    [Fact]
    public void A_step_of_the_service_is_ticked_off() =>
        InHand().When(new RecordStep("take photo")).Then(new StepRecorded("take photo", new Actor(Fr, Officer.User), Now));

    [Fact]
    public void Ticking_off_twice_changes_nothing() =>
        InHand().When(new RecordStep("print")).When(new RecordStep("print")).ThenNothing();

    [Fact]
    public void A_step_the_service_does_not_have_is_refused() =>
        InHand().When(new RecordStep("shake hands")).ThenRefused(CaseRefusals.UnknownStep);

    [Fact]
    public void Help_waits_for_the_own_state_where_the_instrument_says_so() =>
        InHand(consultation: BeforeHelp).When(new RecordStep("print")).ThenRefused(CaseRefusals.OwnStateNotConfirmed);

    [Fact]
    public void Help_does_not_wait_when_life_is_at_stake() =>
        InHand(urgency: Urgency.Extreme, consultation: BeforeHelp).When(new RecordStep("print")).ThenOne<StepRecorded>();

    [Fact]
    public void A_duty_done_stops_its_clock()
    {
        var @case = InHand(urgency: Urgency.Extreme).When(Grant).When(Issue).When(new RecordStep(CaseClock.InformOwnState)).State;

        Assert.Null(@case.FindClock(CaseClock.InformOwnState));
        Assert.All(@case.Duties, d => Assert.True(d.Done));
    }
}
