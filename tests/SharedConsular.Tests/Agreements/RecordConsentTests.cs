using SharedConsular.Agreements;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Agreements;

public sealed class RecordConsentTests
{
    [Theory, InlineData(GateKind.G1Consent), InlineData(GateKind.G4PriorConsent)]
    public void The_receiving_state_consents_on_its_own_territory(GateKind gate) =>
        Spec(Fiji).When(Consent with { Gate = gate }).Then(Recorded(gate, GateAnswer.Consented, Fj, Lv, "note verbale 7"));

    [Theory, InlineData(GateKind.G2NoticeToAct), InlineData(GateKind.G3NoticeForThirdState), InlineData(GateKind.G5Mandate), InlineData(GateKind.G6PersonConsent)]
    public void No_other_gate_asks_for_its_consent(GateKind gate) =>
        Spec(Fiji).When(Consent with { Gate = gate }).ThenRefused(AgreementRefusals.NotReceivingState);

    [Fact]
    public void Repeating_changes_nothing() => Spec(Fiji).When(Consent).When(Consent).ThenNothing();

    [Fact]
    public void An_earlier_day_other_parties_and_another_territory_are_news()
    {
        Spec(Fiji).When(Consent).When(Consent with { From = Day.AddDays(-1) }).ThenOne<GateRecorded>();
        Spec(Fiji).When(Consent).When(Consent with { Parties = [Ee] }).ThenOne<GateRecorded>();
        Spec(Fiji).When(Consent).As(Admin(Nz)).When(Consent).ThenOne<GateRecorded>();
    }
}
