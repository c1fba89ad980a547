using SharedConsular.Api.Cases;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Handovers;
using SharedConsular.Routing;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Handovers;

internal static class HandoverEndpoints
{
    public static void MapHandovers(this RouteGroupBuilder api)
    {
        var one = api.MapGroup("/cases/{reference}").WithTags("Handovers").WithScope(ServiceScope.CasesWrite);
        CaseEndpoints.Map<OfferHandoverRequest>(one, "handover-offer", CaseAction.OfferHandover, "Offer the case to another party.", Offer);
        CaseEndpoints.Map<NothingMore>(one, "handover-offer/withdrawal", CaseAction.WithdrawHandoverOffer,
            "Take back an offer nobody has answered.", WithdrawOffer);
        CaseEndpoints.Map<NothingMore>(one, "handover-acceptance", CaseAction.AcceptHandover, "Take the case that is offered.", Accept);
        CaseEndpoints.Map<DeclineHandoverRequest>(one, "handover-refusal", CaseAction.DeclineHandover, "Decline the case that is offered.", Decline);
        CaseEndpoints.Map<ReturnCaseRequest>(one, "return", CaseAction.Return, "Give the case back.", Return);
        CaseEndpoints.Map<RecallCaseRequest>(one, "recall", CaseAction.Recall, "Take the case back, as the state of nationality.", Recall);
    }

    private static OfferHandover Offer(OfferHandoverRequest body, ActionFacts facts)
    {
        var to = facts.Faults.State("#/to", body.To, facts.World);
        var route = facts.Faults.Any ? null : RouteTo(to, facts);
        if (route is null && !facts.Faults.Any)
        {
            facts.Faults.Add("#/to", "not-an-option", "Routing finds no way for this party to help in this case.");
        }

        return new OfferHandover(
            route ?? ServingRoute.OfOwnState(to), facts.Faults.Text("#/reason", body.Reason), body.ReturnUntil, facts.CalendarOf(to));
    }

    private static WithdrawHandoverOffer WithdrawOffer(NothingMore body, ActionFacts facts) => new();

    private static AcceptHandover Accept(NothingMore body, ActionFacts facts) => new(facts.CalendarOf(facts.Caller.Tenant));

    private static DeclineHandover Decline(DeclineHandoverRequest body, ActionFacts facts) => new(facts.Faults.Text("#/reason", body.Reason));

    private static ReturnCase Return(ReturnCaseRequest body, ActionFacts facts) => new(facts.Faults.Text("#/reason", body.Reason));

    private static RecallCase Recall(RecallCaseRequest body, ActionFacts facts) => new(facts.Faults.Text("#/reason", body.Reason));

    /// <summary>The ground on which a party would serve this case: its routing option today, or being the state of nationality.</summary>
    private static ServingRoute? RouteTo(TenantId to, ActionFacts facts)
    {
        var @case = facts.Case;
        if (facts.World.FindService(@case.Service!.Id) is not { } service)
        {
            return null;
        }

        var nationalities = @case.Persons.SelectMany(p => p.Nationalities).DistinctBy(n => n.State);
        var query = new RoutingQuery([.. nationalities], @case.In!, service, facts.Today, @case.Urgency, FearsOwnState: @case.FearsOwnState);
        var option = Router.Decide(query, facts.World).Options.FirstOrDefault(o => o.Party == to && o.ActsFor == @case.ActsFor);

        return option is not null ? ServingRoute.From(option)
            : to == @case.ActsFor && !@case.FearsOwnState ? ServingRoute.OfOwnState(to)
            : null;
    }
}
