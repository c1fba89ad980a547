using SharedConsular.Agreements;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Agreements;

public sealed class ResumeAgreementTests
{
    [Fact]
    public void A_party_ends_a_suspension_that_runs() =>
        Assert.Equal([new Period(Day.AddDays(3), Day.AddDays(9))], Spec(Latvia).When(Suspend).As(Estonia).When(Resume).State.Suspensions);

    [Fact]
    public void A_suspension_that_has_not_begun_is_gone() =>
        Assert.Empty(Spec(Latvia).When(Suspend).When(Resume with { On = Day }).State.Suspensions);

    [Fact]
    public void A_suspension_that_is_over_stays_as_it_was()
    {
        var over = Suspend with { From = Day.AddDays(-9), To = Day.AddDays(-5) };

        Assert.Equal(
            [new Period(Day.AddDays(-9), Day.AddDays(-5)), new Period(Day.AddDays(3), Day.AddDays(9))],
            Spec(Latvia).When(over).When(Suspend).When(Resume).State.Suspensions);
    }

    [Fact]
    public void What_is_not_suspended_is_not_resumed()
    {
        Spec(Latvia).When(Resume).ThenRefused(AgreementRefusals.NotSuspended);
        Spec(Latvia).When(Suspend).When(Resume with { On = Day.AddDays(21) }).ThenRefused(AgreementRefusals.NotSuspended);
        Spec(Latvia).When(Suspend).When(Resume).When(Resume).ThenRefused(AgreementRefusals.NotSuspended);
    }

    [Fact]
    public void A_stranger_resumes_nothing() => Spec(Latvia).When(Suspend).As(Kenya).When(Resume).ThenRefused(AgreementRefusals.NotParty);
}
