using SharedConsular.Agreements;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Agreements;

public sealed class RecordObjectionTests
{
    [Fact]
    public void The_receiving_state_objects_to_a_party_and_a_service_on_its_own_territory()
    {
        var record = Spec(Fiji).When(Objection).ThenOne<GateRecorded>().Record;

        Assert.Equal((GateKind.G3NoticeForThirdState, GateAnswer.Objected), (record.Gate, record.Answer));
        Assert.Equal([Fj], record.Places);
        Assert.Equal([Lv], record.Holders);
        Assert.Equal([Etd.Id], record.Services);
    }

    [Fact]
    public void Repeating_changes_nothing() => Spec(Fiji).When(Objection).When(Objection).ThenNothing();

    [Fact]
    public void An_objection_that_already_stands_is_not_made_again_for_a_later_day() =>
        Spec(Fiji).When(Objection).When(Objection with { From = Day.AddDays(1) }).ThenNothing();

    [Fact]
    public void An_earlier_day_other_parties_and_other_services_are_news()
    {
        Spec(Fiji).When(Objection).When(Objection with { From = Day.AddDays(-1) }).ThenOne<GateRecorded>();
        Spec(Fiji).When(Objection).When(Objection with { Parties = [] }).ThenOne<GateRecorded>();
        Spec(Fiji).When(Objection).When(Objection with { Services = [] }).ThenOne<GateRecorded>();
    }
}
