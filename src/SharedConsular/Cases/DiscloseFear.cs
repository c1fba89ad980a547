namespace SharedConsular.Cases;

/// <summary>
/// The person says that she fears her own state, after the case was opened. From then on the asylum firewall stands
/// around the case. Where that state itself serves, another party must: a new case is opened with it.
/// </summary>
public sealed record DiscloseFear : CaseCommand
{
    public override CaseAction Action => CaseAction.DiscloseFear;

    internal override bool TookEffect(Case @case, DecisionContext context) => @case.FearsOwnState;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new FearDisclosed(Actor.Of(context.Caller), context.Now);
}
