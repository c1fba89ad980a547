using SharedConsular.Cases;

namespace SharedConsular.Handovers;

/// <summary>The owner takes back an offer that nobody has answered yet.</summary>
public sealed record WithdrawHandoverOffer : CaseCommand
{
    public override CaseAction Action => CaseAction.WithdrawHandoverOffer;

    internal override bool TookEffect(Case @case, DecisionContext context) => @case.Offer is null;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new HandoverOfferWithdrawn(@case.Offer!.Route.Party, Actor.Of(context.Caller), context.Now);
}
