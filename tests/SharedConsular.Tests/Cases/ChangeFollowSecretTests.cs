using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class ChangeFollowSecretTests
{
    private static readonly ChangeFollowSecret Change = new("0f");

    [Fact]
    public void The_applicant_and_the_serving_officer_have_a_new_secret_made()
    {
        InHand().As(Applicant).When(Change).Then(new FollowSecretChanged("0f", new Actor(Ee, Applicant.User), Now));
        InHand().As(Officer).When(Change).Then(new FollowSecretChanged("0f", new Actor(Fr, Officer.User), Now));
    }

    [Fact]
    public void Nobody_else_does()
    {
        InHand().As(OwnOfficer).When(Change).ThenRefused(CaseRefusals.NotForYou);
        InHand().As(OtherNational).When(Change).ThenRefused(CaseRefusals.NotFound);
    }

    [Fact]
    public void The_old_secret_finds_nothing_any_more()
    {
        var spec = Spec().As(Applicant).When(Open() with { FollowHash = "aa" });
        Assert.Equal(["follow:aa"], FollowersOf(spec.State));

        Assert.Equal(["follow:0f"], FollowersOf(spec.When(Change).State));
    }

    [Fact]
    public void A_secret_that_a_feared_state_could_have_made_for_itself_stops_with_the_fear()
    {
        var own = Spec().As(Applicant).When(Open() with { FollowHash = "aa" });
        Assert.Equal(["follow:aa"], FollowersOf(own.When(new DiscloseFear()).State));

        var remade = Spec().As(Applicant).When(Open() with { FollowHash = "aa" }).When(Change);
        Assert.Empty(FollowersOf(remade.When(new DiscloseFear()).State));

        var byOfficer = InHand().As(Officer).When(Change).When(new DiscloseFear());
        Assert.Equal(["follow:0f"], FollowersOf(byOfficer.State));
    }

    [Fact]
    public void The_row_of_a_follower_says_nothing_but_which_case_it_is()
    {
        var rows = Case.Type.Rows(Key, InHand().As(Officer).When(Change).State).Where(r => r.List == CaseListRow.Followed);

        var row = Assert.Single(rows);
        Assert.Empty(row.Terms);
        Assert.Equal(new FollowedCase(Key.Id), row.Body);
    }

    private static IEnumerable<string> FollowersOf(Case @case) =>
        Case.Type.Rows(Key, @case).Where(r => r.List == CaseListRow.Followed).Select(r => r.Viewer);
}
