namespace SharedConsular.Cases;

public sealed record AcceptCase : CaseCommand
{
    public override CaseAction Action => CaseAction.Accept;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Accepted && @case is { IsOver: false, Status: not CaseStatus.Opened };

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new CaseAccepted(Actor.Of(context.Caller), context.Now);
}
