using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class WithdrawCaseTests
{
    private static readonly WithdrawCase Found = new("Found my passport");

    [Fact]
    public void The_applicant_withdraws() =>
        InHand().As(Applicant).When(Found).Then(new CaseWithdrawn(Found.Reason, new Actor(Ee, Applicant.User), Now));

    [Fact]
    public void Withdrawing_twice_changes_nothing() => InHand().As(Applicant).When(Found).When(Found).ThenNothing();

    [Fact]
    public void A_case_that_was_never_opened_is_not_found() => Spec().When(Found).ThenRefused(CaseRefusals.NotFound);

    [Fact]
    public void A_document_that_exists_cannot_be_withdrawn() =>
        Confirmed().When(Grant).When(Issue).As(Applicant).When(Found).ThenRefused(CaseRefusals.NotNow.With("issued"));
}
