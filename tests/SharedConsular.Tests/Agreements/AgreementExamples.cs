using SharedConsular.Agreements;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Agreements;

/// <summary>Estonia and Latvia have a treaty; Fiji is where they use it, Kenya a stranger to it.</summary>
internal static class AgreementExamples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public static readonly Caller Estonia = Admin(Ee);
    public static readonly Caller Latvia = Admin(Lv);
    public static readonly Caller Fiji = Admin(Fj);
    public static readonly Caller Kenya = Admin(Ke);

    public static readonly Agreement Pact = Treaty();

    public static readonly RecordMandate Mandate = new(Pact, Day);
    public static readonly WithdrawMandate NoMandate = new(Pact, Day.AddDays(9));
    public static readonly RecordNotice Notify = new(Pact, Fj, Day, "note verbale 112/2026", 10);
    public static readonly RecordConsent Consent = new(Pact, GateKind.G1Consent, [Lv], Day, "note verbale 7");
    public static readonly RecordObjection Objection = new(Pact, [Lv], [Etd.Id], Day, "note verbale 8");
    public static readonly WithdrawObjection NoObjection = new(Pact, [Lv], Day.AddDays(9));
    public static readonly SuspendAgreement Suspend = new(Pact, Day.AddDays(3), Day.AddDays(20), "talks");
    public static readonly ResumeAgreement Resume = new(Pact, Day.AddDays(10));
    public static readonly EndAgreement End = new(Pact, Day.AddDays(5), "denounced");

    public static Caller Admin(TenantId of) => new(of, new UserId($"{of}-admin"), Role.Administrator);

    public static Caller WithRole(TenantId of, Role role) => new(of, new UserId($"{of}-1"), role);

    public static EntitySpec<AgreementRecord, AgreementCommand, AgreementEvent> Spec(Caller caller) => new(AgreementRecord.Type, caller, Now);

    public static GateRecorded Recorded(GateKind gate, GateAnswer answer, TenantId? place, TenantId? holder, string channel, DateOnly? from = null) =>
        new(Pact.Id, Gate(gate, answer, place, holder, from: from ?? Day) with { Channel = channel, Basis = SharedConsular.Tenants.Confidence.Tenant }, Now);
}
