using SharedConsular.Cases;
using SharedConsular.Retention;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Retention;

public sealed class EndRetentionTests
{
    private static readonly Actor Platform = new(TenantId.Installation, Caller.System.User);

    [Fact]
    public void A_case_that_ends_says_until_when_each_party_keeps_it() =>
        Assert.Equal(
            [new RetentionTerm(Fr, "assisting", Now.AddDays(180)), new RetentionTerm(Ee, "home", Now.AddDays(730))],
            Over().State.Retention);

    [Fact]
    public void A_withdrawn_one_too() =>
        Assert.Equal(2, InHand().As(Applicant).When(new WithdrawCase("Found it", RetentionRules)).State.Retention.Length);

    [Fact]
    public void Its_times_are_clocks_that_fall_due()
    {
        var clocks = Case.Type.Clocks(Over().State);

        Assert.Equal([("retention:fr", Now.AddDays(180)), ("retention:ee", Now.AddDays(730))], clocks.Select(c => (c.Name, c.DueAt)));
        Assert.Equal(new EndRetention(Fr), Case.Type.OnClock!("retention:fr"));
        Assert.Equal(new ClockFellDue("accept-case"), Case.Type.OnClock("accept-case"));
    }

    [Fact]
    public void Before_its_time_nothing_ends() =>
        Over().As(Caller.System).At(Now.AddDays(180).AddTicks(-1)).When(new EndRetention(Fr)).ThenNothing();

    [Fact]
    public void An_assisting_party_loses_sight_of_the_case_and_the_own_state_does_not()
    {
        var ended = Over().As(Caller.System).At(Now.AddDays(180)).When(new EndRetention(Fr));

        ended.Then(new RetentionEnded(Fr, "assisting", Platform, Now.AddDays(180)));
        Assert.Equal([Ee.Value, "person:kadri"], CaseListRow.Of(Key, ended.State).Select(r => r.Viewer));
        ended.As(Officer).When(new ReopenCase("Again")).ThenRefused(CaseRefusals.NotFound);
        ended.As(Caller.System).When(new EndRetention(Fr)).ThenNothing();
        Assert.Equal(["retention:ee"], Case.Type.Clocks(ended.State).Select(c => c.Name));
    }

    [Fact]
    public void With_the_home_states_time_everyone_is_forgotten() =>
        Over().As(Caller.System).At(Now.AddDays(730)).When(new EndRetention(Ee))
            .Then(new PersonErased(["kadri"], ErasureGround.RetentionEnded, "home", Role.System, Platform, Now.AddDays(730)))
            .When(new EndRetention(Ee)).ThenNothing();

    [Fact]
    public void A_hold_stops_the_clocks_and_lifting_it_lets_them_run_as_they_were()
    {
        var held = Over().As(OwnSupervisor).When(new SetLegalHold("A court asked for it"));
        Assert.Empty(Case.Type.Clocks(held.State));
        held.As(Caller.System).At(Now.AddDays(800)).When(new EndRetention(Ee)).ThenNothing();

        held.As(OwnSupervisor).When(new LiftLegalHold("Done"));
        Assert.Equal([Now.AddDays(180), Now.AddDays(730)], Case.Type.Clocks(held.State).Select(c => c.DueAt));
    }

    [Fact]
    public void Reopening_cancels_them_and_gives_the_serving_party_its_sight_back()
    {
        var reopened = Over().As(Caller.System).At(Now.AddDays(180)).When(new EndRetention(Fr)).As(OwnOfficer).When(new ReopenCase("Again"));

        Assert.Empty(reopened.State.Retention);
        Assert.Contains(CaseListRow.Of(Key, reopened.State), r => r.Viewer == Fr.Value);
    }

    [Fact]
    public void An_erased_case_is_still_forgotten_by_those_who_helped() =>
        Assert.Equal(
            ["retention:fr"],
            Case.Type.Clocks(Over().As(OwnSupervisor).When(new ErasePersons([], ErasureGround.NotNeeded)).State).Select(c => c.Name));

    [Fact]
    public void Only_the_home_state_holds() => Over().As(Supervisor).When(new SetLegalHold("Ours")).ThenRefused(RetentionRefusals.HomeStateDecides);

    private static EntitySpec<Case, CaseCommand, CaseEvent> Over() => InHand().When(new CloseCase("travelled", RetentionRules));
}
