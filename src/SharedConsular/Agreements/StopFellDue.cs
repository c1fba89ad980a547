namespace SharedConsular.Agreements;

/// <summary>The first day of a suspension, or the day after an end, has come.</summary>
public sealed record StopFellDue(DateOnly From) : AgreementCommand
{
    internal override Decision<AgreementEvent> Decide(AgreementRecord record, DecisionContext context)
    {
        if (context.Caller.Role is not Role.System)
        {
            return Access.AccessRefusals.NoRule;
        }

        return record.StopsAhead.Contains(From)
            ? new AgreementStopReached(record.AgreementId, From, context.Now)
            : Decision.NoChange<AgreementEvent>();
    }
}
