using SharedConsular.Access;
using SharedConsular.Cases;
using SharedConsular.Services;
using static SharedConsular.Tests.Access.AccessExamples;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Access;

public sealed class BreakGlassTests
{
    private static readonly BreakGlass Hospital = new("She is in hospital");
    private static readonly ReviewBreakGlass Justified = new(1, GlassVerdict.Justified, "It could not wait");

    private static EntitySpec<Case, CaseCommand, CaseEvent> Trafficked() =>
        Spec().When(Open() with { Service = Etd with { Category = ServiceCategory.Protection } });

    [Fact]
    public void Who_breaks_the_glass_reads_at_once_and_for_four_hours()
    {
        var @case = Trafficked().When(Hospital).State;

        Assert.True(Reads(@case, Officer, Now));
        Assert.True(Reads(@case, Officer, Now.AddHours(4).AddSeconds(-1)));
        Assert.False(Reads(@case, Officer, Now.AddHours(4)));
        Assert.False(Reads(@case, OtherOfficer, Now));
    }

    [Fact]
    public void A_grant_opens_the_file_and_decides_nothing()
    {
        var @case = Trafficked().When(Hospital);

        @case.When(Grant).ThenRefused(AccessRefusals.CertificateNeeded);
        @case.When(new RecordStep("take photo")).ThenOne<StepRecorded>();
    }

    [Fact]
    public void A_party_that_is_offered_a_case_may_break_the_glass_of_its_persons()
    {
        var policy = new AccessPolicy(
            [
                .. Everything.Rules,
                Rule("emergency", "read", "read-persons") with { Priority = 9, Purpose = Purpose.Emergency, When = AccessConditions.None with { BrokeGlass = true } },
            ],
            []);
        var offered = InHand().When(OfferToGermany).As(GermanOfficer);

        Assert.False(CaseAccess.Allows(policy, CaseAction.ReadPersons, offered.State, GermanOfficer, Now));
        Assert.True(CaseAccess.Allows(policy, CaseAction.ReadPersons, offered.When(Hospital).State, GermanOfficer, Now));
        Assert.Equal(Purpose.Emergency, CaseAccess.FindGrounds(policy, offered.State, GermanOfficer, Now)?.Purpose);
        Assert.Contains("read-persons", CaseAccess.AllowedActions(policy, offered.State, GermanOfficer, Now));
    }

    [Fact]
    public void Who_has_the_right_breaks_no_glass() => InHand().When(Hospital).ThenRefused(AccessRefusals.GlassNotNeeded);

    [Fact]
    public void A_feared_state_a_blocked_login_and_a_stranger_break_no_glass()
    {
        Spec().When(OpenFearing()).As(OwnOfficer).When(Hospital).ThenRefused(CaseRefusals.NotFound);
        InHand().As(Supervisor).When(new BlockAdverseParty(Ee, OwnOfficer.User, "He is her uncle")).As(OwnOfficer).When(Hospital)
            .ThenRefused(CaseRefusals.NotFound);
        Trafficked().As(Stranger).When(Hospital).ThenRefused(CaseRefusals.NotFound);
    }

    [Fact]
    public void A_second_request_while_the_grant_lasts_changes_nothing() => Trafficked().When(Hospital).When(Hospital).ThenNothing();

    [Fact]
    public void The_owner_is_told_even_of_its_own_officer_and_so_is_the_own_state()
    {
        var broken = Trafficked().When(Hospital);
        var told = Assert.IsType<CaseNotice>(Assert.Single(Case.Type.Messages(Key, broken.State, broken.ThenOne<GlassBroken>())).Body).Told;

        Assert.Equal([Fr, Ee], told);
    }

    [Fact]
    public void A_feared_state_is_not_told()
    {
        var broken = Spec().When(OpenFearing()).When(Hospital);

        Assert.Equal([Fr], Assert.IsType<CaseNotice>(Assert.Single(Case.Type.Messages(Key, broken.State, broken.ThenOne<GlassBroken>())).Body).Told);
    }

    [Fact]
    public void A_review_waits_in_the_queue_and_on_a_clock_also_after_the_case_is_closed()
    {
        var @case = Trafficked().When(Hospital).As(ProtectionOfficer).When(new CloseCase("helped")).State;

        Assert.Equal(CaseStatus.Closed, @case.Status);
        Assert.Equal(Now + BreakGlass.ReviewTime, @case.FindClock(CaseClock.ReviewGlass)?.DueAt);
        Assert.Equal(["ee", "fr"], Case.Type.Rows(Key, @case).Where(r => r.List == ReviewRow.List).Select(r => r.Viewer).Order());
        Assert.Equal(["ee", "fr"], Case.Type.Rows(Key, @case).Where(r => r.List == CaseListRow.Queue).Select(r => r.Viewer).Order());
    }

    [Fact]
    public void A_review_that_is_late_is_escalated() =>
        Trafficked().When(Hospital).As(Caller.System).At(Now + BreakGlass.ReviewTime).When(new ClockFellDue(CaseClock.ReviewGlass)).ThenOne<CaseEscalated>();

    [Fact]
    public void A_supervisor_reviews_it_and_the_task_is_gone()
    {
        var @case = Trafficked().When(Hospital).As(Supervisor).When(Justified).State;

        Assert.Null(@case.FindClock(CaseClock.ReviewGlass));
        Assert.DoesNotContain(Case.Type.Rows(Key, @case), r => r.List == ReviewRow.List);
        Assert.Equal((GlassVerdict.Justified, Supervisor.User), (@case.Glass[0].Verdict, @case.Glass[0].ReviewedBy!.User));
    }

    [Fact]
    public void Nobody_reviews_her_own_breaking() =>
        Trafficked().As(Supervisor).When(Hospital).When(Justified).ThenRefused(AccessRefusals.AnotherReviews);

    [Fact]
    public void Nor_does_she_when_another_one_waits_beside_it() =>
        Trafficked().When(Hospital).As(Supervisor).When(Hospital).When(Justified with { Number = 2 }).ThenRefused(AccessRefusals.AnotherReviews);

    [Fact]
    public void Officers_review_nothing() => Trafficked().When(Hospital).As(OtherOfficer).When(Justified).ThenRefused(CaseRefusals.NotForThisRole);

    [Fact]
    public void A_review_needs_a_verdict_of_something_that_waits_for_one()
    {
        Trafficked().When(Hospital).As(Supervisor).When(Justified with { Verdict = GlassVerdict.Unsaid }).ThenRefused(AccessRefusals.VerdictMissing);
        Trafficked().When(Hospital).As(Supervisor).When(Justified with { Number = 7 }).ThenRefused(AccessRefusals.ReviewNotFound);
        Trafficked().As(Supervisor).When(Justified).ThenRefused(AccessRefusals.NothingToReview);
    }

    private static bool Reads(Case @case, Caller caller, DateTimeOffset at) => CaseAccess.Allows(Everything, CaseAction.ReadPersons, @case, caller, at);
}
