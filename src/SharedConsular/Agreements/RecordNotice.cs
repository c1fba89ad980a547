using SharedConsular.Tenants;

namespace SharedConsular.Agreements;

/// <summary>An assisting party gave the receiving state notice that it acts for third states (G3, VCCR 8).</summary>
/// <param name="Channel">How it was told and what proves receipt, for example <c>note verbale 112/2026, receipt stamped</c>.</param>
public sealed record RecordNotice(Agreement Agreement, TenantId ReceivingState, DateOnly On, string Channel, int WaitingDays)
    : AgreementCommand
{
    /// <summary>Longer than any waiting time seen in practice; more is a slip of the pen.</summary>
    public const int WaitingDaysMax = 366;

    internal override Decision<AgreementEvent> Decide(AgreementRecord record, DecisionContext context)
    {
        var party = context.Caller.Tenant;
        if (!Agreement.Assisting.Contains(party))
        {
            return AgreementRefusals.NotParty;
        }

        var notice = new GateRecord(
            GateKind.G3NoticeForThirdState, GateAnswer.Notified, new Period(On.AddDays(WaitingDays), null),
            [ReceivingState], [party], Channel, WaitingDays, Confidence.Tenant);

        return record.Gates.Any(g => g.Gate == notice.Gate && g.Answer == notice.Answer && g.Period == notice.Period
                && g.Places.Contains(ReceivingState) && g.Holders.Contains(party))
            ? Decision.NoChange<AgreementEvent>()
            : new GateRecorded(Agreement.Id, notice, context.Now);
    }
}
