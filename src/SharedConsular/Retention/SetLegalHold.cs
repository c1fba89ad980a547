using SharedConsular.Cases;

namespace SharedConsular.Retention;

/// <summary>Nothing of the case is forgotten until the hold is lifted, whoever asks and whatever time is over.</summary>
public sealed record SetLegalHold(string Reason) : CaseCommand
{
    public override CaseAction Action => CaseAction.SetLegalHold;

    internal override bool TookEffect(Case @case, DecisionContext context) => @case.Hold?.Reason == Reason;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new LegalHoldSet(Reason, Actor.Of(context.Caller), context.Now);
}
