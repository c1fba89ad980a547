using SharedConsular.Cases;

namespace SharedConsular.Handovers;

public sealed record DeclineHandover(string Reason) : CaseCommand
{
    public override CaseAction Action => CaseAction.DeclineHandover;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.DeclinedBy.Contains(context.Caller.Tenant);

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new HandoverDeclined(context.Caller.Tenant, Reason, Actor.Of(context.Caller), context.Now);
}
