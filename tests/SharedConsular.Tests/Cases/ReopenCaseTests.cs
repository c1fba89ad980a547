using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class ReopenCaseTests
{
    private static readonly ReopenCase Wrong = new("The birth date is wrong");

    [Fact]
    public void The_applicant_reopens_a_closed_case_and_it_can_be_decided_again()
    {
        var @case = InHand().When(Deny).When(new CloseCase("refused")).As(Applicant).When(Wrong).State;

        Assert.Equal(CaseStatus.InProgress, @case.Status);
        Assert.Null(@case.Decision);
        Assert.Equal([Officer.User], @case.Deciders);
    }

    [Fact]
    public void A_case_that_nobody_had_accepted_waits_for_the_serving_party_again() =>
        Assert.Equal(
            CaseStatus.Opened,
            Spec().As(Applicant).When(Open()).When(new WithdrawCase("Found it")).When(Wrong).State.Status);

    [Fact]
    public void Reopening_twice_changes_nothing() =>
        InHand().When(new CloseCase("helped")).When(Wrong).When(Wrong).ThenNothing();

    [Fact]
    public void A_running_case_is_not_reopened() => InHand().When(Wrong).ThenRefused(CaseRefusals.NotNow.With("in_progress"));
}
