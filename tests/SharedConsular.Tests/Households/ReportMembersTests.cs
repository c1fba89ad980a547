using SharedConsular.Cases;
using SharedConsular.Households;
using static SharedConsular.Tests.Households.HouseholdExamples;

namespace SharedConsular.Tests.Households;

public sealed class ReportMembersTests
{
    private static readonly Actor By = new(Ee, Officer.User);

    [Fact]
    public void Of_one_member_it_is_said_that_he_stays() =>
        Registered().When(new ReportMembers([3], Disposition.Staying, "With his dog")).Then(new MembersReported([3], Disposition.Staying, "With his dog", By, Now));

    [Fact]
    public void Without_names_all_who_wait_are_meant()
    {
        var left = Registered().When(new ReportMembers([3], Disposition.Staying, null)).When(new ReportMembers([], Disposition.LeftByOwnMeans, null))
            .Then(new MembersReported([1, 2], Disposition.LeftByOwnMeans, null, By, Now)).State;

        Assert.Empty(Household.Type.Clocks(left));
    }

    [Fact]
    public void The_same_report_again_changes_nothing() =>
        Registered().When(new ReportMembers([3], Disposition.Staying, null)).When(new ReportMembers([3], Disposition.Staying, null)).ThenNothing()
            .When(new ReportMembers([1], Disposition.Registered, null)).ThenNothing();

    [Fact]
    public void Who_left_is_here_after_all() =>
        Assert.True(Registered().When(new ReportMembers([], Disposition.LeftByOwnMeans, null)).When(new ReportMembers([1, 2, 3], Disposition.Registered, null))
            .State.MayTravel);

    [Fact]
    public void A_live_offer_ends_with_a_report_that_it_does_not_fit() =>
        Offered().When(new ReportMembers([3], Disposition.Deceased, null)).Then(
            new PromiseEnded(Flight, PromiseEnd.NotNeeded, null, By, Now), new MembersReported([3], Disposition.Deceased, null, By, Now));

    [Fact]
    public void What_the_platform_finds_out_itself_is_not_reported() =>
        Assert.All(
            new[] { Disposition.Offered, Disposition.Confirmed, Disposition.Boarded, Disposition.Arrived, Disposition.Duplicate },
            d => Registered().When(new ReportMembers([1], d, null)).ThenRefused(HouseholdRefusals.NotReportable));

    [Fact]
    public void Nobody_is_reported_who_is_not_of_the_household() =>
        Registered().When(new ReportMembers([4], Disposition.Staying, null)).ThenRefused(HouseholdRefusals.NoSuchMember);

    [Fact]
    public void Who_is_on_a_closed_manifest_is_past_reporting() =>
        Boarded().When(new ReportMembers([1], Disposition.Staying, null)).ThenRefused(HouseholdRefusals.HasTravelled);

    [Fact]
    public void Silence_makes_a_row_stale_and_a_word_makes_it_fresh_again()
    {
        var registered = Registered();
        var clock = Assert.Single(Household.Type.Clocks(registered.State));
        Assert.Equal(Now + Household.SilenceMax, clock.DueAt);

        registered.As(Caller.System).When(Household.Type.OnClock!(clock.Name)).ThenNothing();
        var silent = registered.At(clock.DueAt).When(Household.Type.OnClock(clock.Name)).State;
        Assert.True(silent.IsSilent);
        Assert.Contains(HouseholdRow.Silent, HouseholdStandingTests.Terms(silent));
        Assert.Empty(Household.Type.Clocks(silent));
        registered.When(Household.Type.OnClock(clock.Name)).ThenNothing();

        var heard = registered.As(Officer).When(new HearFromHousehold(null, [], null, null, true) { Language = "fr" }).State;
        Assert.Equal("fr", heard.Language);
        Assert.Equal("fr", registered.As(Officer).When(new HearFromHousehold(null, [], null, null, true) { Language = "fr" })
            .When(new HearFromHousehold(null, [], null, null, true)).State.Language);
        Assert.False(heard.IsSilent);
        Assert.DoesNotContain(HouseholdRow.Silent, HouseholdStandingTests.Terms(heard));
        Assert.Equal("Amarat, street 15", heard.Whereabouts);
        Assert.Equal(["khartoum"], heard.Assemblies);
        Assert.Equal(clock.DueAt + Household.SilenceMax, Assert.Single(Household.Type.Clocks(heard)).DueAt);
    }

    [Fact]
    public void What_the_household_says_anew_is_known_from_then_on()
    {
        var heard = Registered().When(new HearFromHousehold("Port Sudan", ["port-sudan"], Now.AddHours(8), "+249 911", SharedWithLead: true))
            .Then(new HouseholdHeardFrom("Port Sudan", ["port-sudan"], Now.AddHours(8), "+249 911", true, By, Now)).State;

        Assert.Equal((Now, true), (heard.TouchedAt!.Value, heard.IsSeenByLead));
    }

    [Fact]
    public void Its_own_word_is_no_sign_that_an_officer_looked_at_it() =>
        Assert.Null(Registered().As(Mother).When(new HearFromHousehold(null, [], null, null, false) { Standing = HouseholdStanding.Itself }).State.TouchedAt);

    [Fact]
    public void What_the_policy_says_is_stored_with_its_version_once()
    {
        var result = new TriageResult(1, 4, ["wheelchair"], "triage-1", 7);

        Registered().When(new RankHousehold(result)).Then(new HouseholdRanked(1, 4, ["wheelchair"], "triage-1", 7, By, Now))
            .When(new RankHousehold(result)).ThenNothing()
            .When(new RankHousehold(result with { PolicyVersion = "triage-2" })).ThenOne<HouseholdRanked>();
    }

    [Fact]
    public void Tokens_given_out_before_are_void() =>
        Registered().When(new RevokeTokens()).Then(new BoardingTokensRevoked(1, By, Now)).When(new RevokeTokens()).Then(new BoardingTokensRevoked(2, By, Now));
}
