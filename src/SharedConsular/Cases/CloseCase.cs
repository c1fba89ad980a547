using System.Collections.Immutable;
using SharedConsular.Retention;

namespace SharedConsular.Cases;

/// <param name="Rules">Of how long cases are kept; none means nobody's time is counted.</param>
public sealed record CloseCase(string Outcome, ImmutableArray<RetentionRule> Rules = default) : CaseCommand
{
    public override CaseAction Action => CaseAction.Close;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Status is CaseStatus.Closed && @case.Outcome == Outcome;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new CaseClosed(Outcome, Actor.Of(context.Caller), context.Now) { Retention = RetentionTerm.Of(@case, Rules, context.Now) };
}
