using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class ClockFellDueTests
{
    private static readonly ClockFellDue AskDue = new(CaseClock.AskOwnState);

    [Fact]
    public void A_clock_that_falls_due_escalates_and_is_set_no_more()
    {
        var @case = InHand().As(Caller.System).At(Now.AddDays(4)).When(AskDue).State;

        Assert.Equal(1, @case.EscalationLevel);
        Assert.Empty(Case.Type.Clocks(@case));
        Assert.Equal(ClockColour.Red, @case.FindClock(CaseClock.AskOwnState)?.ColourAt(Now.AddDays(4)));
    }

    [Fact]
    public void Told_twice_it_escalates_once() =>
        InHand().As(Caller.System).At(Now.AddDays(4)).When(AskDue).When(AskDue).ThenNothing();

    [Fact]
    public void Told_too_early_it_does_nothing() => InHand().As(Caller.System).When(AskDue).ThenNothing();

    [Fact]
    public void A_clock_that_was_stopped_meanwhile_does_nothing() =>
        InHand().When(Ask).As(Caller.System).At(Now.AddDays(4)).When(AskDue).ThenNothing();

    [Fact]
    public void A_clock_that_fires_after_the_end_does_nothing() =>
        InHand().When(new CloseCase("helped")).As(Caller.System).At(Now.AddDays(4)).When(AskDue).ThenNothing();

    [Fact]
    public void Nobody_but_the_platform_says_what_time_it_is() =>
        InHand().At(Now.AddDays(4)).When(AskDue).ThenRefused(CaseRefusals.NotForYou);
}
