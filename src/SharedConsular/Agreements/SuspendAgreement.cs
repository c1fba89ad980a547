using SharedConsular.Tenants;

namespace SharedConsular.Agreements;

/// <summary>A party suspends the agreement between two days; its open cases meet the exit rule.</summary>
public sealed record SuspendAgreement(Agreement Agreement, DateOnly From, DateOnly? To, string Reason) : AgreementCommand
{
    internal override Decision<AgreementEvent> Decide(AgreementRecord record, DecisionContext context)
    {
        if (!Agreement.IsParty(context.Caller.Tenant))
        {
            return AgreementRefusals.NotParty;
        }

        if (To < From)
        {
            return AgreementRefusals.DatesReversed;
        }

        return record.Suspensions.Contains(new Period(From, To))
            ? Decision.NoChange<AgreementEvent>()
            : new AgreementSuspended(Agreement.Id, context.Caller.Tenant, From, To, Reason, context.Now);
    }
}
