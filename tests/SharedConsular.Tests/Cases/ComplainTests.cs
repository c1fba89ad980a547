using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class ComplainTests
{
    private static readonly Complain Late = new("c-1", "Nobody called back", null);

    [Fact]
    public void The_applicant_complains() => InHand().As(Applicant).When(Late).ThenOne<ComplaintMade>();

    [Fact]
    public void The_applicant_complains_about_a_closed_case() =>
        InHand().When(new CloseCase("helped")).As(Applicant).When(Late).ThenOne<ComplaintMade>();

    [Fact]
    public void Complaining_twice_changes_nothing() => InHand().As(Applicant).When(Late).When(Late).ThenNothing();

    [Fact]
    public void One_number_is_one_complaint() =>
        InHand().As(Applicant).When(Late).When(Late with { Text = "And rude" }).ThenRefused(CaseRefusals.ComplaintAlreadyMade);
}
