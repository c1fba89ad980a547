namespace SharedConsular.Cases;

/// <param name="Id">Made outside; a repeated request carries the same one.</param>
/// <param name="About">The officer complained about; null when it is about the matter as a whole.</param>
public sealed record Complain(string Id, string Text, UserId? About) : CaseCommand
{
    public override CaseAction Action => CaseAction.Complain;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Complaints.Any(c => c.Id == Id && c.Text == Text && c.About == About);

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        @case.Complaints.Any(c => c.Id == Id)
            ? CaseRefusals.ComplaintAlreadyMade
            : new ComplaintMade(Id, Text, About, Actor.Of(context.Caller), context.Now);
}
