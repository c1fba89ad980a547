using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class AnswerComplaintTests
{
    private static readonly AnswerComplaint Sorry = new("c-1", "We are sorry");

    [Fact]
    public void Another_officer_answers() =>
        Complained(Officer.User).As(OtherOfficer).When(Sorry)
            .Then(new ComplaintAnswered("c-1", "We are sorry", new Actor(Fr, OtherOfficer.User), Now));

    [Fact]
    public void The_officer_complained_about_does_not_answer() =>
        Complained(Officer.User).As(Officer).When(Sorry).ThenRefused(CaseRefusals.AnotherOfficerAnswers);

    [Fact]
    public void The_officer_who_decided_does_not_answer_even_after_the_case_was_reopened() =>
        InHand().When(Deny).When(new CloseCase("refused")).As(Applicant).When(new ReopenCase("Unjust"))
            .When(new Complain("c-1", "Unjust", null)).As(Officer).When(Sorry).ThenRefused(CaseRefusals.AnotherOfficerAnswers);

    [Fact]
    public void Answering_twice_changes_nothing() =>
        Complained(Officer.User).As(OtherOfficer).When(Sorry).When(Sorry).ThenNothing();

    [Fact]
    public void What_nobody_complained_about_is_not_answered() => InHand().When(Sorry).ThenRefused(CaseRefusals.NoComplaint);

    private static EntitySpec<Case, CaseCommand, CaseEvent> Complained(UserId about) =>
        InHand().As(Applicant).When(new Complain("c-1", "Rude", about));
}
