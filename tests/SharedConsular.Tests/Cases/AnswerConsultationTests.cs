using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class AnswerConsultationTests
{
    [Fact]
    public void After_a_confirmation_the_serving_party_has_two_working_days() =>
        Assert.Equal(
            new CaseClock(CaseClock.CompleteAfterConfirmation, Fr, Now, new DateTimeOffset(2026, 1, 8, 0, 0, 0, TimeSpan.Zero)),
            Confirmed().State.FindClock(CaseClock.CompleteAfterConfirmation));

    [Fact]
    public void After_an_objection_no_clock_runs() =>
        Assert.Empty(InHand().When(Ask).As(OwnOfficer).When(CaseExamples.Object).State.Clocks);

    [Fact]
    public void Answering_twice_changes_nothing() =>
        InHand().When(Ask).As(OwnOfficer).When(Confirm).When(Confirm).ThenNothing();

    [Fact]
    public void An_answer_is_not_changed() =>
        InHand().When(Ask).As(OwnOfficer).When(Confirm).When(CaseExamples.Object).ThenRefused(CaseRefusals.ConsultationAnswered);

    [Fact]
    public void The_serving_party_does_not_answer_for_the_own_state() =>
        InHand().When(Ask).When(Confirm).ThenRefused(CaseRefusals.NotForYou);

    [Fact]
    public void No_answer_is_no_answer() =>
        InHand().When(Ask).As(OwnOfficer).When(Confirm with { Answer = ConsultationAnswer.Pending }).ThenRefused(CaseRefusals.AnswerMissing);
}
