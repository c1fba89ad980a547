using SharedConsular.Agreements;
using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class ApplyAgreementExitTests
{
    [Fact]
    public void Where_the_serving_party_finishes_the_exit_is_only_noted()
    {
        var @case = InHand().As(Caller.System).When(Exit(Finish)).State;

        Assert.Equal(Fr, @case.Owner);
        Assert.Equal("eu-etd", @case.ExitedAgreement);
    }

    [Fact]
    public void Where_it_goes_back_the_state_of_nationality_owns_it()
    {
        var @case = InHand().When(OfferToGermany).As(Caller.System).When(Exit(HandBack)).State;

        Assert.Equal(Ee, @case.Owner);
        Assert.Null(@case.Offer);
        Assert.Empty(@case.Clocks);
    }

    [Fact]
    public void Where_people_decide_a_clock_runs_and_the_case_stays_open()
    {
        var asked = InHand().As(Caller.System).When(Exit(HumanDecides));

        Assert.NotNull(asked.State.FindClock(CaseClock.DecideAfterExit));
        asked.As(Officer).When(new CloseCase("helped")).ThenRefused(CaseRefusals.DutyOpen);
    }

    [Fact]
    public void An_urgent_case_has_its_own_fate() =>
        Assert.Equal(
            ExitFate.Finish,
            InHand().As(Caller.System).When(Exit(HandBack with { UrgentCases = ExitFate.Finish })).ThenOne<AgreementExitApplied>().Fate);

    [Fact]
    public void A_case_never_goes_back_to_a_state_the_person_fears()
    {
        var asked = Spec().When(OpenFearing()).As(Caller.System).When(Exit(HandBack) with { AgreementId = "refuge" });

        Assert.Equal(ExitFate.HumanDecides, asked.ThenOne<AgreementExitApplied>().Fate);
        Assert.Equal(Fr, asked.State.Owner);
    }

    [Fact]
    public void The_end_of_another_agreement_changes_nothing() =>
        InHand().As(Caller.System).When(Exit(HandBack) with { AgreementId = "ca-au-1986" }).ThenNothing();

    [Fact]
    public void A_closed_case_stays_as_it_is() =>
        InHand().When(new CloseCase("helped")).As(Caller.System).When(Exit(HandBack)).ThenNothing();

    [Fact]
    public void An_exit_told_twice_is_applied_once() =>
        InHand().As(Caller.System).When(Exit(HumanDecides)).When(Exit(HumanDecides)).ThenNothing();

    private static ApplyAgreementExit Exit(ExitTerms terms) => new("eu-etd", terms, Calendar(Fr));
}
