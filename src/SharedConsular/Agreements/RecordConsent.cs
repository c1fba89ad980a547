using System.Collections.Immutable;
using SharedConsular.Tenants;

namespace SharedConsular.Agreements;

/// <summary>The receiving state consents that the parties act on its territory (G1 or G4).</summary>
public sealed record RecordConsent(Agreement Agreement, GateKind Gate, ImmutableArray<TenantId> Parties, DateOnly From, string Channel)
    : AgreementCommand
{
    internal override Decision<AgreementEvent> Decide(AgreementRecord record, DecisionContext context)
    {
        if (Gate is not (GateKind.G1Consent or GateKind.G4PriorConsent))
        {
            return AgreementRefusals.NotReceivingState;
        }

        var place = context.Caller.Tenant;
        var known = record.Gates.Any(g => g.Gate == Gate && g.Answer is GateAnswer.Consented && g.Period.To is null
            && (g.Period.From ?? DateOnly.MinValue) <= From
            && g.Places.Contains(place) && g.Holders.AsSpan().SequenceEqual(Parties.AsSpan()));

        return known
            ? Decision.NoChange<AgreementEvent>()
            : new GateRecorded(
                Agreement.Id,
                new GateRecord(Gate, GateAnswer.Consented, new Period(From, null), [place], Parties, Channel, 0, Confidence.Tenant),
                context.Now);
    }
}
