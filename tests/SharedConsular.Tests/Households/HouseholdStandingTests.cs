using SharedConsular.Households;
using static SharedConsular.Tests.Households.HouseholdExamples;

namespace SharedConsular.Tests.Households;

public sealed class HouseholdStandingTests
{
    private static readonly Household Fearing = Spec().As(Caller.System)
        .When(Register() with { FearsOwnState = true, Home = Au, SharedWithLead = true }).State;

    [Fact]
    public void Who_may_do_what_is_as_it_was_agreed() =>
        Approved.Text("Households/HouseholdActions.txt", string.Concat(HouseholdActions.Table.OrderBy(l => l.Key).Select(l => $"{l.Key} | {l.Value}\n")));

    [Fact]
    public void Every_action_is_a_line_of_the_table() => Assert.Equal(Enum.GetValues<HouseholdAction>(), HouseholdActions.Table.Keys.Order());

    [Fact]
    public void A_caller_is_what_the_record_says_of_it()
    {
        var household = Registered().State;

        Assert.Equal(HouseholdStanding.Home, household.StandingOf(Officer));
        Assert.Equal(HouseholdStanding.StateOfNationality, household.StandingOf(FrenchOfficer));
        Assert.Equal(HouseholdStanding.Stranger, household.StandingOf(AustralianCell));
        Assert.Equal(HouseholdStanding.Platform, household.StandingOf(Caller.System));
        Assert.All(
            new[] { Role.Administrator, Role.Auditor, Role.PlatformOperator, Role.National, Role.Anonymous },
            r => Assert.Equal(HouseholdStanding.Stranger, household.StandingOf(Officer with { Role = r })));
    }

    [Theory]
    [InlineData(HouseholdStanding.Lead)]
    [InlineData(HouseholdStanding.Itself)]
    [InlineData(HouseholdStanding.Itself | HouseholdStanding.Lead)]
    public void A_feared_state_is_a_stranger_also_when_it_leads_or_has_the_secret(HouseholdStanding besides)
    {
        foreach (var state in new[] { Ee, Fr })
        {
            foreach (var role in new[] { Role.Officer, Role.Supervisor, Role.ProtectionOfficer, Role.CrisisCell, Role.Administrator })
            {
                var caller = new Caller(state, new UserId("feared"), role);

                Assert.Equal(HouseholdStanding.Stranger, Fearing.StandingOf(caller, besides));
                Assert.Equal(
                    HouseholdRefusals.NotFound,
                    Assert.IsType<Decision<HouseholdEvent>.Refused>(
                        Household.Type.Decide(Fearing, new RevokeTokens { Standing = besides }, new DecisionContext(Now, caller))).Reason);
            }
        }
    }

    [Fact]
    public void One_of_a_household_that_fears_its_state_still_acts_for_it() =>
        Assert.Equal(HouseholdStanding.Itself, Fearing.StandingOf(Mother, HouseholdStanding.Itself));

    [Fact]
    public void The_lead_sees_a_household_that_agreed_to_it_and_none_that_fears_its_state()
    {
        var shared = Spec().When(Register() with { SharedWithLead = true }).State;

        Assert.Equal(HouseholdStanding.Lead, shared.StandingOf(AustralianCell, HouseholdStanding.Lead));
        Assert.Equal(HouseholdStanding.Stranger, Registered().State.StandingOf(AustralianCell, HouseholdStanding.Lead));
        Assert.Equal(HouseholdStanding.Home, Fearing.StandingOf(AustralianCell, HouseholdStanding.Lead));
        Assert.Contains(HouseholdRow.ViewerOfLead(Crisis), Viewers(shared));
        Assert.DoesNotContain(HouseholdRow.ViewerOfLead(Crisis), Viewers(Registered().State));
    }

    [Fact]
    public void A_feared_state_has_no_row_and_no_number_by_state()
    {
        Assert.Equal(["au", $"crisis:{Crisis}", $"follow:{Hash}"], Viewers(Fearing).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(
            Household.Type.Tallies(Name.Key, Fearing),
            t => t.Name.StartsWith("state:ee", StringComparison.Ordinal) || t.Name.StartsWith("state:fr", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_state_of_nationality_has_a_row_without_names()
    {
        var rows = Household.Type.Rows(Name.Key, Registered().State);

        Assert.Equal(
            [$"crisis:{Crisis} households", $"crisis:{Crisis} untouched", "ee households", $"follow:{Hash} followed", "fr households"],
            rows.Select(r => $"{r.Viewer} {r.List}").Order(StringComparer.Ordinal));
        Assert.DoesNotContain("Adult 1", System.Text.Json.JsonSerializer.Serialize(rows.Select(r => r.Body), StoredJson.Options), StringComparison.Ordinal);
        Assert.Empty(Household.Type.Rows(Name.Key, Household.Type.Initial));
    }

    [Fact]
    public void A_row_is_found_by_what_planners_and_the_wall_ask_for()
    {
        Assert.Equal(["disposition:registered", "plannable", "state:ee", "state:ee:registered"], Terms(Registered().State));
        Assert.Equal(["disposition:offered", $"movement:{Flight}", "state:ee", "state:ee:offered"], Terms(Offered().State));
        Assert.Equal(["alarm:unaccompanied-minor", "disposition:registered", "state:ee", "state:ee:registered"], Terms(Registered(Child(1, null, Ee)).State));
        Assert.Contains("class:2", Terms(Registered().When(new RankHousehold(new TriageResult(2, 0, [], "triage-1", null))).State));
    }

    [Fact]
    public void Nobody_looks_for_a_household_among_the_untouched_once_an_officer_has_done_something_for_it()
    {
        Assert.Contains(Household.Type.Rows(Name.Key, Offered().State), r => r.List == HouseholdRow.Untouched);
        Assert.DoesNotContain(
            Household.Type.Rows(Name.Key, Registered().When(new RankHousehold(new TriageResult(2, 0, [], "triage-1", null))).State),
            r => r.List == HouseholdRow.Untouched);
    }

    [Fact]
    public void What_a_caller_can_do_now_depends_on_what_there_is()
    {
        Assert.Equal(
            ["hear_from", "report", "name_escort", "merge", "reject_match", "name_relation", "revoke_tokens"],
            HouseholdActions.AllowedNow(Registered(Child(1, null, Ee)).State, HouseholdStanding.Home));
        Assert.Equal(
            ["hear_from", "accept_offer", "decline_offer", "report", "name_relation", "revoke_tokens"],
            HouseholdActions.AllowedNow(Offered().State, HouseholdStanding.Itself));
        Assert.Empty(HouseholdActions.AllowedNow(Offered().State, HouseholdStanding.Stranger));
    }

    [Fact]
    public void A_reference_is_read_as_it_is_written_and_said()
    {
        var reference = HouseholdReference.FromBits(4711);

        Assert.StartsWith("SH-", reference, StringComparison.Ordinal);
        Assert.Equal(reference, HouseholdReference.Parse(reference.ToLowerInvariant()));
        Assert.Equal(reference, HouseholdReference.Parse(reference[3..]));
        Assert.Null(HouseholdReference.Parse("SH-0000-0000-0"[..^1] + "X"));
        Assert.Null(HouseholdReference.Parse(null));
    }

    private static IEnumerable<string> Viewers(Household household) => Household.Type.Rows(Name.Key, household).Select(r => r.Viewer);

    internal static IEnumerable<string> Terms(Household household) =>
        Household.Type.Rows(Name.Key, household).Single(r => r.Viewer == HouseholdRow.ViewerOfCrisis(Crisis) && r.List == HouseholdRow.List)
            .Terms.Order(StringComparer.Ordinal);
}
