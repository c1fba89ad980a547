using SharedConsular.Cases;

namespace SharedConsular.Handovers;

/// <summary>The state of nationality takes the case at once; nobody needs to agree.</summary>
public sealed record RecallCase(string Reason) : CaseCommand
{
    public override CaseAction Action => CaseAction.Recall;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Owner == context.Caller.Tenant && @case.ReturnReason == Reason;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new CaseRecalled(@case.Owner!, context.Caller.Tenant, Reason, Actor.Of(context.Caller), context.Now);
}
