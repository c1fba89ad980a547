namespace SharedConsular.Cases;

/// <summary>
/// Makes a new secret by which the person follows the case without a login; the old one stops. It was drawn outside and
/// is known here by its hash only.
/// </summary>
public sealed record ChangeFollowSecret(string Hash) : CaseCommand
{
    public override CaseAction Action => CaseAction.ChangeFollowSecret;

    internal override bool TookEffect(Case @case, DecisionContext context) => @case.FollowHash == Hash;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new FollowSecretChanged(Hash, Actor.Of(context.Caller), context.Now);
}
