using SharedConsular.Posts;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Posts;

public sealed class RecordPostTests
{
    private static readonly RecordPost Record = new(Embassy(Ee, Fj, Suva));

    [Fact]
    public void What_a_tenant_says_of_its_post_is_its_own_word()
    {
        var recorded = Spec(Estonia).When(Record).ThenOne<PostRecorded>();

        Assert.Equal(Confidence.Tenant, recorded.Post.Basis);
        Assert.Equal(Now, recorded.RecordedAt);
    }

    [Fact]
    public void Repeating_changes_nothing() => Spec(Estonia).When(Record).When(Record).ThenNothing();

    public static TheoryData<string> Facts => [.. Changes.Keys];

    private static readonly Dictionary<string, Post> Changes = new()
    {
        ["kind"] = Record.Post with { Kind = PostKind.Consulate },
        ["country"] = Record.Post with { Country = Nz },
        ["city"] = Record.Post with { City = "Nadi" },
        ["position"] = Record.Post with { Position = Nadi },
        ["period"] = Record.Post with { Period = new Period(null, Day) },
        ["source"] = Record.Post with { Source = "a letter" },
        ["jurisdiction"] = Record.Post with { Jurisdiction = [Fj, Nz] },
        ["competence"] = Record.Post with { Competence = [Etd.Id] },
        ["serves"] = Record.Post with { Serves = [Lv] },
        ["notices"] = Record.Post with { Notices = [Told(PostCondition.Closed)] },
    };

    [Theory, MemberData(nameof(Facts))]
    public void Every_changed_fact_is_recorded(string fact)
    {
        var changed = Spec(Estonia).When(Record).When(new RecordPost(Changes[fact])).ThenOne<PostRecorded>();

        Assert.Equal(Changes[fact] with { Basis = Confidence.Tenant }, changed.Post);
    }

    [Fact]
    public void A_state_speaks_for_its_own_posts_only() => Spec(Latvia).When(Record).ThenRefused(PostRefusals.NotYours);

    [Fact]
    public void A_post_lies_abroad_but_a_remote_desk_may_be_at_home()
    {
        Spec(Estonia).When(new RecordPost(Embassy(Ee, Ee))).ThenRefused(PostRefusals.AbroadOnly);
        Spec(Estonia).When(new RecordPost(PostOf(Ee, Ee, PostKind.RemoteDesk))).ThenOne<PostRecorded>();
    }

    [Fact]
    public void A_post_does_not_close_before_it_opens()
    {
        var oneDay = Record.Post with { Period = new Period(Day, Day) };

        Spec(Estonia).When(new RecordPost(oneDay)).ThenOne<PostRecorded>();
        Spec(Estonia).When(new RecordPost(oneDay with { Period = new Period(Day, Day.AddDays(-1)) })).ThenRefused(PostRefusals.PeriodReversed);
    }

    [Fact]
    public void A_full_book_takes_corrections_and_no_new_post()
    {
        var full = new PostBook(PostBook.Type.Initial.Posts.AddRange(
            Enumerable.Range(0, RecordPost.PostsMax).Select(i => KeyValuePair.Create($"p{i}", Record.Post with { Id = $"p{i}" }))));
        var context = new DecisionContext(Now, Estonia);

        Assert.Equal(
            PostRefusals.BookFull.With("4000"),
            Assert.IsType<Decision<PostEvent>.Refused>(PostBook.Type.Decide(full, Record, context)).Reason);
        Assert.IsType<Decision<PostEvent>.Accepted>(PostBook.Type.Decide(full, new RecordPost(Record.Post with { Id = "p1", City = "Nadi" }), context));
    }

    private static EntitySpec<PostBook, PostCommand, PostEvent> Spec(Caller caller) => new(PostBook.Type, caller, Now);
}
