using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.EvacuationWalk;

namespace SharedConsular.Api.Tests;

/// <summary>The list of who travels: for whom, in what order, in any script, and every look at it recorded.</summary>
public sealed class ManifestTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task It_is_a_draft_until_it_is_closed_and_then_holds_who_passed_the_gate()
    {
        Paper.NeedsFontsFor("A");
        var (walk, flight) = await Boarding();
        var draft = await walk.Lead.Get($"/v1/movements/{flight}/manifest.csv");
        Assert.Contains(",draft", draft.Text, StringComparison.Ordinal);
        Assert.Contains("draft", draft.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Contains("draft", (await walk.Lead.Get($"/v1/movements/{flight}/manifest.pdf")).Headers["Content-Disposition"], StringComparison.Ordinal);

        await walk.Gate.Post($"/v1/movements/{flight}/manifest", null);
        var closed = await walk.Lead.Get($"/v1/movements/{flight}/manifest.csv");
        Assert.DoesNotContain(",draft", closed.Text, StringComparison.Ordinal);
        Assert.Equal(5, Lines(closed).Length);
        Assert.DoesNotContain("draft", (await walk.Lead.Get($"/v1/movements/{flight}/manifest.pdf")).Headers["Content-Disposition"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_needs_most_care_stands_first_and_names_stand_in_every_script()
    {
        var (walk, flight) = await Boarding();
        var lines = Lines(await walk.Lead.Get($"/v1/movements/{flight}/manifest.csv"));

        Assert.Contains("wheelchair", lines[0], StringComparison.Ordinal);
        Assert.Contains("محمد عبد الله / Muhammad Abdullah", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_paper_everybody_stands_in_her_own_script_and_is_found_by_it()
    {
        string[] names = ["Zoë Müller-Łukaszewicz", "محمد عبد الله الطيب", "አበበ ቢቂላ", "अमिताभ बच्चन", "李小龙", "Юлія Шевченко", "יעל כהן"];
        Paper.NeedsFontsFor(names);
        var (walk, flight) = await Boarding();
        await WalkIn(walk, flight, Named("gb", names));
        var paper = await walk.Lead.Get($"/v1/movements/{flight}/manifest.pdf");

        Assert.Equal("application/pdf", paper.Headers["Content-Type"]);
        Paper.IsSound(paper.Bytes);
        var text = Paper.TextOf(paper.Bytes);
        Assert.All(names, n => Assert.Contains(n, text, StringComparison.Ordinal));
        Assert.Contains("DRAFT", text, StringComparison.Ordinal);
        Assert.DoesNotContain("U+", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_list_has_its_heading_on_every_page_and_everybody_on_one()
    {
        Paper.NeedsFontsFor("A");
        var walk = await Begin(_server);
        var flight = await walk.Flight(80);
        for (var i = 0; i < 6; i++)
        {
            await WalkIn(walk, flight, Family("in", 12, $"Household {(char)('A' + i)} of a very long name that goes on below"));
        }

        var text = Paper.TextOf((await walk.Lead.Get($"/v1/movements/{flight}/manifest.pdf")).Bytes);
        var pages = text.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(pages.Length, 2, 9);
        Assert.All(pages, p => Assert.Contains($"Manifest {flight}", p, StringComparison.Ordinal));
        Assert.Equal(72, text.Split("Household ").Length - 1);
    }

    [Fact]
    public async Task No_name_is_taken_for_a_formula()
    {
        var walk = await Begin(_server);
        var flight = await walk.Flight(10);
        await WalkIn(walk, flight, Named("gb", "=HYPERLINK(\"x\",\"y\")"));

        Assert.Contains("\"'=HYPERLINK(\"\"x\"\"", (await walk.Lead.Get($"/v1/movements/{flight}/manifest.csv")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_neither_organises_nor_leads_sees_its_own_people_only()
    {
        var (walk, flight) = await Boarding();
        (await walk.Gate.Get($"/v1/movements/{flight}/manifest.csv")).Refused(HttpStatusCode.Forbidden, "movement.manifest-of-others");
        (await walk.Gate.Get($"/v1/movements/{flight}/manifest.csv?state=gb")).Refused(HttpStatusCode.Forbidden, "movement.manifest-of-others");
        (await _server.Officer("jp").Get($"/v1/movements/{flight}/manifest.csv?state=jp")).Refused(HttpStatusCode.NotFound, "movement.not-found");

        var own = Lines(await walk.Gate.Get($"/v1/movements/{flight}/manifest.csv?state=fr"));
        Assert.Equal(3, own.Length);
        Assert.All(own, l => Assert.Contains(",fr,", l, StringComparison.Ordinal));
        Assert.Equal(2, Lines(await walk.Lead.Get($"/v1/movements/{flight}/manifest.csv?state=gb")).Length);
    }

    [Fact]
    public async Task An_operator_gets_its_passengers_of_all_its_movements_and_of_no_other()
    {
        var (walk, flight) = await Boarding();
        var other = await walk.Flight(10);
        await WalkIn(walk, other, Family("in", 1, "Otherplane"));
        Assert.Equal(6, Lines(await walk.Lead.Get($"/v1/crises/{walk.Crisis}/manifest.csv?operator=RAF")).Length);
        Assert.Empty(Lines(await walk.Lead.Get($"/v1/crises/{walk.Crisis}/manifest.csv?operator=Nobody")));
        Assert.Equal([flight], Lines(await walk.Gate.Get($"/v1/crises/{walk.Crisis}/manifest.csv?state=fr")).Select(l => l.Split(',')[13]).Distinct());
        (await walk.Gate.Get($"/v1/crises/{walk.Crisis}/manifest.csv?operator=RAF")).Refused(HttpStatusCode.Forbidden, "movement.manifest-of-others");
        Assert.Contains(
            "-draft.csv", (await walk.Lead.Get($"/v1/crises/{walk.Crisis}/manifest.csv?operator=RAF")).Headers["Content-Disposition"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_household_that_fears_its_own_state_is_not_named_to_it()
    {
        var walk = await Begin(_server);
        var flight = await walk.Flight(10);
        await WalkIn(walk, flight, Family("in", 2, UniqueFear, fears: true));

        var asked = await _server.Officer("in").Get($"/v1/movements/{flight}/manifest.csv?state=in");
        Assert.Empty(Lines(asked));
        Assert.DoesNotContain(UniqueFear, asked.Text, StringComparison.Ordinal);
        var whole = await walk.Lead.Get($"/v1/movements/{flight}/manifest.csv");
        Assert.Contains(UniqueFear, whole.Text, StringComparison.Ordinal);
    }

    private const string UniqueFear = "Hiddenfrom";

    private static string[] Lines(Reply reply)
    {
        Assert.True(reply.IsSuccess, reply.ToString());

        return reply.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
    }

    /// <summary>A French family of three and two Britons, one of them in a wheelchair and named in two scripts, inside the gate.</summary>
    private async Task<(EvacuationWalk Walk, string Flight)> Boarding()
    {
        var walk = await Begin(_server);
        var flight = await walk.Flight(20, wheelchairs: 1);
        await WalkIn(walk, flight, Family("fr"));
        await WalkIn(walk, flight, new RegisterHouseholdRequest(
        [
            new HouseholdMemberContract([new("Jane Roe")], new DateOnly(1985, 3, 4), [new("gb")]),
            new HouseholdMemberContract([new("محمد عبد الله"), new("Muhammad Abdullah")], new DateOnly(1950, 3, 4), [new("gb")], "wheelchair"),
        ]));

        return (walk, flight);
    }

    private static RegisterHouseholdRequest Named(string state, params string[] names) =>
        new([.. names.Select(n => new HouseholdMemberContract([new PersonNameContract(n)], new DateOnly(1985, 3, 4), [new NationalityRequest(state)]))]);

    private static async Task WalkIn(EvacuationWalk walk, string flight, RegisterHouseholdRequest household)
    {
        var reply = await walk.Gate.Post($"/v1/movements/{flight}/walk-ins", new WalkInRequest(household, "gate-1"), Guid.NewGuid().ToString("N"));
        Assert.True(reply.IsSuccess, reply.ToString());
    }
}
