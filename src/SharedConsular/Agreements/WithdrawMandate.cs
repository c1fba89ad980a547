using System.Collections.Immutable;

namespace SharedConsular.Agreements;

/// <summary>The assisted state takes its mandate back: no new case begins under it after the day.</summary>
public sealed record WithdrawMandate(Agreement Agreement, DateOnly LastDay) : AgreementCommand
{
    internal override Decision<AgreementEvent> Decide(AgreementRecord record, DecisionContext context)
    {
        ImmutableArray<TenantId> state = [context.Caller.Tenant];
        return record.Gates.Any(g => g is { Gate: GateKind.G5Mandate, Answer: GateAnswer.Consented, Period.To: null } && g.Holders.Contains(state[0]))
            ? new GateWithdrawn(Agreement.Id, GateKind.G5Mandate, GateAnswer.Consented, state, [], LastDay, context.Now)
            : AgreementRefusals.NothingToWithdraw;
    }
}
