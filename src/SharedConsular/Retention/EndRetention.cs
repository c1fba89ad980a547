using SharedConsular.Cases;

namespace SharedConsular.Retention;

/// <summary>
/// The time for which a party may keep a case is over. An assisting party loses its sight of it; with the home state's
/// time the persons are forgotten. Given by the platform, at least once.
/// </summary>
public sealed record EndRetention(TenantId Party) : CaseCommand
{
    public override CaseAction Action => CaseAction.EndRetention;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Hold is not null || FindTerm(@case) is not { } term || context.Now < term.DueAt;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context)
    {
        var term = FindTerm(@case)!;
        var by = Actor.Of(context.Caller);

        return Party == @case.Keeper
            ? new PersonErased(@case.Held.Subjects, ErasureGround.RetentionEnded, term.Rule, context.Caller.Role, by, context.Now)
            : new RetentionEnded(Party, term.Rule, by, context.Now);
    }

    private RetentionTerm? FindTerm(Case @case) => @case.Retention.FirstOrDefault(t => t.Party == Party);
}
