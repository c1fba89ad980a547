using SharedConsular.Retention;

namespace SharedConsular.Cases;

/// <param name="Policy">How long cases are kept; none means nobody's time is counted.</param>
public sealed record CloseCase(string Outcome, RetentionPolicy? Policy = null) : CaseCommand
{
    public override CaseAction Action => CaseAction.Close;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Status is CaseStatus.Closed && @case.Outcome == Outcome;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new CaseClosed(Outcome, Actor.Of(context.Caller), context.Now) { Retention = RetentionTerm.Of(@case, Policy, context.Now) };
}
