using SharedConsular.Routing;
using static SharedConsular.Tests.Agreements.AgreementExamples;

namespace SharedConsular.Tests.Routing;

public sealed class RoutingRecordTests
{
    private static readonly RecordRouting Record = new("""{"in":"fj"}""", "v1", """{"decision":"no_route"}""");

    [Fact]
    public void Question_world_and_answer_are_kept_with_the_time() =>
        Spec().When(Record).Then(new RoutingDecided(Record.Question, Record.World, Record.Answer, Now));

    [Fact]
    public void The_state_is_what_was_decided() => Assert.Equal(new RoutingRecord(Record.Question, "v1", Record.Answer), Spec().When(Record).State);

    [Fact]
    public void The_same_decision_is_kept_once_by_whoever_asks() => Spec().When(Record).As(Kenya).When(Record with { Answer = "{}" }).ThenNothing();

    [Fact]
    public void It_belongs_to_the_installation() =>
        Assert.Equal(new EntityKey(TenantId.Installation, "routing-decision", "abc"), RoutingRecord.KeyOf("abc"));

    private static EntitySpec<RoutingRecord, RecordRouting, RoutingDecided> Spec() => new(RoutingRecord.Type, Caller.Anonymous, Now);
}
