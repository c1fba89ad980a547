using SharedConsular.Agreements;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Agreements;

public sealed class SuspendAgreementTests
{
    [Fact]
    public void A_party_suspends_between_two_days() =>
        Spec(Latvia).When(Suspend).Then(new AgreementSuspended(Pact.Id, Lv, Day.AddDays(3), Day.AddDays(20), "talks", Now));

    [Fact]
    public void A_suspension_may_last_until_further_notice() =>
        Assert.Null(Spec(Estonia).When(Suspend with { To = null }).ThenOne<AgreementSuspended>().To);

    [Fact]
    public void Repeating_changes_nothing_whichever_party_repeats() => Spec(Latvia).When(Suspend).As(Estonia).When(Suspend).ThenNothing();

    [Fact]
    public void The_last_day_does_not_lie_before_the_first()
    {
        Spec(Latvia).When(Suspend with { To = Day.AddDays(2) }).ThenRefused(AgreementRefusals.DatesReversed);
        Spec(Latvia).When(Suspend with { To = Day.AddDays(3) }).ThenOne<AgreementSuspended>();
    }

    [Fact]
    public void A_stranger_suspends_nothing() => Spec(Kenya).When(Suspend).ThenRefused(AgreementRefusals.NotParty);
}
