namespace SharedConsular.Cases;

/// <summary>Somebody is about to be shown what is in a file; from then on who sent it can't take it back.</summary>
public sealed record SeePaperFile(string Id) : CaseCommand
{
    public override CaseAction Action => CaseAction.ReadPersons;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.PaperFiles.FirstOrDefault(f => f.Id == Id) is { } file && (file.Seen || file.By?.User == context.Caller.User);

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        @case.PaperFiles.All(f => f.Id != Id)
            ? PaperFileRefusals.NotFound
            : new PaperFileSeen(Id, Actor.Of(context.Caller), context.Now);
}
