namespace SharedConsular.Agreements;

/// <summary>A party ends the agreement after a day; its open cases meet the exit rule.</summary>
public sealed record EndAgreement(Agreement Agreement, DateOnly After, string Reason) : AgreementCommand
{
    internal override Decision<AgreementEvent> Decide(AgreementRecord record, DecisionContext context)
    {
        if (!Agreement.IsParty(context.Caller.Tenant))
        {
            return AgreementRefusals.NotParty;
        }

        return record.EndsAfter switch
        {
            null => new AgreementEnded(Agreement.Id, context.Caller.Tenant, After, Reason, context.Now),
            var end when end == After => Decision.NoChange<AgreementEvent>(),
            _ => AgreementRefusals.AlreadyEnded,
        };
    }
}
