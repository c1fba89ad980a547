using SharedConsular.Cases;
using SharedConsular.Handovers;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class AskOwnStateTests
{
    [Fact]
    public void The_own_state_has_three_of_its_working_days_to_answer()
    {
        var friday = Calendar(Ee) with { FixedHolidays = [(1, 6)] };
        var asked = InHand().When(Ask with { Calendar = friday });

        Assert.Equal(
            new CaseClock(CaseClock.AnswerConsultation, Ee, Now, new DateTimeOffset(2026, 1, 10, 0, 0, 0, TimeSpan.Zero)),
            asked.State.FindClock(CaseClock.AnswerConsultation));
        Assert.Null(asked.State.FindClock(CaseClock.AskOwnState));
    }

    [Fact]
    public void Asking_twice_changes_nothing() => InHand().When(Ask).When(Ask).ThenNothing();

    [Fact]
    public void One_question_is_asked_at_a_time() =>
        InHand().When(Ask).When(Ask with { Question = "And her child?" }).ThenRefused(CaseRefusals.ConsultationPending);

    [Fact]
    public void A_state_the_person_has_nothing_to_do_with_is_not_asked() =>
        InHand().When(Ask with { Whom = Au }).ThenRefused(CaseRefusals.NotAStateOfNationality);

    [Fact]
    public void A_state_the_person_fears_is_never_asked() =>
        Spec().When(OpenFearing()).As(ProtectionOfficer).When(Ask).ThenRefused(CaseRefusals.PersonFearsOwnState);

    [Fact]
    public void The_own_state_does_not_ask_itself() =>
        InHand().As(OwnOfficer).When(new RecallCase("Ours")).When(Ask).ThenRefused(CaseRefusals.OwnStateIsHere);
}
