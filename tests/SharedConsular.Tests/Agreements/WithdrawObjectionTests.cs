using SharedConsular.Agreements;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Agreements;

public sealed class WithdrawObjectionTests
{
    [Fact]
    public void The_objection_ends_after_its_last_day()
    {
        var spec = Spec(Fiji).When(Objection).When(NoObjection)
            .Then(new GateWithdrawn(Pact.Id, GateKind.G3NoticeForThirdState, GateAnswer.Objected, [Lv], [Fj], NoObjection.LastDay, Now));

        Assert.Equal(NoObjection.LastDay, Assert.Single(spec.State.Gates).Period.To);
    }

    [Fact]
    public void The_objection_of_another_state_stands() =>
        Assert.Null(Spec(Admin(Nz)).When(Objection).As(Fiji).When(Objection).When(NoObjection).State.Gates[0].Period.To);

    [Fact]
    public void The_objection_to_other_parties_stands() =>
        Spec(Fiji).When(Objection).When(NoObjection with { Parties = [] }).ThenRefused(AgreementRefusals.NothingToWithdraw);

    [Fact]
    public void What_was_not_made_or_was_withdrawn_is_not_withdrawn()
    {
        Spec(Fiji).When(NoObjection).ThenRefused(AgreementRefusals.NothingToWithdraw);
        Spec(Fiji).When(Objection).When(NoObjection).When(NoObjection).ThenRefused(AgreementRefusals.NothingToWithdraw);
        Spec(Fiji).When(Objection).As(Latvia).When(NoObjection).ThenRefused(AgreementRefusals.NothingToWithdraw);
    }
}
