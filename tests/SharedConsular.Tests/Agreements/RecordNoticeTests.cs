using SharedConsular.Agreements;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Agreements;

public sealed class RecordNoticeTests
{
    [Fact]
    public void An_assisting_party_notified_the_receiving_state_and_may_act_when_the_waiting_days_are_over()
    {
        var record = Spec(Latvia).When(Notify).ThenOne<GateRecorded>().Record;

        Assert.Equal((GateKind.G3NoticeForThirdState, GateAnswer.Notified, 10), (record.Gate, record.Answer, record.WaitingDays));
        Assert.Equal(Day.AddDays(10), record.Period.From);
        Assert.Equal([Fj], record.Places);
        Assert.Equal([Lv], record.Holders);
        Assert.Equal("note verbale 112/2026", record.Channel);
    }

    [Fact]
    public void Repeating_changes_nothing() => Spec(Latvia).When(Notify).When(Notify).ThenNothing();

    [Fact]
    public void A_notice_to_another_state_or_of_another_day_is_another_notice()
    {
        Spec(Latvia).When(Notify).When(Notify with { ReceivingState = Nz }).ThenOne<GateRecorded>();
        Spec(Latvia).When(Notify).When(Notify with { On = Day.AddDays(1) }).ThenOne<GateRecorded>();
    }

    [Fact]
    public void Who_does_not_act_has_nothing_to_notify() => Spec(Kenya).When(Notify).ThenRefused(AgreementRefusals.NotParty);
}
