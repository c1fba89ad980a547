using System.Net;
using SharedConsular.Audit;
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
            t => t.Split('\n').Select(AuditLine.Find).OfType<ReadLine>().Any(l => l.Read.Id == french.Reference && l.Read.Rule == "household.lead"));

        Assert.DoesNotContain("Luc Petit", export, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_by_the_secret_is_recorded_and_so_is_an_act_that_only_shows_what_was()
    {
        var crisis = await _server.DeclareCrisis();
        var french = await _server.Register(crisis, Family(null, ("Luc Petit", "1980-02-03", "fr")));
        await _server.StatusOf(french);
        (await _server.Anybody().Post("/v1/households/status", new HouseholdStatusRequest(french.Reference, "0000-0000-0000-0000")))
            .Refused(HttpStatusCode.NotFound, "household.no-match");
        var (news, attempt) = (new HearFromHouseholdRequest("At the airport", Secret: french.Secret), Guid.NewGuid().ToString("N"));
        foreach (var via in new[] { "follow", "follow,command_answer" })
        {
            (await _server.Anybody().Post($"/v1/households/{french.Reference}/news", news, attempt)).Read<HouseholdStatusResponse>();
            var looks = (await _server.Auditor("fr").Get("/v1/audit/reads?rule=household.itself&limit=500")).Read<Page<ReadResponse>>().Items
                .Where(r => r.Case == french.Reference).OrderBy(r => r.At).ToList();

            Assert.Equal(via, string.Join(',', looks.Select(r => r.Via)));
            Assert.All(looks, r => Assert.Equal(("installation", "anonymous", "evacuation"), (r.Party, r.Role, r.Purpose)));
            Assert.All(looks, r => Assert.Equal(["case"], r.Fields));
        }
    }

    [Fact]
    public async Task A_household_sees_who_looked_by_its_secret_and_not_which_officer()
    {
        var crisis = await _server.DeclareCrisis();
        var french = await _server.Register(crisis, Family(null, ("Luc Petit", "1980-02-03", "fr")));
        (await new Officer(_server, "gb", "crisis_cell", "look-11").Get($"/v1/households/{french.Reference}")).Read<HouseholdResponse>();
        await _server.StatusOf(french);

        var reply = await ReadsOf(_server.Anybody(), french, french.Secret);
        Assert.Equal(
            ["installation anonymous household.itself", "gb crisis_cell household.lead"],
            reply.Read<Page<ReadResponse>>().Items.Select(r => $"{r.Party} {r.Role} {r.Rule}"));
        Assert.DoesNotContain("look-11", reply.Text, StringComparison.Ordinal);
        Assert.Equal("no-store", reply.Headers["Cache-Control"]);
        (await ReadsOf(_server.Anybody(), french, "0000-0000-0000-0000")).Refused(HttpStatusCode.NotFound, "household.no-match");
        (await ReadsOf(_server.Anybody(), french, null)).Refused(HttpStatusCode.NotFound, "household.no-match");

        var page = (await _server.Anybody().Post($"/v1/households/{french.Reference}/reads?limit=1", new HouseholdSecretRequest(french.Secret)))
            .Read<Page<ReadResponse>>();
        var next = await _server.Anybody().Post($"/v1/households/{french.Reference}/reads?cursor={page.Next}", new HouseholdSecretRequest(french.Secret));
        Assert.Equal("gb", Assert.Single(next.Read<Page<ReadResponse>>().Items).Party);
    }

    [Fact]
    public async Task Who_looked_at_a_household_is_told_to_the_party_that_keeps_its_record_and_to_no_other()
    {
        var crisis = await _server.DeclareCrisis();
        var french = await _server.Register(crisis, Family(null, ("Luc Petit", "1980-02-03", "fr")));
        (await new Officer(_server, "gb", "crisis_cell", "look-12").Get($"/v1/households/{french.Reference}")).Read<HouseholdResponse>();

        Assert.Equal(["look-12"], (await ReadsOf(_server.Officer("fr"), french, null)).Read<Page<ReadResponse>>().Items.Select(r => r.User));
        var filtered = await _server.Auditor("fr").Get($"/v1/audit/reads?case={french.Reference}");
        Assert.Equal(["look-12"], filtered.Read<Page<ReadResponse>>().Items.Select(r => r.User));
        (await ReadsOf(_server.Cell("gb"), french, null)).Refused(HttpStatusCode.Forbidden, "household.not-yours");
        (await ReadsOf(_server.Officer("de"), french, null)).Refused(HttpStatusCode.NotFound, "household.not-found");
    }

    [Fact]
    public async Task Who_reads_a_manifest_boarding_tokens_or_what_was_written_is_on_record_with_the_household()
    {
        var walk = await EvacuationWalk.Begin(_server);
        var french = await walk.Register(EvacuationWalk.Family("fr"));
        var flight = await walk.Flight(10);
        await walk.OfferAndAccept(french);
        Assert.True((await Cell("look-30").Get($"/v1/households/{french.Reference}/messages")).IsSuccess);
        Assert.True((await Cell("look-31").Post($"/v1/households/{french.Reference}/tokens", new HouseholdSecretRequest())).IsSuccess);
        Assert.Contains("Person A", (await Cell("look-32").Get($"/v1/movements/{flight}/manifest.csv")).Text, StringComparison.Ordinal);

        var reads = (await _server.Auditor("fr").Get($"/v1/audit/reads?case={french.Reference}")).Read<Page<ReadResponse>>().Items;
        Assert.Equal(
            ["look-32 export persons", "look-31 get case persons", "look-30 list case persons"],
            reads.Where(r => r.Role is "crisis_cell").Select(r => $"{r.User} {r.Via} {string.Join(' ', r.Fields)}"));

        Officer Cell(string user) => new(_server, "gb", "crisis_cell", user);
    }

    [Fact]
    public async Task A_household_that_hides_learns_which_party_looked_and_no_more()
    {
        var crisis = await _server.DeclareCrisis();
        var feared = await _server.Register(crisis, Family(null, ("Ana Fright", "1980-02-03", "fr")) with { FearsOwnState = true });
        (await _server.Officer("gb").Get($"/v1/households/{feared.Reference}")).Read<HouseholdResponse>();

        var read = Assert.Single((await ReadsOf(_server.Anybody(), feared, feared.Secret)).Read<Page<ReadResponse>>().Items);
        Assert.Equal(("gb", null, null, null), (read.Party, read.Role, read.User, read.Rule));
        (await ReadsOf(_server.Officer("fr"), feared, feared.Secret)).Refused(HttpStatusCode.NotFound, "household.no-match");
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

    private static Task<Reply> ReadsOf(Anybody who, HouseholdReceiptResponse household, string? secret) =>
        who.Post($"/v1/households/{household.Reference}/reads", new HouseholdSecretRequest(secret));

    private static async Task<IReadOnlyList<HouseholdLineResponse>> Listed(Officer officer, string crisis) =>
        (await officer.Get($"/v1/crises/{crisis}/households")).Read<Page<HouseholdLineResponse>>().Items;

    private static async Task<IReadOnlyList<CrisisPersonResponse>> People(Officer officer, string crisis, string query) =>
        (await officer.Get($"/v1/crises/{crisis}/people{query}")).Read<Page<CrisisPersonResponse>>().Items;
}
