using System.Collections.Immutable;
using SharedConsular.Agreements;
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

        var answered = new ConsultationAnswered(Answer, Note, due, Actor.Of(context.Caller), context.Now);

        return IsTheDecision(@case)
            ? ImmutableArray.Create<CaseEvent>(answered, new CaseDecided(Granted: true, "confirmed", Actor.Of(context.Caller), context.Now))
            : answered;
    }

    /// <summary>
    /// Where an instrument lets the serving party issue once the state of nationality has confirmed, the confirmation is
    /// its decision (Directive (EU) 2019/997, article 4(4)).
    /// </summary>
    private bool IsTheDecision(Case @case) =>
        Answer is ConsultationAnswer.Confirmed
        && @case is { Status: CaseStatus.InProgress or CaseStatus.AwaitingPapers, Serving.Consultation.Before: ConsultBefore.Issue }
        && @case.Consultation!.Whom == @case.ActsFor
        && @case.Serving.Powers.HasFlag(Powers.Issue) && !@case.Serving.Powers.HasFlag(Powers.Decide);
}
