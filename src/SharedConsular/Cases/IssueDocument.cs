using SharedConsular.Agreements;
using SharedConsular.Calendars;

namespace SharedConsular.Cases;

/// <param name="Number">The printed number of the document.</param>
/// <param name="Calendar">Of the party that issues: by it the state of nationality is told when help came first.</param>
public sealed record IssueDocument(string Number, WorkCalendar Calendar) : CaseCommand
{
    public override CaseAction Action => CaseAction.IssueDocument;

    internal override bool TookEffect(Case @case, DecisionContext context) => @case.Document?.Number == Number;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context)
    {
        var mustInform = context.Caller.Tenant != @case.ActsFor
            && !@case.FearsOwnState
            && @case.Serving?.Consultation is { Before: not ConsultBefore.Nothing }
            && @case.Consultation is not { Answer: ConsultationAnswer.Confirmed };
        DateTimeOffset? due = mustInform ? CaseClock.InformDue(@case.Serving!, Calendar, context.Now) : null;

        return new DocumentIssued(Number, due, Actor.Of(context.Caller), context.Now);
    }
}
