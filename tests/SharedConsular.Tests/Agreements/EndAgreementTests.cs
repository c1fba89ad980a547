using SharedConsular.Agreements;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Agreements;

public sealed class EndAgreementTests
{
    [Fact]
    public void A_party_ends_it_after_a_day() => Spec(Latvia).When(End).Then(new AgreementEnded(Pact.Id, Lv, Day.AddDays(5), "denounced", Now));

    [Fact]
    public void Repeating_changes_nothing() => Spec(Latvia).When(End).As(Estonia).When(End).ThenNothing();

    [Fact]
    public void It_ends_once() => Spec(Latvia).When(End).When(End with { After = Day }).ThenRefused(AgreementRefusals.AlreadyEnded);

    [Fact]
    public void A_stranger_ends_nothing() => Spec(Kenya).When(End).ThenRefused(AgreementRefusals.NotParty);
}
