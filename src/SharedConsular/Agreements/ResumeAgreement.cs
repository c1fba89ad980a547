namespace SharedConsular.Agreements;

/// <summary>A party ends a suspension: new cases may begin again from the day on.</summary>
public sealed record ResumeAgreement(Agreement Agreement, DateOnly On) : AgreementCommand
{
    internal override Decision<AgreementEvent> Decide(AgreementRecord record, DecisionContext context)
    {
        if (!Agreement.IsParty(context.Caller.Tenant))
        {
            return AgreementRefusals.NotParty;
        }

        return record.Suspensions.Any(s => s.Contains(On) || s.From > On)
            ? new AgreementResumed(Agreement.Id, context.Caller.Tenant, On, context.Now)
            : AgreementRefusals.NotSuspended;
    }
}
