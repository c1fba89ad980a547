namespace SharedConsular.Cases;

public sealed record ReopenCase(string Reason) : CaseCommand
{
    public override CaseAction Action => CaseAction.Reopen;

    internal override bool TookEffect(Case @case, DecisionContext context) => !@case.IsOver && @case.Reopening == Reason;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new CaseReopened(Reason, Actor.Of(context.Caller), context.Now);
}
