using SharedConsular.Posts;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Posts;

/// <summary>Estonia's embassy in New Zealand acts in Fiji too, until New Zealand or Fiji objects (gate G2).</summary>
public sealed class ObjectToAccreditationTests
{
    private static readonly Caller NewZealand = Admin(Nz);
    private static readonly Post Accredited = Embassy(Ee, Nz) with { Jurisdiction = [Fj, Nz] };
    private static readonly ObjectToAccreditation Object = new(Accredited, Fj, Day, "Note verbale 7");
    private static readonly WithdrawAccreditationObjection Withdraw = new(Accredited.Id, Fj, Day.AddDays(1));

    [Fact]
    public void Where_it_acts_and_where_it_lies_may_object()
    {
        foreach (var concerned in new[] { Fiji, NewZealand })
        {
            var objected = Spec(concerned).When(Object).ThenOne<AccreditationObjected>();

            Assert.Equal(new AccreditationObjection(concerned.Tenant, Accredited.Id, Fj, new Period(Day, null), "Note verbale 7"), objected.Objection);
        }
    }

    [Fact]
    public void Nobody_else_may()
    {
        Spec(Admin(Ke)).When(Object).ThenRefused(PostRefusals.NotConcerned);
        Spec(Estonia).When(Object).ThenRefused(PostRefusals.NotConcerned);
    }

    [Fact]
    public void There_is_nothing_to_object_to_where_the_post_lies_or_has_no_business()
    {
        Spec(NewZealand).When(Object with { Place = Nz }).ThenRefused(PostRefusals.NotAccredited);
        Spec(Fiji).When(Object with { Post = Accredited with { Jurisdiction = [Nz] } }).ThenRefused(PostRefusals.NotAccredited);
    }

    [Fact]
    public void Repeating_changes_nothing_but_an_earlier_day_does()
    {
        Spec(Fiji).When(Object).When(Object with { From = Day.AddDays(3) }).ThenNothing();
        Spec(Fiji).When(Object).When(Object with { From = Day.AddDays(-1) }).ThenOne<AccreditationObjected>();
    }

    [Fact]
    public void What_was_withdrawn_can_be_said_again()
    {
        var spec = Spec(Fiji).When(Object).When(Withdraw);
        spec.Then(new AccreditationObjectionWithdrawn(Accredited.Id, Fj, Day.AddDays(1), Now));
        Assert.Equal([new Period(Day, Day.AddDays(1))], spec.State.Objections.Select(o => o.Period));

        spec.When(Object with { From = Day.AddDays(5) }).ThenOne<AccreditationObjected>();
    }

    [Fact]
    public void Only_what_was_said_and_still_stands_is_withdrawn()
    {
        Spec(Fiji).When(Withdraw).ThenRefused(PostRefusals.NoObjection);
        Spec(Fiji).When(Object).When(Withdraw with { Place = Nz }).ThenRefused(PostRefusals.NoObjection);
        Spec(Fiji).When(Object).When(Withdraw with { PostId = "another" }).ThenRefused(PostRefusals.NoObjection);
        Spec(Fiji).When(Object).When(Withdraw).When(Withdraw).ThenRefused(PostRefusals.NoObjection);
    }

    [Fact]
    public void Objections_are_limited()
    {
        var full = PostBook.Type.Initial with
        {
            Objections = [.. Enumerable.Range(0, ObjectToAccreditation.ObjectionsMax).Select(i => new AccreditationObjection(Fj, $"p{i}", Fj, Period.Always, ""))],
        };

        Assert.Equal(
            PostRefusals.ObjectionsFull.With("1000"),
            Assert.IsType<Decision<PostEvent>.Refused>(PostBook.Type.Decide(full, Object, new DecisionContext(Now, Fiji))).Reason);
    }

    [Fact]
    public void A_state_that_is_no_longer_concerned_is_no_longer_heard()
    {
        var host = new AccreditationObjection(Nz, Accredited.Id, Fj, new Period(Day, null), "");
        var place = host with { By = Fj };

        Assert.True(host.Stops(Accredited, Fj, Day));
        Assert.False(host.Stops(Accredited with { Country = Au }, Fj, Day));
        Assert.True(place.Stops(Accredited with { Country = Au }, Fj, Day));
        Assert.False(place.Stops(Accredited with { Country = Fj }, Fj, Day), "a post that moved in is resident");
    }

    private static EntitySpec<PostBook, PostCommand, PostEvent> Spec(Caller caller) => new(PostBook.Type, caller, Now);
}
