using SharedConsular.Cases;

namespace SharedConsular.Handovers;

/// <summary>The owner gives the case back to whom it came from, within the terms of the handover.</summary>
public sealed record ReturnCase(string Reason) : CaseCommand
{
    public override CaseAction Action => CaseAction.Return;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Owner != context.Caller.Tenant
        && @case.ReturnReason == Reason
        && @case.FormerOwners is [.., var last] && last.Route.Party == context.Caller.Tenant;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context)
    {
        if (@case.ReturnUntil is { } until && context.Now > until)
        {
            return HandoverRefusals.ReturnTimeOver;
        }

        return new CaseReturned(
            @case.Owner!, @case.FindReturnRoute()!.Party, Reason, Actor.Of(context.Caller), context.Now);
    }
}
