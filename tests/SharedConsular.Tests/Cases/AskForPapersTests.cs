using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class AskForPapersTests
{
    private static readonly AskForPapers Birth = new(["birth record"], "A copy helps");

    [Fact]
    public void The_applicant_is_waited_for() => Assert.Equal(CaseStatus.AwaitingPapers, InHand().When(Birth).State.Status);

    [Fact]
    public void Asking_twice_changes_nothing() => InHand().When(Birth).When(Birth).ThenNothing();

    [Fact]
    public void Only_what_was_not_asked_for_yet_is_asked_for() =>
        Assert.Equal(["photo"], InHand().When(Birth).When(new AskForPapers(["birth record", "photo"], "")).ThenOne<PapersAskedFor>().Kinds);

    [Fact]
    public void Some_paper_is_named() => InHand().When(new AskForPapers([], "All of them")).ThenRefused(CaseRefusals.NoPapersNamed);
}
