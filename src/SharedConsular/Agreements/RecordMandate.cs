using SharedConsular.Tenants;

namespace SharedConsular.Agreements;

/// <summary>The assisted state agrees that others act for its nationals under the agreement (G5), from a day on.</summary>
public sealed record RecordMandate(Agreement Agreement, DateOnly From) : AgreementCommand
{
    internal override Decision<AgreementEvent> Decide(AgreementRecord record, DecisionContext context)
    {
        var state = context.Caller.Tenant;
        if (!Agreement.Assisted.Contains(state))
        {
            return AgreementRefusals.NotParty;
        }

        if (record.Gates.Any(g => g is { Gate: GateKind.G5Mandate, Answer: GateAnswer.Consented, Period.To: null }
            && (g.Period.From ?? DateOnly.MinValue) <= From && g.Holders.Contains(state)))
        {
            return Decision.NoChange<AgreementEvent>();
        }

        return new GateRecorded(
            Agreement.Id,
            new GateRecord(GateKind.G5Mandate, GateAnswer.Consented, new Period(From, null), [], [state], "", 0, Confidence.Tenant),
            context.Now);
    }
}
