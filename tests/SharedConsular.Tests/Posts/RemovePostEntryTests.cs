using SharedConsular.Posts;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Posts;

public sealed class RemovePostEntryTests
{
    private static readonly PostRecorded Recorded = new(Embassy(Ee, Fj), Now);
    private static readonly RemovePostEntry Remove = new(Recorded.Post.Id);

    [Fact]
    public void What_a_tenant_said_is_taken_back()
    {
        var spec = Spec(Estonia).Given(Recorded).When(Remove).Then(new PostEntryRemoved(Recorded.Post.Id, Now));

        Assert.Empty(spec.State.Posts);
    }

    [Fact]
    public void What_was_not_said_or_was_taken_back_is_not_taken_back()
    {
        Spec(Estonia).When(Remove).ThenRefused(PostRefusals.NoEntry);
        Spec(Estonia).Given(Recorded).When(Remove).When(Remove).ThenRefused(PostRefusals.NoEntry);
    }

    private static EntitySpec<PostBook, PostCommand, PostEvent> Spec(Caller caller) => new(PostBook.Type, caller, Now);
}
