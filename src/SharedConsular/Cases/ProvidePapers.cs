using System.Collections.Immutable;

namespace SharedConsular.Cases;

/// <summary>Records that papers came in. The papers themselves are kept elsewhere, sealed.</summary>
public sealed record ProvidePapers(ImmutableArray<string> Kinds, string? Note) : CaseCommand
{
    public override CaseAction Action => CaseAction.ProvidePapers;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        Kinds.Length > 0 && Kinds.All(k => IsProvided(@case, k));

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        Kinds.IsEmpty
            ? CaseRefusals.NoPapersNamed
            : new PapersProvided(
                [.. Kinds.Distinct().Where(k => !IsProvided(@case, k))], Note, Actor.Of(context.Caller), context.Now);

    private bool IsProvided(Case @case, string kind) =>
        !@case.Papers.IsAskedFor(kind)
        && @case.Papers.Any(p => p.Kind == kind && p.Note == Note && p.ProvidedAt is not null);
}
