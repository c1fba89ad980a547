namespace SharedConsular.Cases;

public sealed record AnswerComplaint(string Id, string Answer) : CaseCommand
{
    public override CaseAction Action => CaseAction.AnswerComplaint;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Complaints.Any(c => c.Id == Id && c.Answer == Answer);

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context)
    {
        if (@case.Complaints.FirstOrDefault(c => c.Id == Id) is not { } complaint)
        {
            return CaseRefusals.ComplaintNotFound;
        }

        if (complaint.Answer is not null)
        {
            return CaseRefusals.ComplaintAnswered;
        }

        return @case.MayAnswer(complaint, context.Caller.User)
            ? new ComplaintAnswered(Id, Answer, Actor.Of(context.Caller), context.Now)
            : CaseRefusals.AnotherOfficerAnswers;
    }
}
