using SharedConsular.Agreements;
using SharedConsular.Posts;
using SharedConsular.Routing;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Routing;

public sealed class OwnRoutesTests
{
    private static readonly Post Honorary = PostOf(Ee, Fj, PostKind.Honorary);

    [Fact]
    public void An_own_post_has_every_power_and_owes_nobody_a_word()
    {
        var option = Given(Embassy(Ee, Fj)).Ask(Question with { Service = Etd }).Only(Ee);

        Assert.Equal((RouteKind.OwnPost, Powers.All, true), (option.Kind, option.Powers, option.Completes));
        Assert.Equal(["basis.own-post"], option.Grounds());
        Assert.Empty(option.Obligations);
    }

    [Fact]
    public void A_state_without_any_post_is_rejected_for_that()
    {
        var answer = Given().Ask(Question);

        Assert.Equal(RoutingOutcome.NoRoute, answer.Outcome);
        Assert.Equal(["ee post.none-here"], answer.Refused());
    }

    [Fact]
    public void An_honorary_consul_acts_within_the_competence_declared_and_decides_nothing()
    {
        var option = Given(Honorary with { Competence = [Detention.Id] }).Ask(Question).Only(Ee);

        Assert.Equal(RouteKind.OwnHonorary, option.Kind);
        Assert.False(option.Powers.HasFlag(Powers.Decide) || option.Powers.HasFlag(Powers.Refuse));
    }

    [Fact]
    public void An_honorary_consul_without_the_competence_is_no_option() =>
        Assert.Equal(["ee post.no-competence"], Given(Honorary with { Competence = [Etd.Id] }).Ask(Question).Refused());

    [Fact]
    public void An_own_post_elsewhere_that_is_accredited_comes_with_the_notice_as_its_ground()
    {
        var option = Given(Embassy(Ee, Nz, Wellington) with { Jurisdiction = [Nz, Fj] }).Ask(Question).Only(Ee);

        Assert.Equal(RouteKind.OwnAccredited, option.Kind);
        Assert.Equal(GateKind.G2NoticeToAct, Assert.Single(option.Basis).Gate);
    }

    [Fact]
    public void An_honorary_consul_is_accredited_to_no_other_state() =>
        Assert.Empty(Given(PostOf(Ee, Nz, PostKind.Honorary, Wellington) with { Jurisdiction = [Nz, Fj], Competence = [Detention.Id] }).Ask(Question).Options);

    [Fact]
    public void A_mobile_round_must_see_to_the_consent_of_the_host_first()
    {
        var option = Given(PostOf(Ee, Fj, PostKind.MobileRound)).Ask(Question with { Service = Copy }).Only(Ee);

        Assert.Equal(RouteKind.OwnMobileRound, option.Kind);
        Assert.Equal(["host-consent!"], option.Duties());
        Assert.Equal(Fj, option.Obligations[0].Whom);
    }

    [Fact]
    public void A_mobile_round_helps_only_on_its_days()
    {
        var round = PostOf(Ee, Fj, PostKind.MobileRound) with { Period = new Period(Day, Day.AddDays(2)) };

        Assert.Single(Given(round).Ask(Question with { On = Day.AddDays(2) }).Options);
        Assert.Equal(["ee post.closed", "ee post.none-here"], Given(round).Ask(Question with { On = Day.AddDays(3) }).Refused());
    }

    [Fact]
    public void A_remote_desk_begins_what_needs_a_desk_and_finishes_what_is_done_on_screen()
    {
        var world = Given(PostOf(Ee, Fj, PostKind.RemoteDesk));

        Assert.False(world.Ask(Question with { Service = Copy }).Only(Ee).Completes);
        Assert.True(world.Ask(Question with { Service = Copy with { Presence = "remote or in person" } }).Only(Ee).Completes);
        Assert.True(world.Ask(Question).Only(Ee).Completes, "a voice helps");
    }

    [Fact]
    public void A_remote_desk_serves_every_place_it_is_responsible_for() =>
        Assert.Equal(["own_remote_desk ee"], Given(PostOf(Ee, Nz, PostKind.RemoteDesk) with { Jurisdiction = [Nz, Fj] }).Ask(Question).Offered());

    [Fact]
    public void The_nearest_open_own_post_abroad_is_offered_and_no_other()
    {
        var world = Given(
            Embassy(Ee, Nz, Wellington) with { Notices = [Notice(PostCondition.Closed)] },
            Embassy(Ee, Au, Canberra),
            Embassy(Ee, Ke, new Position(-1.29, 36.82)));

        Assert.Equal(["own_abroad ee"], world.Ask(Question).Offered());
        Assert.Equal(Au, world.Ask(Question).Only(Ee).Post.Country);
    }

    [Fact]
    public void Nearest_is_measured_from_the_person_where_the_place_is_known()
    {
        var world = Given(Embassy(Ee, Nz, new Position(-18, -178)), Embassy(Ee, Au, new Position(-13, 176)));

        Assert.Equal(Nz, world.Ask(Question with { Near = Suva }).Only(Ee).Post.Country);
        Assert.Equal(Au, world.Ask(Question with { Near = Rotuma }).Only(Ee).Post.Country);
    }

    [Fact]
    public void A_post_nobody_confirmed_is_not_worth_a_journey_abroad() =>
        Assert.Empty(Given(Embassy(Ee, Nz, Wellington) with { Notices = [Notice(PostCondition.Unconfirmed)] }).Ask(Question).Options);

    [Fact]
    public void A_post_nobody_confirmed_is_offered_on_the_spot_and_says_so() =>
        Assert.Equal(
            PostCondition.Unconfirmed,
            Given(Embassy(Ee, Fj) with { Notices = [Notice(PostCondition.Unconfirmed)] }).Ask(Question).Only(Ee).Condition);

    [Fact]
    public void A_closed_post_helps_nobody_until_it_opens_again()
    {
        var world = Given(Embassy(Ee, Fj) with { Notices = [Notice(PostCondition.Closed, Day, Day)] });

        Assert.Empty(world.Ask(Question).Options);
        Assert.Single(world.Ask(Question with { On = Day.AddDays(1) }).Options);
    }

    [Fact]
    public void The_distance_is_told_where_both_ends_are_known()
    {
        var world = Given(Embassy(Ee, Fj, Suva));

        Assert.InRange(world.Ask(Question with { Near = Nadi }).Only(Ee).DistanceKm!.Value, 110, 120);
        Assert.Null(world.Ask(Question).Only(Ee).DistanceKm);
    }
}
