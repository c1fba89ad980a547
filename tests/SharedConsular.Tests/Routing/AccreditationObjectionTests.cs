using System.Collections.Immutable;
using SharedConsular.Posts;
using SharedConsular.Routing;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Routing;

/// <summary>Gate G2: a post acts in another state until one of the states concerned objects.</summary>
public sealed class AccreditationObjectionTests
{
    private static readonly Post Accredited = Embassy(Ee, Nz, Wellington) with { Jurisdiction = [Fj, Nz] };
    private static readonly AccreditationObjection Objection = new(Fj, Accredited.Id, Fj, new Period(Day, Day.AddDays(1)), "");

    [Fact]
    public void The_post_stops_acting_there_while_the_objection_stands_and_helps_who_travels_to_it()
    {
        var world = With(Objection);

        Assert.Equal(["own_accredited ee"], Router.Decide(Question with { On = Day.AddDays(-1) }, world).Offered());
        foreach (var day in new[] { Day, Day.AddDays(1) })
        {
            var answer = Router.Decide(Question with { On = day }, world);
            Assert.Equal(["own_abroad ee"], answer.Offered());
            Assert.Equal(["ee gate.g2.objected"], answer.Refused());
        }

        Assert.Equal(["own_accredited ee"], Router.Decide(Question with { On = Day.AddDays(2) }, world).Offered());
    }

    [Fact]
    public void The_host_of_the_post_is_heard_as_the_place_is() =>
        Assert.Equal(["ee gate.g2.objected"], Router.Decide(Question, With(Objection with { By = Nz })).Refused());

    [Fact]
    public void Another_states_word_another_post_and_another_place_change_nothing()
    {
        foreach (var other in new[] { Objection with { By = Ke }, Objection with { PostId = "another" }, Objection with { By = Au, Place = Au } })
        {
            Assert.Equal(["own_accredited ee"], Router.Decide(Question, With(other)).Offered());
        }
    }

    [Fact]
    public void A_remote_desk_abroad_is_stopped_too()
    {
        var desk = PostOf(Ee, Nz, PostKind.RemoteDesk) with { Jurisdiction = [Fj, Nz] };

        Assert.Equal(["ee gate.g2.objected"], Router.Decide(Question, With(desk, Objection with { PostId = desk.Id })).Refused());
    }

    [Fact]
    public void The_post_goes_on_where_it_lies() =>
        Assert.Equal(["own_post ee"], Router.Decide(Question with { In = Nz }, With(Objection with { By = Nz })).Offered());

    [Fact]
    public void Coverage_and_a_what_if_obey_it()
    {
        var world = With(Objection);

        Assert.Equal(RouteKind.OwnAccredited, Coverage.Cover(world, Ee, Day.AddDays(-1), Fj, Detention).First!.Kind);
        Assert.Equal(RouteKind.OwnAbroad, Coverage.Cover(world, Ee, Day, Fj, Detention).First!.Kind);
        Assert.Equal(
            ["ee gate.g2.objected"], Router.Decide(Question, world.WhatIf(ImmutableHashSet<string>.Empty, ImmutableHashSet<string>.Empty, draft: null)).Refused());
    }

    private static World With(AccreditationObjection objection) => With(Accredited, objection);

    private static World With(Post post, AccreditationObjection objection) => World.Of(
        Given(post), new Registers([], [PostBook.Type.Evolve(PostBook.Type.Initial, new AccreditationObjected(objection, Now))], []), "v2");
}
