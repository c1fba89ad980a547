using SharedConsular.Access;
using SharedConsular.Calendars;

namespace SharedConsular.Cases;

/// <summary>Consults the state of nationality.</summary>
/// <param name="Calendar">Of the state that is asked: its working days count.</param>
public sealed record AskOwnState(TenantId Whom, string Question, WorkCalendar Calendar) : CaseCommand
{
    public override CaseAction Action => CaseAction.AskOwnState;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Consultation is { } asked && asked.Whom == Whom && asked.Question == Question;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context)
    {
        if (Whom == @case.Owner || (Whom != @case.ActsFor && !@case.Persons.Any(p => p.Nationalities.Any(n => n.State == Whom))))
        {
            return CaseRefusals.NotAStateOfNationality;
        }

        if (@case.IsConsentWithdrawn(ConsentPurpose.Consultation, Whom))
        {
            return AccessRefusals.ConsentWithdrawn;
        }

        DateTimeOffset? due = @case.Serving?.Consultation?.AnswerWithinDays is { } days
            ? Calendar.EndOfWorkingDays(context.Now, days)
            : null;

        return new OwnStateAsked(Whom, Question, due, Actor.Of(context.Caller), context.Now);
    }
}
