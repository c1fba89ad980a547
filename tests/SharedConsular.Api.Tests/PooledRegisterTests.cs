using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.CrisisExamples;

namespace SharedConsular.Api.Tests;

/// <summary>The lead state sees others' people while the crisis runs, within their consent, and each look is recorded.</summary>
public sealed class PooledRegisterTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task The_lead_sees_others_people_from_the_declaration_to_the_end_and_not_after()
    {
        var crisis = await _server.DeclareCrisis();
        var french = await _server.Register(crisis, Family(null, ("Luc Petit", "1980-02-03", "fr")));

        Assert.Single(await Listed(_server.Cell("gb"), crisis));
        (await _server.Cell("gb").Get($"/v1/households/{french.Reference}")).Read<HouseholdResponse>();
        (await _server.Cell("gb").Post($"/v1/crises/{crisis}/end", null)).Read<CrisisResponse>();

        (await _server.Cell("gb").Get($"/v1/households/{french.Reference}")).Refused(HttpStatusCode.NotFound, "household.not-found");
        Assert.Empty(await Listed(_server.Cell("gb"), crisis));
        (await _server.Officer("fr").Get($"/v1/households/{french.Reference}")).Read<HouseholdResponse>();
        (await _server.Anybody().Post($"/v1/crises/{crisis}/households", Family(null, ("Late Comer", null, "fr")), "late" + crisis))
            .Refused(HttpStatusCode.Conflict, "crisis.ended");
    }

    [Fact]
    public async Task Who_did_not_agree_is_seen_by_her_own_state_only_and_who_takes_it_back_is_gone_at_once()
    {
        var crisis = await _server.DeclareCrisis();
        var closed = await _server.Register(crisis, Family(null, ("Luc Petit", "1980-02-03", "fr")) with { ShareWithLead = false });
        var open = await _server.Register(crisis, Family(null, ("Eve Grand", "1981-02-03", "fr")));

        Assert.Equal([open.Reference], (await Listed(_server.Cell("gb"), crisis)).Select(h => h.Reference));
        (await _server.Cell("gb").Get($"/v1/households/{closed.Reference}")).Refused(HttpStatusCode.NotFound);
        (await _server.Anybody().Post($"/v1/households/{open.Reference}/news", new HearFromHouseholdRequest(ShareWithLead: false, Secret: open.Secret)))
            .Read<HouseholdStatusResponse>();

        Assert.Empty(await Listed(_server.Cell("gb"), crisis));
        Assert.Equal(2, (await Listed(_server.Officer("fr"), crisis)).Count);
    }

    [Fact]
    public async Task Neither_another_state_nor_an_ordinary_officer_of_the_lead_sees_the_pool()
    {
        var crisis = await _server.DeclareCrisis();
        var french = await _server.Register(crisis, Family(null, ("Luc Petit", "1980-02-03", "fr")));

        foreach (var stranger in new[] { _server.Cell("in"), _server.Officer("gb"), _server.Officer("de") })
        {
            Assert.Empty(await Listed(stranger, crisis));
            (await stranger.Get($"/v1/households/{french.Reference}")).Refused(HttpStatusCode.NotFound, "household.not-found");
        }
    }

    [Fact]
    public async Task Who_fears_her_state_is_seen_by_who_keeps_her_record_and_not_by_it()
    {
        var crisis = await _server.DeclareCrisis();
        var feared = await _server.Register(crisis, Family(null, ("Ana Fright", "1980-02-03", "fr")) with { FearsOwnState = true });

        Assert.Empty(await Listed(_server.Officer("fr"), crisis));
        (await _server.Officer("fr").Get($"/v1/households/{feared.Reference}")).Refused(HttpStatusCode.NotFound);
        Assert.Equal("gb", (await _server.Officer("gb").Get($"/v1/households/{feared.Reference}")).Read<HouseholdResponse>().Home);
    }

    [Fact]
    public async Task Each_look_of_the_lead_is_in_the_record_of_the_state_whose_person_it_is()
    {
        var crisis = await _server.DeclareCrisis();
        var french = await _server.Register(crisis, Family(null, ("Luc Petit", "1980-02-03", "fr")));
        (await _server.Cell("gb").Get($"/v1/households/{french.Reference}")).Read<HouseholdResponse>();

        var export = await PlatformServer.Eventually(
            async () => (await _server.Auditor("fr").Get("/v1/audit/export")).Text,
            t => t.Contains(french.Reference, StringComparison.Ordinal) && t.Contains("household.lead", StringComparison.Ordinal));

        Assert.DoesNotContain("Luc Petit", export, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_are_a_range_and_say_of_when_they_are()
    {
        var crisis = await _server.DeclareCrisis();
        await _server.Register(crisis, Family(null, ("Luc Petit", "1980-02-03", "fr")));

        var situation = (await _server.Cell("gb").Get($"/v1/crises/{crisis}/situation")).Read<SituationResponse>();

        Assert.Equal((1L, 1L), (situation.Present.From, situation.Present.To));
        Assert.NotEqual(default, situation.At);
        Assert.Equal(situation.Persons, situation.Dispositions.Values.Sum());
    }

    [Fact]
    public async Task Each_number_of_the_wall_opens_to_the_people_behind_it_and_a_state_sees_its_own_only()
    {
        var crisis = await _server.DeclareCrisis();
        var french = await _server.Register(crisis, Family(null, ("Luc Petit", "1980-02-03", "fr"), ("Anne Petit", "1982-02-03", "fr")));
        await _server.Register(crisis, Family(null, ("Ravi Kumar", "1981-02-03", "in"), ("Rosa Kumar", "1983-02-03", "es")));
        await _server.Anybody().Post($"/v1/households/{french.Reference}/reports", new ReportMembersRequest("staying", [2], Secret: french.Secret));

        var wall = (await _server.Cell("gb").Get($"/v1/crises/{crisis}/situation")).Read<SituationResponse>();
        Assert.Equal([1L, 1L, 1L, 1L], wall.States.SelectMany(s => s.Value.Values));
        foreach (var (state, disposition, persons) in wall.States.SelectMany(s => s.Value.Select(d => (s.Key, d.Key, d.Value))))
        {
            var opened = await People(_server.Cell("gb"), crisis, $"?state={state}&disposition={disposition}");
            Assert.Equal(persons, opened.Count);
            Assert.All(opened, p => Assert.Equal((state, disposition), (p.State, p.Disposition)));
        }

        var staying = Assert.Single(await People(_server.Officer("fr"), crisis, "?disposition=staying"));
        Assert.Equal((french.Reference, 2, "Anne Petit"), (staying.Household, staying.Member, staying.Names[0].Text));
        Assert.Empty(await People(_server.Officer("fr"), crisis, "?state=in"));
        Assert.Empty(await People(_server.Cell("de"), crisis, ""));
        Assert.Empty(await People(_server.Cell("gb"), crisis, "?silent=true"));
        Assert.Equal(["intake"], wall.LastHeard.Keys);
    }

    [Fact]
    public async Task Offers_that_expire_gates_and_the_minute_of_intake_stand_on_the_wall_and_open_to_people()
    {
        var walk = await EvacuationWalk.Begin(_server);
        var (silent, ready) = (await walk.Register(EvacuationWalk.Family("gb", 2, "Silent")), await walk.Register(EvacuationWalk.Family("fr", 3, "Ready")));
        var flight = await walk.Flight(10);
        await walk.OfferAndAccept(ready);
        await walk.Scan(flight, "gate-7", [.. (await walk.Tokens(ready)).Tokens.Select(t => t.Token)]);
        var wall = (await walk.Lead.Get($"/v1/crises/{walk.Crisis}/situation")).Read<SituationResponse>();

        var (minute, persons) = Assert.Single(wall.OffersExpiring);
        Assert.Equal(2, persons);
        Assert.Equal([silent.Reference, silent.Reference], (await People(walk.Lead, walk.Crisis, $"?lapses={minute}")).Select(p => p.Household));
        Assert.Empty(await People(walk.Lead, walk.Crisis, "?lapses=2020-01-01T00:00"));
        foreach (var (intake, households) in wall.IntakeByMinute)
        {
            Assert.Equal(households, (await People(walk.Lead, walk.Crisis, $"?intake={intake}")).Select(p => p.Household).Distinct().Count());
        }

        Assert.Equal(2, wall.IntakeByMinute.Values.Sum());
        Assert.Equal([new("gate-7", 3)], wall.Gates);
        var atGate = Assert.Single((await walk.Lead.Get($"/v1/crises/{walk.Crisis}/movements?gate=gate-7")).Read<Page<MovementLineResponse>>().Items);
        Assert.Equal((flight, 3), (atGate.Name, atGate.CheckedIn));
        Assert.Empty((await walk.Lead.Get($"/v1/crises/{walk.Crisis}/movements?gate=gate-8")).Read<Page<MovementLineResponse>>().Items);
        Assert.Equal(0, wall.QueueAge);

        await walk.Gate.Post($"/v1/movements/{flight}/manifest", null);
        Assert.Empty((await walk.Lead.Get($"/v1/crises/{walk.Crisis}/situation")).Read<SituationResponse>().Gates);
    }

    [Fact]
    public async Task Who_opens_a_number_is_on_record_with_each_household_of_which_a_person_was_shown()
    {
        var crisis = await _server.DeclareCrisis();
        var shown = await _server.Register(crisis, Family(null, ("Luc Petit", "1980-02-03", "fr")));
        var other = await _server.Register(crisis, Family(null, ("Eve Grand", "1981-02-03", "fr")));
        await _server.Anybody().Post($"/v1/households/{other.Reference}/reports", new ReportMembersRequest("staying", Secret: other.Secret));
        await People(_server.Cell("gb"), crisis, "?state=fr&disposition=registered");

        var export = await PlatformServer.Eventually(
            async () => (await _server.Auditor("fr").Get("/v1/audit/export")).Text, t => LooksOfTheLead(t, shown.Reference).Any());
        Assert.Empty(LooksOfTheLead(export, other.Reference));
        Assert.DoesNotContain("Luc Petit", export, StringComparison.Ordinal);

        static IEnumerable<string> LooksOfTheLead(string export, string reference) => export.Split('\n').Where(
            l => l.Contains(reference, StringComparison.Ordinal) && l.Contains("household.lead", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<HouseholdLineResponse>> Listed(Officer officer, string crisis) =>
        (await officer.Get($"/v1/crises/{crisis}/households")).Read<Page<HouseholdLineResponse>>().Items;

    private static async Task<IReadOnlyList<CrisisPersonResponse>> People(Officer officer, string crisis, string query) =>
        (await officer.Get($"/v1/crises/{crisis}/people{query}")).Read<Page<CrisisPersonResponse>>().Items;
}
