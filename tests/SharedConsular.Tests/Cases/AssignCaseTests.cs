using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class AssignCaseTests
{
    [Fact]
    public void An_officer_takes_a_case() =>
        InHand().As(OtherOfficer).When(new AssignCase(OtherOfficer.User)).ThenOne<CaseAssigned>();

    [Fact]
    public void A_supervisor_gives_a_case_to_an_officer() =>
        InHand().As(Supervisor).When(new AssignCase(OtherOfficer.User)).ThenOne<CaseAssigned>();

    [Fact]
    public void An_officer_does_not_give_a_case_to_another() =>
        InHand().When(new AssignCase(OtherOfficer.User)).ThenRefused(CaseRefusals.AssignOthers);

    [Fact]
    public void Assigning_to_who_has_it_changes_nothing() => InHand().When(new AssignCase(Officer.User)).ThenNothing();
}
