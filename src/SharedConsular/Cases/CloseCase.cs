namespace SharedConsular.Cases;

public sealed record CloseCase(string Outcome) : CaseCommand
{
    public override CaseAction Action => CaseAction.Close;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Status is CaseStatus.Closed && @case.Outcome == Outcome;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new CaseClosed(Outcome, Actor.Of(context.Caller), context.Now);
}
