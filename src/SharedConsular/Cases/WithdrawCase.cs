namespace SharedConsular.Cases;

public sealed record WithdrawCase(string Reason) : CaseCommand
{
    public override CaseAction Action => CaseAction.Withdraw;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Status is CaseStatus.Withdrawn && @case.Outcome == Reason;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new CaseWithdrawn(Reason, Actor.Of(context.Caller), context.Now);
}
