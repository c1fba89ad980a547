using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class ProvidePapersTests
{
    private static readonly ProvidePapers Birth = new(["birth record"], "A photograph of it");

    [Fact]
    public void The_case_goes_on_when_the_last_paper_is_in()
    {
        var spec = InHand().When(new AskForPapers(["birth record", "photo"], "")).As(Applicant).When(Birth);
        Assert.Equal(CaseStatus.AwaitingPapers, spec.State.Status);

        Assert.Equal(CaseStatus.InProgress, spec.When(new ProvidePapers(["photo"], null)).State.Status);
    }

    [Fact]
    public void Providing_twice_changes_nothing() => InHand().As(Applicant).When(Birth).When(Birth).ThenNothing();

    [Fact]
    public void A_paper_nobody_asked_for_is_taken() => InHand().As(Applicant).When(Birth).ThenOne<PapersProvided>();

    [Fact]
    public void Another_national_provides_nothing() => InHand().As(OtherNational).When(Birth).ThenRefused(CaseRefusals.NotFound);
}
