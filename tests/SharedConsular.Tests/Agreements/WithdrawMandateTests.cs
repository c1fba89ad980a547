using SharedConsular.Agreements;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Agreements;

public sealed class WithdrawMandateTests
{
    [Fact]
    public void The_mandate_ends_after_its_last_day()
    {
        var spec = Spec(Estonia).When(Mandate).When(NoMandate)
            .Then(new GateWithdrawn(Pact.Id, GateKind.G5Mandate, GateAnswer.Consented, [Ee], [], NoMandate.LastDay, Now));

        Assert.Equal(NoMandate.LastDay, Assert.Single(spec.State.Gates).Period.To);
    }

    [Fact]
    public void Every_open_record_of_it_ends() =>
        Assert.All(
            Spec(Estonia).When(Mandate).When(Mandate with { From = Day.AddDays(-1) }).When(NoMandate).State.Gates,
            g => Assert.Equal(NoMandate.LastDay, g.Period.To));

    [Fact]
    public void The_mandate_of_another_state_stands() =>
        Assert.Null(Spec(Latvia).When(Mandate).As(Estonia).When(Mandate).When(NoMandate).State.Gates[0].Period.To);

    [Fact]
    public void What_was_not_given_is_not_withdrawn() => Spec(Estonia).When(NoMandate).ThenRefused(AgreementRefusals.NothingToWithdraw);

    [Fact]
    public void What_was_withdrawn_is_not_withdrawn_again() =>
        Spec(Estonia).When(Mandate).When(NoMandate).When(NoMandate).ThenRefused(AgreementRefusals.NothingToWithdraw);

    [Fact]
    public void It_can_be_given_anew() => Spec(Estonia).When(Mandate).When(NoMandate).When(Mandate).ThenOne<GateRecorded>();
}
