using SharedConsular.Access;
using SharedConsular.Agreements;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Agreements;

/// <summary>The day after which no new case may begin comes by itself, once.</summary>
public sealed class StopFellDueTests
{
    private static readonly DateOnly FirstDay = Suspend.From;

    [Fact]
    public void A_stop_in_the_future_waits_for_its_day()
    {
        var state = Spec(Latvia).When(Suspend).When(End).State;

        Assert.Equal(
            [("2026-11-25", new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero)), ("2026-11-28", new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero))],
            AgreementRecord.Type.Clocks(state).Select(c => (c.Name, c.DueAt)));
        Assert.Equal(new StopFellDue(FirstDay), AgreementRecord.Type.OnClock!("2026-11-25"));
    }

    [Fact]
    public void When_it_comes_it_is_told_once_and_its_clock_stops()
    {
        var spec = Spec(Latvia).When(Suspend).As(Caller.System).When(new StopFellDue(FirstDay)).Then(new AgreementStopReached(Pact.Id, FirstDay, Now));
        var message = Assert.Single(AgreementRecord.Type.Messages(AgreementRecord.KeyOf(Pact.Id), spec.State, new AgreementStopReached(Pact.Id, FirstDay, Now)));

        Assert.Equal(("agreement.stopped", Pact.Id, new AgreementStopped(Pact.Id, FirstDay)), (message.Topic, message.OrderKey, message.Body));
        Assert.Empty(AgreementRecord.Type.Clocks(spec.State));
        spec.When(new StopFellDue(FirstDay)).ThenNothing();
    }

    [Fact]
    public void Nothing_else_is_told()
    {
        var history = new AgreementEvent[] { Spec(Latvia).When(Suspend).ThenOne<AgreementSuspended>(), Spec(Latvia).When(End).ThenOne<AgreementEnded>() };

        Assert.All(history, e => Assert.Empty(AgreementRecord.Type.Messages(AgreementRecord.KeyOf(Pact.Id), AgreementRecord.Type.Initial, e)));
    }

    [Fact]
    public void A_stop_that_was_called_off_does_not_come() =>
        Spec(Latvia).When(Suspend).When(Resume with { On = Day }).As(Caller.System).When(new StopFellDue(FirstDay)).ThenNothing();

    [Fact]
    public void A_suspension_renewed_from_the_same_day_stops_again()
    {
        var renewed = Spec(Latvia).When(Suspend).As(Caller.System).When(new StopFellDue(FirstDay))
            .As(Latvia).When(Resume with { On = FirstDay }).When(Suspend);

        Assert.Single(AgreementRecord.Type.Clocks(renewed.State));
        renewed.As(Caller.System).When(new StopFellDue(FirstDay)).ThenOne<AgreementStopReached>();
    }

    [Fact]
    public void Two_reasons_to_stop_on_one_day_are_one_stop()
    {
        var state = Spec(Latvia).When(Suspend).When(End with { After = FirstDay.AddDays(-1) }).State;

        Assert.Single(AgreementRecord.Type.Clocks(state));
    }

    [Theory, InlineData(Role.Administrator), InlineData(Role.Officer)]
    public void Nobody_but_the_clock_says_so(Role role) =>
        Spec(Latvia).When(Suspend).As(WithRole(Lv, role)).When(new StopFellDue(FirstDay)).ThenRefused(AccessRefusals.NoRule);
}
