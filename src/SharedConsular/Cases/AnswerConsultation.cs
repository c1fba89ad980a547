using SharedConsular.Calendars;

namespace SharedConsular.Cases;

/// <param name="Calendar">Of the party that serves: its working days count from now on.</param>
public sealed record AnswerConsultation(ConsultationAnswer Answer, string? Note, WorkCalendar Calendar) : CaseCommand
{
    public override CaseAction Action => CaseAction.AnswerConsultation;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        Answer is not ConsultationAnswer.Pending && @case.Consultation?.Answer == Answer && @case.Consultation.Note == Note;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context)
    {
        if (Answer is ConsultationAnswer.Pending)
        {
            return CaseRefusals.AnswerMissing;
        }

        var completes = Answer is ConsultationAnswer.Confirmed
            && @case.Status is CaseStatus.InProgress or CaseStatus.AwaitingPapers or CaseStatus.Decided;
        DateTimeOffset? due = completes && @case.Serving?.Consultation?.CompleteWithinDays is { } days
            ? Calendar.EndOfWorkingDays(context.Now, days)
            : null;

        return new ConsultationAnswered(Answer, Note, due, Actor.Of(context.Caller), context.Now);
    }
}
