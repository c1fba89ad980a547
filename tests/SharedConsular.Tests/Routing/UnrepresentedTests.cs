using SharedConsular.Agreements;
using SharedConsular.Posts;
using SharedConsular.Routing;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Routing;

/// <summary>When a state counts as absent, so that others may help its national.</summary>
public sealed class UnrepresentedTests
{
    private static readonly Post Own = Embassy(Ee, Fj, Suva);

    [Fact]
    public void An_instrument_may_ask_for_no_absence_at_all() => Assert.True(Helped(UnrepresentedTest.None, Own));

    [Theory, InlineData(PostKind.Embassy), InlineData(PostKind.Consulate)]
    public void A_resident_career_post_represents(PostKind kind) => Assert.False(Helped(UnrepresentedTest.NoResidentPost, PostOf(Ee, Fj, kind)));

    [Theory, InlineData(PostKind.Honorary), InlineData(PostKind.MobileRound), InlineData(PostKind.RemoteDesk), InlineData(PostKind.SharedCentre)]
    public void Nothing_else_is_a_resident_post(PostKind kind) =>
        Assert.True(Helped(UnrepresentedTest.NoResidentPost, PostOf(Ee, Fj, kind) with { Competence = [Detention.Id] }));

    [Fact]
    public void A_post_accredited_from_elsewhere_is_not_resident()
    {
        var accredited = Embassy(Ee, Nz, Wellington) with { Jurisdiction = [Nz, Fj] };

        Assert.True(Helped(UnrepresentedTest.NoResidentPost, accredited));
        Assert.True(Helped(UnrepresentedTest.NotEffectivelyAble, accredited));
    }

    [Fact]
    public void An_unconfirmed_post_is_resident_but_not_effectively_able()
    {
        var doubtful = Own with { Notices = [Notice(PostCondition.Unconfirmed)] };

        Assert.False(Helped(UnrepresentedTest.NoResidentPost, doubtful));
        Assert.True(Helped(UnrepresentedTest.NotEffectivelyAble, doubtful));
    }

    [Fact]
    public void A_closed_post_represents_nobody()
    {
        var closed = Own with { Notices = [Notice(PostCondition.Closed)] };

        Assert.True(Helped(UnrepresentedTest.NoResidentPost, closed));
        Assert.True(Helped(UnrepresentedTest.NotEffectivelyAble, closed));
    }

    [Fact]
    public void An_honorary_consul_represents_in_what_it_may_do_and_nothing_else()
    {
        var honorary = PostOf(Ee, Fj, PostKind.Honorary);

        Assert.False(Helped(UnrepresentedTest.NotEffectivelyAble, honorary with { Competence = [Detention.Id] }));
        Assert.True(Helped(UnrepresentedTest.NotEffectivelyAble, honorary with { Competence = [Etd.Id] }));
    }

    [Fact]
    public void In_extreme_urgency_a_post_too_far_away_does_not_help_in_time()
    {
        Assert.True(Helped(UnrepresentedTest.NotEffectivelyAble, Own, Question with { Urgency = Urgency.Extreme, Near = Rotuma }));
        Assert.False(Helped(UnrepresentedTest.NotEffectivelyAble, Own, Question with { Urgency = Urgency.Extreme, Near = Nadi }));
        Assert.False(Helped(UnrepresentedTest.NotEffectivelyAble, Own, Question with { Urgency = Urgency.Urgent, Near = Rotuma }));
        Assert.False(Helped(UnrepresentedTest.NotEffectivelyAble, Own, Question with { Urgency = Urgency.Extreme }), "where nobody says where the person is");
    }

    [Fact]
    public void A_post_of_another_state_represents_nobody() => Assert.True(Helped(UnrepresentedTest.NotEffectivelyAble, Embassy(Ke, Fj)));

    private static bool Helped(UnrepresentedTest test, Post own, RoutingQuery? query = null)
    {
        var answer = Given(own, Embassy(Lv, Fj, Rotuma)).With(Treaty() with { Unrepresented = test }).Ask(query ?? Question);
        var helped = answer.Options.Any(o => o.Party == Lv);

        // There is one reason why not.
        Assert.Equal(!helped, answer.Refused().Contains("lv agreement.represented"));
        return helped;
    }
}
