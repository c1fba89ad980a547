using SharedConsular.Cases;

namespace SharedConsular.Retention;

/// <summary>Lets the retention times run again; what fell due meanwhile is done at once.</summary>
public sealed record LiftLegalHold(string Reason) : CaseCommand
{
    public override CaseAction Action => CaseAction.LiftLegalHold;

    internal override bool TookEffect(Case @case, DecisionContext context) => @case.Hold is null;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new LegalHoldLifted(Reason, Actor.Of(context.Caller), context.Now);
}
