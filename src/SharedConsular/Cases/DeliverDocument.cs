namespace SharedConsular.Cases;

/// <param name="How">At the desk, by courier, by the police who found it: without names.</param>
public sealed record DeliverDocument(string How) : CaseCommand
{
    public override CaseAction Action => CaseAction.DeliverDocument;

    internal override bool TookEffect(Case @case, DecisionContext context) => @case.Delivery == How;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new DocumentDelivered(How, Actor.Of(context.Caller), context.Now);
}
