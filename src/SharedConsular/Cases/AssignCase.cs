namespace SharedConsular.Cases;

public sealed record AssignCase(UserId Officer) : CaseCommand
{
    public override CaseAction Action => CaseAction.Assign;

    internal override bool TookEffect(Case @case, DecisionContext context) => @case.Officer == Officer;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        @case.IsBlocked(Caller.LoginOf(context.Caller.Tenant, Officer)) ? CaseRefusals.OfficerNotAvailable
        : context.Caller.Role is Role.Supervisor || context.Caller.User == Officer
            ? new CaseAssigned(Officer, Actor.Of(context.Caller), context.Now)
            : CaseRefusals.AssignOthers;
}
