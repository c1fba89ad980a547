using SharedConsular.Retention;

namespace SharedConsular.Cases;

/// <param name="Policy">How long cases are kept; none means nobody's time is counted.</param>
public sealed record WithdrawCase(string Reason, RetentionPolicy? Policy = null) : CaseCommand
{
    public override CaseAction Action => CaseAction.Withdraw;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Status is CaseStatus.Withdrawn && @case.Outcome == Reason;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new CaseWithdrawn(Reason, Actor.Of(context.Caller), context.Now) { Retention = RetentionTerm.Of(@case, Policy, context.Now) };
}
