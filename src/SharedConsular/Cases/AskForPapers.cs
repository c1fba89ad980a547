using System.Collections.Immutable;

namespace SharedConsular.Cases;

public sealed record AskForPapers(ImmutableArray<string> Kinds, string Note) : CaseCommand
{
    public override CaseAction Action => CaseAction.AskForPapers;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        Kinds.Length > 0 && Kinds.All(k => @case.Papers.IsAskedFor(k));

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        Kinds.IsEmpty
            ? CaseRefusals.NoPapersNamed
            : new PapersAskedFor(
                [.. Kinds.Distinct().Where(k => !@case.Papers.IsAskedFor(k))], Note, Actor.Of(context.Caller), context.Now);
}
