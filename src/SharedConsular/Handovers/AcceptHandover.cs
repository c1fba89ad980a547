using SharedConsular.Calendars;
using SharedConsular.Cases;

namespace SharedConsular.Handovers;

/// <param name="Calendar">Of the accepting party: by it the state of nationality is asked.</param>
public sealed record AcceptHandover(WorkCalendar Calendar) : CaseCommand
{
    public override CaseAction Action => CaseAction.AcceptHandover;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Owner == context.Caller.Tenant && @case.ReceivedFrom is not null;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context)
    {
        var route = @case.Offer!.Route;
        var askDue = @case.Consultation is null
            ? CaseClock.FindAskDue(route, @case.FearsOwnState, Calendar, context.Now)
            : null;

        return new HandoverAccepted(@case.Owner!, route.Party, askDue, Actor.Of(context.Caller), context.Now);
    }
}
