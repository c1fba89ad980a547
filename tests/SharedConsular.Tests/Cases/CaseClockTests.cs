using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class CaseClockTests
{
    private static readonly CaseClock Clock = new(CaseClock.AskOwnState, Fr, Now, Now.AddDays(2));

    [Theory]
    [InlineData(0, ClockColour.Green)]
    [InlineData(23.9, ClockColour.Green)]
    [InlineData(24, ClockColour.Amber)]
    [InlineData(47.9, ClockColour.Amber)]
    [InlineData(48, ClockColour.Red)]
    [InlineData(500, ClockColour.Red)]
    public void Half_the_time_gone_is_amber_and_due_is_red(double hours, ClockColour colour) =>
        Assert.Equal(colour, Clock.ColourAt(Now.AddHours(hours)));

    [Fact]
    public void The_clocks_of_an_emergency_travel_document_are_two_three_and_two_working_days()
    {
        var friday = new DateTimeOffset(2026, 1, 9, 15, 0, 0, TimeSpan.Zero);
        var spec = Spec().At(friday).When(Open());
        Assert.Equal(Midnight(14), spec.State.FindClock(CaseClock.AskOwnState)?.DueAt);

        spec.When(Ask);
        Assert.Equal(Midnight(15), spec.State.FindClock(CaseClock.AnswerConsultation)?.DueAt);

        spec.As(OwnOfficer).At(friday.AddDays(4)).When(Confirm);
        Assert.Equal(Midnight(16), spec.State.FindClock(CaseClock.CompleteAfterConfirmation)?.DueAt);
        Assert.Single(spec.State.Clocks);

        static DateTimeOffset Midnight(int day) => new(2026, 1, day, 0, 0, 0, TimeSpan.Zero);
    }
}
