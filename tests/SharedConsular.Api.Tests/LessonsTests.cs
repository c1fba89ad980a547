using System.Net;
using System.Net.Http.Json;
using SharedConsular.Contracts;

namespace SharedConsular.Api.Tests;

/// <summary>What failed in evacuations that took place, and that it can't fail so here: those failures that show at the wire only.</summary>
public sealed class LessonsTests(SharedPlatform platform)
{
    private const string Volunteers = "household,name,birth_date,nationality\n1,Amal Idris,1984-02-03,gb\n1,Noor Idris,2019-04-05,gb\n2,Peter Hill,1950-06-07,gb\n";
    private const string Charity = "Given,Family,Born,Country\n#beneficiary+name+given,#beneficiary+family+name,#date+birth,#country+nationality\nInes,Costa,1991-02-03,fr\n";
    private const string OtherVolunteers =
        "<pfif:pfif xmlns:pfif=\"http://zesty.ca/pfif/1.4\"><pfif:person><pfif:person_record_id>a/1</pfif:person_record_id>"
        + "<pfif:full_name>Karl Koch</pfif:full_name><pfif:date_of_birth>1988-09-10</pfif:date_of_birth><pfif:home_country>FR</pfif:home_country>"
        + "</pfif:person></pfif:pfif>";

    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_portal_failed_within_minutes_and_was_withdrawn()
    {
        await using var server = await PlatformServer.Start(("Limits__IntakeAtOnce", "1"));
        var walk = await EvacuationWalk.Begin(server);

        // All at once, each coming again until there is a place: nobody is lost, nobody counts twice, and a text message gets in as well.
        var receipts = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => ComeAgain(server, walk.Crisis, $"crowd-{i}")));
        var text = await server.Anybody().Post($"/v1/crises/{walk.Crisis}/texts", new RegisterTextRequest("GB Smith John 1980 +2 Port Sudan"), "text-" + walk.Crisis);
        await server.Restart();

        Assert.Equal(40, receipts.Select(r => r.Reference).Distinct().Count());
        Assert.True(text.IsSuccess, text.ToString());
        foreach (var receipt in receipts)
        {
            Assert.Equal("registered", Assert.Single((await walk.Status(receipt)).Members).Disposition);
        }

        Assert.Equal(41, (await walk.Lead.Get($"/v1/crises/{walk.Crisis}/situation")).Read<SituationResponse>().Households);
    }

    [Fact]
    public async Task Volunteers_kept_lists_each_in_a_format_of_their_own()
    {
        var walk = await EvacuationWalk.Begin(_server);
        var charity = await Sponsor("gb");
        var (csv, hxl, pfif) = (await Import(charity, "csv", Volunteers), await Import(charity, "hxl", Charity), await Import(charity, "pfif", OtherVolunteers));
        Assert.Equal((2, 1, 1), (csv.Registered, hxl.Registered, pfif.Registered));
        var first = csv.Households[0].Reference;

        // What its key opens ends with its own list: no register, no record, and no other's list.
        Assert.Equal(4, (await Sponsored(charity)).Count);
        Assert.Empty(await Sponsored(await Sponsor("gb")));
        (await charity.Get($"/v1/crises/{walk.Crisis}/households")).Refused(HttpStatusCode.Forbidden, "caller.not-in-scope");
        (await charity.Get($"/v1/households/{first}")).Refused(HttpStatusCode.Forbidden, "caller.not-in-scope");
        var listed = (await charity.Get($"/v1/crises/{walk.Crisis}/sponsored")).Text;
        Assert.DoesNotContain("Idris", listed, StringComparison.Ordinal);
        Assert.Equal(5, (await walk.Lead.Get($"/v1/crises/{walk.Crisis}/situation")).Read<SituationResponse>().Persons);

        async Task<ImportResponse> Import(Anybody who, string format, string content) =>
            (await who.Post($"/v1/crises/{walk.Crisis}/imports", new ImportHouseholdsRequest(format, content))).Read<ImportResponse>();

        async Task<IReadOnlyList<SponsoredHouseholdResponse>> Sponsored(Anybody who) =>
            (await who.Get($"/v1/crises/{walk.Crisis}/sponsored")).Read<Page<SponsoredHouseholdResponse>>().Items;
    }

    [Fact]
    public async Task Posts_were_late_with_plans_and_fares_could_not_be_shown_to_match_cost()
    {
        var cell = _server.InRole("fr", "crisis_cell");
        var (id, today) = ($"plan-{Guid.NewGuid():N}"[..14], DateOnly.FromDateTime(DateTime.UtcNow));
        var plan = new KeepContingencyPlanRequest(
            "Khartoum", "sd", [new PlanRoleContract("response", "Open the assembly point", "Embassy", "Crisis cell")], ["Wadi Seidna"], [], [], [],
            today.AddDays(-1), today.AddDays(-400));
        await cell.Put($"/v1/contingency-plans/{id}", plan);
        var late = (await cell.Get("/v1/contingency-plans?overdue=true&limit=500")).Read<Page<ContingencyPlanLineResponse>>().Items;
        Assert.Contains(late, p => p.Id == id);

        var walk = await EvacuationWalk.Begin(_server);
        var flight = await walk.Flight(10);
        await walk.Gate.Post($"/v1/movements/{flight}/walk-ins", new WalkInRequest(EvacuationWalk.Family("gb"), "gate-1"), Guid.NewGuid().ToString("N"));
        await walk.Gate.Post($"/v1/movements/{flight}/manifest", null);
        await walk.Lead.Post($"/v1/movements/{flight}/costs", new RecordCostRequest("c-1", "charter", 10_000, "EUR", "Invoice 1"));

        // The fare is what the seat cost, rounded down: it never brings in more than was paid.
        var bill = Assert.Single((await walk.Lead.Get($"/v1/crises/{walk.Crisis}/statement")).Read<StatementResponse>().Movements);
        Assert.Equal((10_000, 3, 3_333), (bill.ToShare, bill.Persons, bill.FareMax));
    }

    [Fact]
    public async Task Lessons_were_not_kept_after_the_evacuation()
    {
        var walk = await EvacuationWalk.Begin(_server);
        await walk.Lead.Post($"/v1/crises/{walk.Crisis}/end", null);
        await walk.Lead.Post(
            $"/v1/crises/{walk.Crisis}/recommendations", new MakeRecommendationRequest("Keep two buses at Wadi Seidna.", "fr", new DateOnly(2026, 1, 1)));

        var report = (await walk.Lead.Get($"/v1/crises/{walk.Crisis}/after-action")).Read<AfterActionResponse>();
        var open = Assert.Single(report.Recommendations);
        Assert.Equal(("fr", "open", true), (open.Owner, open.Status, open.Overdue));
        Assert.Equal(["crisis-declared", "crisis-roles-agreed", "crisis-ended"], report.Timeline.Select(l => l.What));
    }

    [Fact]
    public async Task A_list_was_published_the_evening_before_and_only_the_named_passed()
    {
        var walk = await EvacuationWalk.Begin(_server);
        const string named = "Amira Haddad";
        var family = await walk.Register(EvacuationWalk.Family("fr", name: named));
        var hidden = await walk.Register(EvacuationWalk.Family("fr", 1, "Zinaida Kovalenko", fears: true));
        await PlatformServer.Eventually(
            async () => (await walk.Lead.Get($"/v1/households/{family.Reference}")).Read<HouseholdResponse>(), h => h.Triage is not null);
        var list = $"name,birth_date\n{named} A,1980-01-01\n{named} C,2019-05-05\nZinaida Kovalenko A,1980-01-01\nNobody Here,1970-02-03\n";
        var request = new ImportHostListRequest("csv", list, "Rafah", new DateOnly(2026, 12, 1));

        // Matching knows a household some time after it is registered, and the same list is matched once.
        var matched = await PlatformServer.Eventually(
            async () => (await walk.Lead.Post(
                $"/v1/crises/{walk.Crisis}/host-lists", request with { Place = $"Rafah {Guid.NewGuid():N}"[..12] })).Read<HostListResponse>(),
            l => l.OnRegister == 2);
        Assert.Equal(["on_register", "on_register", "unknown", "unknown"], matched.Entries.Select(e => e.Outcome));
        Assert.Equal([family.Reference, family.Reference, null, null], matched.Entries.Select(e => e.Household));

        // The household reads it in its own language, the officer sees it, and who fears her state is on no list here.
        var status = await walk.Status(family);
        Assert.Equal([1, 3], status.Listed[^1].Members);
        Assert.StartsWith("You are on the list", status.Listed[^1].Text, StringComparison.Ordinal);
        Assert.NotEmpty((await walk.Gate.Get($"/v1/households/{family.Reference}")).Read<HouseholdResponse>().Listed);
        Assert.Empty((await walk.Status(hidden)).Listed);

        await _server.Anybody().Post(
            $"/v1/households/{family.Reference}/reports", new ReportMembersRequest("left_by_own_means", [1], Secret: family.Secret));
        Assert.Equal(1, (await walk.Lead.Get($"/v1/crises/{walk.Crisis}/host-lists/{matched.Id}")).Read<HostListResponse>().NotPassed);
        (await walk.Gate.Get($"/v1/crises/{walk.Crisis}/host-lists/{matched.Id}")).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
    }

    [Fact]
    public async Task Who_registers_after_the_list_was_published_is_found_when_it_is_sent_again()
    {
        var walk = await EvacuationWalk.Begin(_server);
        const string list = "name,birth_date\nSamira Aoun A,1980-01-01\nSamira Aoun C,2019-05-05\nNobody Here,1970-02-03\n";
        var request = new ImportHostListRequest("csv", list, "Rafah", new DateOnly(2026, 12, 1));
        var before = await Send();
        Assert.Equal(["unknown", "unknown", "unknown"], before.Entries.Select(e => e.Outcome));

        var family = await walk.Register(EvacuationWalk.Family("fr", name: "Samira Aoun"));
        var after = await PlatformServer.Eventually(Send, l => l.OnRegister == 2);
        Assert.Equal((before.Id, family.Reference), (after.Id, after.Entries[1].Household));
        Assert.Equal([1, 3], Assert.Single((await walk.Status(family)).Listed).Members);
        Assert.Equal(["on_register", "on_register", "unknown"], (await Send()).Entries.Select(e => e.Outcome));

        async Task<HostListResponse> Send() => (await walk.Lead.Post($"/v1/crises/{walk.Crisis}/host-lists", request)).Read<HostListResponse>();
    }

    [Fact]
    public async Task A_border_that_closed_overnight_moves_those_it_carried_and_nobody_else()
    {
        var walk = await EvacuationWalk.Begin(_server);
        await walk.Flight(3);
        await walk.Flight(3);
        var families = new[]
        {
            await walk.Register(EvacuationWalk.Family("gb", name: "Stuart Hale") with { Contact = "+44 7700 900001" }),
            await walk.Register(EvacuationWalk.Family("fr", name: "Denise Roux") with { Contact = "+33 6 00 00 00 01" }),
        };
        await walk.OfferAndAccept(families);
        await Report("Wadi Seidna", "Larnaca", "closed");

        // Both flights take that way: whoever has a seat keeps it and is told to wait, since no other leaves.
        var nothing = await Replan();
        Assert.Equal((0, 2), (nothing.Seated, nothing.Waiting));
        foreach (var family in families)
        {
            var told = await walk.Status(family);
            Assert.StartsWith("The way from Wadi Seidna to Larnaca is closed.", told.Notice, StringComparison.Ordinal);
            Assert.Equal("confirmed", told.Offer!.Status);
            Assert.Equal(["route_closed", "seats_confirmed", "seats_offered"], await Written(family, 3));
        }

        var now = DateTimeOffset.UtcNow;
        var bySea = new PlanMovementRequest(
            "by-sea-" + $"{Guid.NewGuid():N}"[..6], "sea", "Navy", "Wadi Seidna", "Jeddah", now.AddHours(6), now.AddHours(7), now.AddHours(20),
            new SeatCountsContract(3));
        var round = (await walk.Lead.Post($"/v1/crises/{walk.Crisis}/movements", bySea)).Read<MovementResponse>().Name;
        Assert.Equal((1, 1), await Seated());
        var offered = await PlatformServer.Eventually(
            async () => await Task.WhenAll(families.Select(walk.Status)), s => s.Any(f => f.Offer?.Movement == round));
        Assert.Equal([(round, "offered")], offered.Where(s => s.Offer!.Movement == round).Select(s => (s.Offer!.Movement, s.Offer.Status)));
        Assert.Single(offered, s => s.Offer!.Status == "confirmed" && s.Notice is not null);

        // Who sails is told of the old seats and the new ones; who waits, once the border opens.
        var (sails, waits) = offered[0].Offer!.Movement == round ? (families[0], families[1]) : (families[1], families[0]);
        Assert.Equal(["seats_offered", "offer_withdrawn", "route_closed"], (await Written(sails, 5)).Take(3));
        await Report("Port Sudan", "Jeddah", "closed");
        await Report("Wadi Seidna", "Aden", "closed");
        await Report("Wadi Seidna", "Larnaca", "restricted");
        Assert.Equal(["route_opened", "route_closed"], (await Written(waits, 4)).Take(2));
        Assert.Equal(5, (await Written(sails, 5)).Count());

        async Task Report(string from, string to, string status) =>
            Assert.True((await walk.Gate.Post($"/v1/crises/{walk.Crisis}/routes", new ReportRouteRequest(from, to, status))).IsSuccess);

        async Task<IEnumerable<string>> Written(HouseholdReceiptResponse household, int messages) => (await PlatformServer.Eventually(
            async () => (await walk.Lead.Get($"/v1/households/{household.Reference}/messages")).Read<MessagesResponse>().Messages,
            m => m.Count >= messages)).Select(m => m.Occasion);

        async Task<PlanResponse> Replan() => (await walk.Lead.Post($"/v1/crises/{walk.Crisis}/plans", new MakePlanRequest())).Read<PlanResponse>();

        async Task<(int Seated, int Offered)> Seated()
        {
            var plan = await Replan();
            var made = (await walk.Lead.Post($"/v1/crises/{walk.Crisis}/plans/{plan.Id}/offers", new OfferPlanRequest())).Read<OffersMadeResponse>();

            return (plan.Seated, made.Households);
        }
    }

    [Fact]
    public async Task A_line_of_a_list_that_may_be_somebody_waits_for_a_person_who_says_whom()
    {
        var walk = await EvacuationWalk.Begin(_server);
        var (one, other) = (await walk.Register(EvacuationWalk.Family("fr", 1, "Noura Salem")), await walk.Register(EvacuationWalk.Family("fr", 2, "Boutros Helou")));
        const string list = "name,birth_date\nNoura Salem A,1981-01-01\nBoutros Helou A,1981-01-01\n";
        var matched = await PlatformServer.Eventually(
            async () => (await walk.Lead.Post($"/v1/crises/{walk.Crisis}/host-lists", new ImportHostListRequest(
                "csv", list, $"Rafah {Guid.NewGuid():N}"[..12], new DateOnly(2026, 12, 1)))).Read<HostListResponse>(),
            l => l.ToCheck == 2);
        var lines = $"/v1/crises/{walk.Crisis}/host-lists/{matched.Id}/lines";

        Assert.Equal([one.Reference, other.Reference], matched.Entries.Select(e => e.Household));
        (await walk.Gate.Post($"{lines}/2", new SettleListedLineRequest(one.Reference, 1))).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
        (await walk.Lead.Post($"{lines}/2", new SettleListedLineRequest(one.Reference, 9))).Refused(HttpStatusCode.UnprocessableEntity, "household.no-such-member");
        (await walk.Lead.Post($"{lines}/7", new SettleListedLineRequest(null, null))).Refused(HttpStatusCode.Conflict, "host-list.nothing-to-check");

        await walk.Lead.Post($"{lines}/2", new SettleListedLineRequest(one.Reference, 1));
        var settled = (await walk.Lead.Post($"{lines}/3", new SettleListedLineRequest(null, null))).Read<HostListResponse>();
        Assert.Equal(["on_register", "unknown"], settled.Entries.Select(e => e.Outcome));
        Assert.All(settled.Entries, e => Assert.NotNull(e.SettledAt));
        Assert.Equal([1], Assert.Single((await walk.Gate.Get($"/v1/households/{one.Reference}")).Read<HouseholdResponse>().Listed).Members);
        Assert.Empty((await walk.Gate.Get($"/v1/households/{other.Reference}")).Read<HouseholdResponse>().Listed);

        Assert.True((await walk.Lead.Post($"{lines}/2", new SettleListedLineRequest(one.Reference, 1))).IsSuccess);
        (await walk.Lead.Post($"{lines}/2", new SettleListedLineRequest(null, null))).Refused(HttpStatusCode.Conflict, "host-list.nothing-to-check");
    }

    [Fact]
    public async Task Who_has_a_seat_and_does_not_come_is_reported_by_movement_and_state_and_planned_for()
    {
        var walk = await EvacuationWalk.Begin(_server);
        var singles = new List<HouseholdReceiptResponse>();
        for (var i = 0; i < 6; i++)
        {
            singles.Add(await walk.Register(EvacuationWalk.Family("gb", 1, $"Single {i}")));
        }

        await walk.Lead.Post($"/v1/crises/{walk.Crisis}/uptake", new NumbersByStateRequest(new Dictionary<string, int> { ["gb"] = 50 }));
        var flight = await walk.Flight(4);
        var plan = (await walk.Lead.Post($"/v1/crises/{walk.Crisis}/plans", new MakePlanRequest())).Read<PlanResponse>();
        Assert.Equal((4, 2, 50), (plan.Seated, plan.StandingBy, plan.UptakePercent["gb"]));

        // By the uptake entered two will not come, so two more than there are seats are asked.
        var asked = await walk.Lead.Post($"/v1/crises/{walk.Crisis}/plans/{plan.Id}/offers", new OfferPlanRequest());
        Assert.Equal(6, asked.Read<OffersMadeResponse>().Households);
        foreach (var single in singles)
        {
            await PlatformServer.Eventually(() => walk.Status(single), s => s.Offer is not null);
            await _server.Anybody().Post($"/v1/households/{single.Reference}/acceptance", new AcceptOfferRequest(flight, single.Secret));
        }

        await PlatformServer.Eventually(
            async () => (await walk.Lead.Get($"/v1/movements/{flight}")).Read<MovementResponse>(), m => m is { StandingBy: 2, Free.Seats: 0 });
        await walk.Gate.Post($"/v1/movements/{flight}/manifest", null);
        var report = (await walk.Gate.Get($"/v1/crises/{walk.Crisis}/no-shows")).Read<NoShowReportResponse>();
        Assert.Equal(new NoShowLineResponse(flight, "gb", 6, 0, 4), Assert.Single(report.Lines));
        (await _server.InRole("jp", "crisis_cell").Get($"/v1/crises/{walk.Crisis}/no-shows")).Refused(HttpStatusCode.Forbidden, "crisis.not-lead");
    }

    [Fact]
    public async Task A_member_of_parliament_was_told_that_it_was_processing()
    {
        var walk = await EvacuationWalk.Begin(_server);
        var (family, silent) = (await walk.Register(EvacuationWalk.Family("gb")), await walk.Register(EvacuationWalk.Family("fr")));
        var office = await Sponsor("gb");
        var asked = new InquiryRequest([new(family.Reference, family.Secret), new(silent.Reference, "0000-0000-0000-0000")]);

        var first = (await office.Post($"/v1/crises/{walk.Crisis}/inquiries", asked)).Read<InquiryResponse>();
        Assert.Equal([silent.Reference], first.Unknown);
        var untouched = Assert.Single(first.Households);
        Assert.Equal((family.Reference, null, null), (untouched.Reference, untouched.WorkedOnAt, untouched.Offer));
        Assert.Equal(new Dictionary<string, int> { ["registered"] = 3 }, untouched.Dispositions);

        await _server.Officer("gb").Post($"/v1/households/{family.Reference}/news", new HearFromHouseholdRequest("Omdurman", ["Wadi Seidna"]));
        await walk.Flight(10);
        await walk.OfferAndAccept(family);
        var later = Assert.Single((await office.Post($"/v1/crises/{walk.Crisis}/inquiries", asked)).Read<InquiryResponse>().Households);
        Assert.Equal((true, "confirmed"), (later.WorkedOnAt is not null, later.Offer));
        Assert.Equal(new Dictionary<string, int> { ["confirmed"] = 3 }, later.Dispositions);
    }

    private async Task<Anybody> Sponsor(string tenant) => new Impostor(_server, (await _server.Administrator(tenant).Post(
        "/v1/service-accounts", new MakeServiceAccountRequest("Charity", "officer", ["evacuation:sponsor"], DateTimeOffset.UtcNow.AddDays(30))))
        .Read<ServiceAccountResponse>().Key!);

    /// <summary>Comes again with the ticket until there is a place; sooner than told, which costs nobody anything.</summary>
    private static async Task<HouseholdReceiptResponse> ComeAgain(PlatformServer server, string crisis, string name)
    {
        string? ticket = null;
        var request = CrisisExamples.Family(null, (name, "1980-01-02", "gb"));
        var reply = await PlatformServer.Eventually(Try, r => r.IsSuccess);

        return reply.Read<HouseholdReceiptResponse>();

        async Task<Reply> Try()
        {
            var reply = await server.Anybody().Send(
                HttpMethod.Post, $"/v1/crises/{crisis}/households", JsonContent.Create(request), ("Idempotency-Key", $"{crisis}-{name}"), ("Waiting-Room", ticket));
            if (!reply.IsSuccess)
            {
                reply.Refused(HttpStatusCode.ServiceUnavailable, "intake.busy");
                ticket = reply.Headers["Waiting-Room"];
            }

            return reply;
        }
    }
}
