using SharedConsular.Access;
using SharedConsular.Cases;
using SharedConsular.Retention;
using SharedConsular.Tenants;
using SharedConsular.Tests.Routing;
using static SharedConsular.Tests.Access.AccessExamples;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Access;

/// <summary>Who is told of a case is asked when it is told: the same decision as for who reads it.</summary>
public sealed class TellingTests
{
    [Fact]
    public void Who_has_a_part_in_the_case_is_told()
    {
        Assert.True(IsTold(CaseNotice.Decided, InHand().State, Fr));
        Assert.True(IsTold(CaseNotice.Decided, InHand().State, Ee));
        Assert.True(IsTold(CaseNotice.Offered, InHand().When(OfferToGermany).State, De));
    }

    [Fact]
    public void Who_has_none_is_not() => IsNotTold(AccessAnswer.ByTable, CaseNotice.Decided, InHand().State, Au);

    [Fact]
    public void Who_gave_the_case_away_is_told_that_it_was_taken_and_not_what_happens_in_it()
    {
        var moved = InHand().When(OfferToGermany).As(GermanOfficer).When(AcceptAsGermany).State;

        Assert.True(IsTold(CaseNotice.Accepted, moved, Fr));
        IsNotTold(AccessAnswer.ByTable, CaseNotice.Decided, moved, Fr);
        IsNotTold(AccessAnswer.ByTable, CaseNotice.Escalated, moved, Fr);
    }

    [Fact]
    public void A_party_whose_agreement_ended_since_is_not_told()
    {
        var ended = WorldExamples.Treaty("eu-etd") with { Exit = HandBack, InForce = new Period(null, AccessPolicy.DayOf(Now).AddDays(-1)) };
        var policy = Everything.Under([ended]);

        IsNotTold(AccessAnswer.ByAgreement, CaseNotice.Decided, InHand().State, Fr, policy);
        Assert.True(IsTold(CaseNotice.Decided, InHand().State, Ee, policy));
    }

    [Fact]
    public void A_state_that_she_fears_since_is_not_told() =>
        IsNotTold(AccessInvariants.AsylumFirewall, CaseNotice.Decided, InHand().When(new DiscloseFear()).State, Ee);

    [Fact]
    public void Whom_no_rule_lets_be_told_is_not() => IsNotTold(AccessAnswer.ByDefault, CaseNotice.Decided, InHand().State, Fr, AccessPolicy.Empty);

    [Fact]
    public void What_was_withheld_is_recorded_once_for_each_party()
    {
        var withheld = InHand().As(Caller.System).When(new WithholdNotice(7, De, CaseNotice.Decided, AccessAnswer.ByTable));
        withheld.Then(new NoticeWithheld(7, De, CaseNotice.Decided, "table", new Actor(TenantId.Installation, Caller.System.User), Now));

        withheld.When(new WithholdNotice(7, De, CaseNotice.Decided, AccessAnswer.ByTable)).ThenNothing();
        withheld.When(new WithholdNotice(7, Au, CaseNotice.Decided, AccessAnswer.ByTable)).ThenOne<NoticeWithheld>();
    }

    [Fact]
    public void Also_in_a_case_of_whom_nothing_can_be_read_any_more()
    {
        var erased = InHand().When(new WithdrawCase("Found")).As(OwnSupervisor).When(new ErasePersons([], ErasureGround.NotNeeded));
        Assert.True(erased.State.IsErased);

        erased.As(Caller.System).When(new WithholdNotice(7, Fr, CaseNotice.Closed, AccessAnswer.ByTable)).ThenOne<NoticeWithheld>();
    }

    [Fact]
    public void Nobody_but_the_platform_records_it() =>
        InHand().As(Officer).When(new WithholdNotice(7, De, CaseNotice.Decided, AccessAnswer.ByTable)).ThenRefused(CaseRefusals.NotForYou);

    [Fact]
    public void Nobody_acts_by_being_told() =>
        Assert.Empty(CaseAccess.AllowedActions(Everything, InHand().State, Officer, Now).Intersect(["tell-party", "tell-move", "write-to-person", "follow-case"]));

    [Fact]
    public void Only_who_holds_the_secret_follows()
    {
        var @case = Spec().When(Open() with { FollowHash = "0f" }).State;

        Assert.True(CaseAccess.Decide(Everything, CaseAction.Follow, @case, Caller.Follower("0f"), Now).IsAllowed);
        foreach (var other in new[] { Caller.Follower("0e"), Caller.Anonymous, Officer, Caller.System })
        {
            Assert.False(CaseAccess.Decide(Everything, CaseAction.Follow, @case, other, Now).IsAllowed);
        }

        Assert.False(CaseAccess.Decide(Everything, CaseAction.Follow, InHand().State, Caller.Anonymous, Now).IsAllowed);
        Assert.Empty(CaseAccess.AllowedActions(Everything, @case, Caller.Follower("0f"), Now).Except(["follow-case"]));
    }

    private static bool IsTold(string topic, Case @case, TenantId party, AccessPolicy? policy = null) =>
        CaseAccess.DecideToTell(policy ?? Everything, topic, @case, party, Now).IsAllowed;

    private static void IsNotTold(string by, string topic, Case @case, TenantId party, AccessPolicy? policy = null) =>
        Assert.Equal((false, by), CaseAccess.DecideToTell(policy ?? Everything, topic, @case, party, Now) is var answer ? (answer.IsAllowed, answer.DecidedBy) : default);
}
