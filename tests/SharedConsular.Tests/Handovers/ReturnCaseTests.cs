using SharedConsular.Cases;
using SharedConsular.Handovers;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Handovers;

public sealed class ReturnCaseTests
{
    private static readonly ReturnCase Unreachable = new("We cannot reach her");

    [Fact]
    public void A_case_goes_back_to_who_handed_it_over()
    {
        var @case = Handed().When(Unreachable).State;

        Assert.Equal(Fr, @case.Owner);
        Assert.Equal("fr-fj-suva", @case.Serving?.PostId);
    }

    [Fact]
    public void A_case_that_never_moved_goes_back_to_the_state_of_nationality() =>
        Assert.Equal(Ee, InHand().When(Unreachable).State.Owner);

    [Fact]
    public void Returning_twice_changes_nothing() => Handed().When(Unreachable).When(Unreachable).ThenNothing();

    [Fact]
    public void After_its_time_a_case_is_not_given_back() =>
        Handed(Now.AddDays(1)).At(Now.AddDays(2)).When(Unreachable).ThenRefused(HandoverRefusals.ReturnTimeOver);

    [Fact]
    public void A_case_is_not_given_back_to_a_state_the_person_fears() =>
        Spec().When(OpenFearing()).As(ProtectionOfficer).When(Unreachable).ThenRefused(HandoverRefusals.NobodyToReturnTo);

    private static EntitySpec<Case, CaseCommand, CaseEvent> Handed(DateTimeOffset? until = null) =>
        InHand().When(OfferToGermany with { ReturnUntil = until }).As(GermanOfficer).When(AcceptAsGermany);
}
