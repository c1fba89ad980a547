using System.Collections.Immutable;
using System.Text.Json;
using SharedConsular.Cases;
using SharedConsular.Routing;
using SharedConsular.Services;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class CaseListRowTests
{
    [Fact]
    public void Owner_own_state_and_applicant_see_a_case_with_its_name() =>
        Assert.All(["fr", "ee", "person:kadri"], viewer =>
        {
            var row = Row(InHand().State, viewer);

            Assert.Equal("Kadri Õunapuu", ((CaseListRow)row.Body).Name);
            Assert.Contains("name:ounapuu", row.Terms);
        });

    [Fact]
    public void A_party_that_was_offered_the_case_sees_the_matter_and_no_name()
    {
        var row = Row(InHand().When(OfferToGermany).State, "de");

        Assert.Equal("emergency_travel_document", ((CaseListRow)row.Body).Service);
        Assert.Null(((CaseListRow)row.Body).Name);
        Assert.DoesNotContain(row.Terms, t => t.StartsWith("name:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_former_owner_sees_that_there_was_a_case_and_where_it_went()
    {
        var row = Row(CaseSituations.All["handed to Germany"], "fr");
        var body = (CaseListRow)row.Body;

        Assert.Equal((null, null, null, De), (body.Service, body.Name, body.NextClock, body.Owner));
        Assert.Equal(["ref:SC-7K3F-9Q2M-4", "status:in-progress"], row.Terms);
    }

    [Fact]
    public void A_stranger_sees_nothing() => Assert.DoesNotContain(Rows(InHand().State), r => r.Viewer == "au");

    [Fact]
    public void A_protected_person_has_no_name_in_any_list()
    {
        var trafficked = Spec().When(Open() with { Service = Etd with { Category = ServiceCategory.Protection } }).State;

        Assert.All(Rows(trafficked).Concat(Rows(CaseSituations.All["she fears her own state"])), r =>
        {
            Assert.DoesNotContain("Kadri", JsonSerializer.Serialize(r.Body, r.Body.GetType(), StoredJson.Options), StringComparison.Ordinal);
            Assert.DoesNotContain(r.Terms, t => t.StartsWith("name:", StringComparison.Ordinal));
            Assert.True(r.Viewer.StartsWith("person:", StringComparison.Ordinal) || ((CaseListRow)r.Body).Service is null);
            Assert.True(r.Viewer.StartsWith("person:", StringComparison.Ordinal) || !r.Terms.Any(t => t.StartsWith("service:", StringComparison.Ordinal)));
            Assert.NotEqual(Etd.Id, ((CaseListRow)r.Body).Title);
        });
    }

    [Fact]
    public void The_newest_case_stands_first() =>
        Assert.True(string.CompareOrdinal(
            Row(Spec().At(Now.AddDays(1)).When(Open()).State, "fr").Sort,
            Row(InHand().State, "fr").Sort) < 0);

    [Fact]
    public void The_case_whose_clock_runs_out_first_stands_first_in_the_queue() =>
        Assert.True(string.CompareOrdinal(
            Row(InHand().State, "fr", CaseListRow.Queue).Sort,
            Row(Spec().At(Now.AddDays(-9)).When(Open() with { Route = Route(Fr) with { Consultation = null } }).State, "fr", CaseListRow.Queue).Sort) < 0);

    [Fact]
    public void Without_clocks_the_more_urgent_case_stands_first_in_the_queue() =>
        Assert.True(string.CompareOrdinal(Unclocked(Urgency.Extreme), Unclocked(Urgency.Routine)) < 0);

    [Theory]
    [InlineData("in progress", "fr")]
    [InlineData("in progress, power to receive only", "ee fr")]
    [InlineData("awaiting papers", "")]
    [InlineData("own state asked", "ee fr")]
    [InlineData("offered to Germany", "de fr")]
    [InlineData("handed to Germany", "de")]
    [InlineData("recalled", "ee")]
    [InlineData("agreement ended, people decide", "ee fr")]
    [InlineData("closed", "")]
    public void The_queue_holds_what_waits_for_the_viewer(string situation, string viewers) =>
        Assert.Equal(viewers, string.Join(' ', Rows(CaseSituations.All[situation])
            .Where(r => r.List == CaseListRow.Queue).Select(r => r.Viewer).Order(StringComparer.Ordinal)));

    [Fact]
    public void The_end_of_an_agreement_finds_its_open_cases()
    {
        Assert.Equal(["agreement:eu-etd"], Row(InHand().State, "installation", CaseListRow.ByAgreement).Terms);
        Assert.DoesNotContain(Rows(CaseSituations.All["closed"]), r => r.List == CaseListRow.ByAgreement);
    }

    [Fact]
    public void What_others_are_told_names_nobody() =>
        Assert.All(CaseSituations.All.Values, @case => Assert.All(
            Case.Type.Messages(Key, @case, new CaseDecided(true, "Kadri is one of ours", new Actor(Fr, Officer.User), Now)),
            m => Assert.DoesNotContain("Kadri", JsonSerializer.Serialize(m.Body, m.Body.GetType(), StoredJson.Options), StringComparison.OrdinalIgnoreCase)));

    private static string Unclocked(Urgency urgency) =>
        Row(Spec().When(Open(urgency: urgency) with { Route = Route(Fr) with { Consultation = null } }).State, "fr", CaseListRow.Queue).Sort;

    private static ImmutableArray<ListRow> Rows(Case @case) => Case.Type.Rows(Key, @case);

    private static ListRow Row(Case @case, string viewer, string list = CaseListRow.Cases) =>
        Assert.Single(Rows(@case), r => r.Viewer == viewer && r.List == list);
}
