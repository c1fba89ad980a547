using System.Collections.Immutable;

namespace SharedConsular.Agreements;

/// <summary>The receiving state withdraws an objection it made.</summary>
public sealed record WithdrawObjection(Agreement Agreement, ImmutableArray<TenantId> Parties, DateOnly LastDay) : AgreementCommand
{
    internal override Decision<AgreementEvent> Decide(AgreementRecord record, DecisionContext context)
    {
        ImmutableArray<TenantId> place = [context.Caller.Tenant];
        return record.Gates.Any(g => g is { Gate: GateKind.G3NoticeForThirdState, Answer: GateAnswer.Objected, Period.To: null }
                && g.Places.Contains(place[0]) && g.Holders.AsSpan().SequenceEqual(Parties.AsSpan()))
            ? new GateWithdrawn(Agreement.Id, GateKind.G3NoticeForThirdState, GateAnswer.Objected, Parties, place, LastDay, context.Now)
            : AgreementRefusals.NothingToWithdraw;
    }
}
