using SharedConsular.Posts;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Posts;

public sealed class PostTests
{
    private static readonly Post Post = Embassy(Ee, Fj);

    [Fact]
    public void A_post_nobody_says_anything_of_is_open() => Assert.Equal(PostCondition.Open, Post.ConditionOn(Day));

    [Fact]
    public void Before_it_opens_and_after_it_closes_a_post_is_closed_whatever_the_notices_say()
    {
        var post = Post with { Period = new Period(Day, Day.AddDays(1)), Notices = [Told(PostCondition.Open)] };

        Assert.Equal(
            [PostCondition.Closed, PostCondition.Open, PostCondition.Open, PostCondition.Closed],
            Enumerable.Range(-1, 4).Select(i => post.ConditionOn(Day.AddDays(i))));
    }

    [Fact]
    public void The_last_notice_that_holds_on_the_day_counts()
    {
        var post = Post with { Notices = [Told(PostCondition.Closed), Told(PostCondition.Unconfirmed, Day), Told(PostCondition.Open, Day.AddDays(1), Day.AddDays(1))] };

        Assert.Equal(
            [PostCondition.Closed, PostCondition.Unconfirmed, PostCondition.Open, PostCondition.Unconfirmed],
            Enumerable.Range(-1, 4).Select(i => post.ConditionOn(Day.AddDays(i))));
    }

    [Theory]
    [InlineData(PostKind.Embassy, true)]
    [InlineData(PostKind.Consulate, true)]
    [InlineData(PostKind.Honorary, false)]
    [InlineData(PostKind.SharedCentre, false)]
    [InlineData(PostKind.MobileRound, false)]
    [InlineData(PostKind.RemoteDesk, false)]
    public void Embassies_and_consulates_are_career_posts(PostKind kind, bool career) => Assert.Equal(career, PostOf(Ee, Fj, kind).IsCareer);
}
