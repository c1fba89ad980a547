using SharedConsular.Access;
using SharedConsular.Calendars;
using SharedConsular.Cases;

namespace SharedConsular.Handovers;

/// <summary>Offers the case to another party. It stays the owner's until the other accepts.</summary>
/// <param name="Route">The routing option by which the other party would serve it.</param>
/// <param name="ReturnUntil">Until when it may be given back; null means at any time.</param>
/// <param name="Calendar">Of the party that is offered the case: by it the answer is due.</param>
public sealed record OfferHandover(ServingRoute Route, string Reason, DateTimeOffset? ReturnUntil, WorkCalendar Calendar)
    : CaseCommand
{
    public override CaseAction Action => CaseAction.OfferHandover;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Offer is { } offer && offer.Route == Route && offer.Reason == Reason && offer.ReturnUntil == ReturnUntil;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context)
    {
        if (@case.IsFeared(Route.Party))
        {
            return HandoverRefusals.ToFearedState;
        }

        if (Route.Party == @case.Owner)
        {
            return HandoverRefusals.ToSelf;
        }

        if (Route.ActsFor != @case.ActsFor)
        {
            return HandoverRefusals.ActsForAnother;
        }

        if (@case.IsConsentWithdrawn(ConsentPurpose.Handover, Route.Party))
        {
            return AccessRefusals.ConsentWithdrawn;
        }

        return new HandoverOffered(
            Route,
            Reason,
            Calendar.EndOfWorkingDays(context.Now, CaseClock.AnswerHandoverDays),
            ReturnUntil,
            Actor.Of(context.Caller),
            context.Now);
    }
}
