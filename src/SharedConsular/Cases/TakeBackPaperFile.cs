using SharedConsular.Retention;

namespace SharedConsular.Cases;

/// <summary>Has a file removed that was sent by mistake and that nobody has opened.</summary>
public sealed record TakeBackPaperFile(string Id) : CaseCommand
{
    public override CaseAction Action => CaseAction.ProvidePapers;

    internal override bool TookEffect(Case @case, DecisionContext context) => @case.PaperFiles.All(f => f.Id != Id);

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        @case.PaperFiles.First(f => f.Id == Id) is var file && file.By?.User != context.Caller.User ? PaperFileRefusals.NotYours
        : @case.Hold is not null ? RetentionRefusals.OnHold
        : file.Seen ? PaperFileRefusals.AlreadySeen
        : new PaperFileTakenBack(Id, Actor.Of(context.Caller), context.Now);
}
