using SharedConsular.Agreements;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Agreements;

public sealed class RecordMandateTests
{
    [Fact]
    public void The_assisted_state_gives_its_mandate_from_a_day_on() =>
        Spec(Estonia).When(Mandate).Then(Recorded(GateKind.G5Mandate, GateAnswer.Consented, null, Ee, ""));

    [Fact]
    public void Repeating_changes_nothing() => Spec(Estonia).When(Mandate).When(Mandate).ThenNothing();

    [Fact]
    public void A_mandate_that_already_stands_is_not_given_again_for_a_later_day() =>
        Spec(Estonia).When(Mandate).When(Mandate with { From = Day.AddDays(1) }).ThenNothing();

    [Fact]
    public void An_earlier_day_is_news() =>
        Spec(Estonia).When(Mandate).When(Mandate with { From = Day.AddDays(-1) }).ThenOne<GateRecorded>();

    [Fact]
    public void The_mandate_of_one_state_is_not_that_of_another() =>
        Spec(Estonia).When(Mandate).As(Latvia).When(Mandate).ThenOne<GateRecorded>();

    [Fact]
    public void A_state_that_is_not_assisted_has_no_mandate_to_give() =>
        Spec(Kenya).When(Mandate).ThenRefused(AgreementRefusals.NotParty);
}
