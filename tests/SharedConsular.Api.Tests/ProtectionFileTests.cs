using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>Protection files, certificates, broken glass, consent and safe contact, over the wire.</summary>
public sealed class ProtectionFileTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_protection_file_opens_to_the_certified_and_ends_with_the_certificate()
    {
        var reference = await Protected();
        var certified = await _server.ProtectionOfficer("de");
        var lapsed = await _server.ProtectionOfficer("de", UniqueUser(), days: -1);

        Assert.NotNull((await certified.See(reference)).Persons);
        (await _server.Officer("de").Show(reference)).Refused(HttpStatusCode.Forbidden, "access.certificate-needed");
        (await _server.Supervisor("de").History(reference)).Refused(HttpStatusCode.Forbidden, "access.certificate-needed");
        (await _server.Uncertified("de").Accept(reference)).Refused(HttpStatusCode.Forbidden, "access.certificate-needed");
        (await lapsed.Show(reference)).Refused(HttpStatusCode.Forbidden, "access.certificate-expired");
        (await _server.Officer("jp").Show(reference)).Refused(HttpStatusCode.NotFound, "case.not-found");
    }

    [Fact]
    public async Task A_certificate_that_is_withdrawn_ends_at_once_and_with_the_same_token()
    {
        var reference = await Protected();
        var officer = await _server.ProtectionOfficer("de", UniqueUser());
        Assert.True((await officer.Show(reference)).IsSuccess);

        Assert.Equal(HttpStatusCode.NoContent, (await _server.Administrator("de").Delete($"/v1/staff/{officer.User}/certificates/protection")).Status);

        (await officer.Show(reference)).Refused(HttpStatusCode.Forbidden, "access.certificate-needed");
    }

    [Fact]
    public async Task Who_has_a_part_in_a_case_is_told_by_which_rule_and_why_not()
    {
        var @case = await _server.CaseInHand();
        var lines = (await _server.Officer("de").Get($"/v1/cases/{@case.Reference}/access")).Read<Page<AccessLineResponse>>().Items;
        var (read, block) = (lines.Single(l => l.Does == "read"), lines.Single(l => l.Does == "block-adverse-party"));

        Assert.Equal((true, "rule:owner-serves", "service", @case.Agreement), (read.Allowed, read.DecidedBy, read.Purpose, read.Agreement));
        Assert.Contains(new PassedRuleResponse("emergency-reads", "broke_glass"), read.Passed);
        Assert.False(block.Allowed);
        Assert.NotNull(block.Because);
        Assert.Equal(@case.AllowedActions.Order(), lines.Where(l => l.Allowed).Select(l => l.Does).Order());
        (await _server.Officer("jp").Get($"/v1/cases/{@case.Reference}/access")).Refused(HttpStatusCode.NotFound, "case.not-found");
    }

    [Fact]
    public async Task What_one_may_do_for_a_party_is_told_as_the_addresses_answer_it()
    {
        (string Does, string Path)[] asked =
        [
            ("read-reviews", "/v1/reviews"), ("read-notices", "/v1/notices"), ("read-staff", "/v1/staff"), ("read-webhooks", "/v1/webhooks"),
            ("read-audit", "/v1/audit/reads"), ("read-outbox", "/v1/outbox"), ("read-nodes", "/v1/node"), ("list-cases", "/v1/cases"),
        ];
        foreach (var caller in new Member[]
        {
            _server.Officer("de"), _server.Supervisor("de"), _server.Administrator("de"), _server.Auditor("de"), _server.PlatformOperator(),
            _server.Person("de", UniqueUser()),
        })
        {
            var lines = (await caller.Get("/v1/access")).Read<Page<AccessLineResponse>>().Items;
            Assert.All(lines, l => Assert.Equal(l.Allowed, l.Because is null));
            foreach (var (does, path) in asked)
            {
                var line = Assert.Single(lines, l => l.Does == does);
                Assert.True(line.Allowed == (await caller.Get(path)).IsSuccess, $"{caller.User} {does} by {line.DecidedBy}");
            }
        }

        (await _server.Anybody().Get("/v1/access")).Refused(HttpStatusCode.Unauthorized, "caller.not-signed-in");
    }

    [Fact]
    public async Task Nobody_certifies_herself()
    {
        var (administrator, other) = (_server.Administrator("de"), _server.Administrator("de", "administrator-2"));
        var year = new RecordCertificateRequest(new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 1));

        (await administrator.Put("/v1/staff/administrator-1/certificates/protection", year)).Refused(HttpStatusCode.Forbidden, "staff.not-for-oneself");
        Assert.True((await other.Put("/v1/staff/administrator-1/certificates/protection", year)).IsSuccess);
        (await _server.Supervisor("de").Put("/v1/staff/x/certificates/protection", year)).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
        (await _server.Officer("de").Get("/v1/staff/certificates")).Refused(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_queue_shows_that_there_is_a_protected_matter_and_not_which()
    {
        var reference = await Protected();
        var line = Assert.Single(await _server.Officer("de").Search(reference));

        Assert.Equal(("consular-matter", null, null, null), (line.Title, line.Service, line.In, line.Name));
        Assert.DoesNotContain(await _server.Officer("de").Lines("/v1/cases?service=gbv&limit=500"), l => l.Reference == reference);
    }

    [Fact]
    public async Task Who_takes_in_a_person_in_danger_keeps_the_reference_and_not_the_file()
    {
        var officer = _server.Officer("de");
        var reply = await officer.Open(Application(LostPassport with { Service = "gbv" }));

        Assert.Equal((HttpStatusCode.NoContent, ""), (reply.Status, reply.Text));
        (await officer.Get(reply.Headers["Location"])).Refused(HttpStatusCode.Forbidden, "access.certificate-needed");
    }

    [Fact]
    public async Task Broken_glass_opens_at_once_is_told_at_once_and_is_reviewed_by_another()
    {
        var reference = await Protected();
        var (officer, supervisor) = (_server.Officer("de", UniqueUser()), _server.Supervisor("ee", UniqueUser()));

        foreach (var none in new[] { null, "", " " })
        {
            (await officer.Act(reference, "break-glass", new BreakGlassRequest(none))).Refused(HttpStatusCode.UnprocessableEntity, "request.faulty");
        }

        (await officer.Get($"/v1/cases/{reference}")).Refused(HttpStatusCode.Forbidden, "access.certificate-needed");
        Assert.NotNull((await officer.Act(reference, "break-glass", new BreakGlassRequest("She is in hospital."))).Case.Persons);
        Assert.NotNull((await officer.See(reference)).Persons);
        (await officer.Decide(reference, true, "Yes")).Refused(HttpStatusCode.Forbidden, "access.certificate-needed");
        foreach (var told in new[] { _server.Officer("de"), _server.Officer("ee") })
        {
            await PlatformServer.Eventually(told.Notices, n => n.Any(x => x.Reference == reference && x.Topic == "case.glass-broken"));
        }

        (await officer.Get("/v1/reviews")).Refused(HttpStatusCode.Forbidden);
        var review = Assert.Single((await supervisor.Get("/v1/reviews?limit=500")).Read<Page<ReviewResponse>>().Items, r => r.Reference == reference);
        Assert.Equal((officer.User, false), (review.User, review.Overdue));
        var verdict = new ReviewBreakGlassRequest(review.Number, "justified", "It could not wait.");
        Assert.Equal(HttpStatusCode.NoContent, (await supervisor.Act(reference, "break-glass-reviews", verdict)).Status);
        Assert.DoesNotContain((await supervisor.Get("/v1/reviews?limit=500")).Read<Page<ReviewResponse>>().Items, r => r.Reference == reference);
    }

    [Fact]
    public async Task A_withdrawn_consent_keeps_a_party_out_until_a_supervisor_overrides_it()
    {
        var login = UniqueUser();
        var opened = await _server.Person("ee", login).OpenCase(Application());
        var germany = _server.Officer("de");
        await germany.Accept(opened.Reference);
        Assert.True((await _server.Person("ee", login).Act(opened.Reference, "consents", new RecordPersonConsentRequest("handover", "es", false))).IsSuccess);

        (await germany.OfferHandover(opened.Reference, "es", "Nearer")).Refused(HttpStatusCode.Forbidden, "consent.withdrawn");
        var basis = new OverrideConsentRequest("handover", "es", "Her life is in danger.", "VCCR article 36");
        (await germany.Act(opened.Reference, "consent-overrides", basis)).Refused(HttpStatusCode.Forbidden);
        foreach (var without in new[] { basis with { LegalBasis = null }, basis with { LegalBasis = " " }, basis with { Reason = null } })
        {
            (await _server.Supervisor("de").Act(opened.Reference, "consent-overrides", without))
                .Refused(HttpStatusCode.UnprocessableEntity, "request.faulty");
        }

        var overridden = (await _server.Supervisor("de").Act(opened.Reference, "consent-overrides", basis)).Case;

        Assert.Equal(["withdrawn", "overridden"], overridden.Consents!.Select(c => c.State));
        Assert.True((await germany.OfferHandover(opened.Reference, "es", "Nearer")).IsSuccess);
        Assert.Null((await _server.Officer("es").See(opened.Reference)).Consents);
    }

    [Fact]
    public async Task How_a_person_may_be_reached_is_shown_to_whoever_works_the_case()
    {
        var @case = await _server.CaseInHand();
        var germany = _server.Officer("de");
        var rule = new SetSafeContactRequest(0, ["email"], null, null, "Pacific/Fiji", "et", true, "Her brother");
        Assert.True((await germany.Put($"/v1/cases/{@case.Reference}/safe-contact", rule)).IsSuccess);

        var reach = Assert.Single((await _server.Officer("ee").See(@case.Reference)).SafeContacts!);
        Assert.Equal(("Her brother", true), (reach.Avoid, reach.NeutralWords));
        Assert.Equal(["email"], reach.OpenNow);
        (await germany.Put($"/v1/cases/{@case.Reference}/safe-contact", rule with { TimeZone = "Mars/Olympus", From = new TimeOnly(9, 0) }))
            .Refused(HttpStatusCode.UnprocessableEntity, "request.faulty");
    }

    [Fact]
    public async Task Over_the_shoulder_of_the_person_nobody_reads_what_her_secret_matter_is()
    {
        var officer = await _server.ProtectionOfficer("de");
        var mari = _server.Person("ee", UniqueUser());
        var name = UniqueName("Kuusk");
        var person = new PersonContract([new PersonNameContract(name)], new DateOnly(1990, 2, 3), SafeContact: "Never while her brother is there");
        var opened = await mari.OpenCase(Application(LostPassport with { Service = "gbv" }) with { Persons = [person] });
        Assert.True((await officer.Accept(opened.Reference)).IsSuccess);
        Assert.True((await officer.AskForPapers(opened.Reference, "medical-report")).IsSuccess);
        var rule = new SetSafeContactRequest(0, ["email"], null, null, "Pacific/Fiji", "et", true, "Her brother");
        Assert.True((await officer.Put($"/v1/cases/{opened.Reference}/safe-contact", rule)).IsSuccess);
        var told = await officer.See(opened.Reference);

        foreach (var reply in new[]
        {
            await mari.Show(opened.Reference), await mari.History(opened.Reference), await mari.Get("/v1/cases?limit=500"),
            await mari.ProvidePapers(opened.Reference, "medical-report"), await mari.Find(opened.Reference),
        })
        {
            Assert.True(reply.IsSuccess, reply.ToString());
            Assert.All(
                [name.Split(' ')[0], "gbv", told.ServiceName, "brother", "medical", "contact", "fear", "1990", "Hotel Quito", .. told.Checklist.Select(c => c.Step)],
                word => Assert.DoesNotContain(word, WithoutActions(reply.Text), StringComparison.OrdinalIgnoreCase));
        }

        var quiet = await mari.See(opened.Reference);
        Assert.Equal(("consular-matter", "in_progress", "de"), (quiet.ServiceName, quiet.Status, quiet.Owner));
        Assert.Equal(["papers"], quiet.Papers.Select(p => p.Kind));
        Assert.Contains("complain", quiet.AllowedActions);

        var whole = (await mari.Get($"/v1/cases/{opened.Reference}?inFull=true", ifNoneMatch: $"\"{quiet.Version}\"")).Case;
        Assert.Equal(("gbv", name), (whole.Service, whole.Persons![0].Names![0].Text));
        var own = (await mari.Get($"/v1/cases/{opened.Reference}/reads")).Read<Page<ReadResponse>>().Items
            .Where(r => r is { Purpose: "own_data", Via: "get" }).Select(r => string.Join(' ', r.Fields)).Where(f => f is not "history");
        Assert.Equal(["case persons", "case", "case"], own);
        Assert.Contains(
            (await mari.Get($"/v1/cases/{opened.Reference}/history?inFull=true")).Read<Page<HistoryLineResponse>>().Items, h => h.What == "case-safe-contact-set");
    }

    [Fact]
    public async Task The_person_of_an_ordinary_case_sees_it_whole()
    {
        var mari = _server.Person("ee", UniqueUser());
        var opened = await mari.OpenCase(Application());

        Assert.Equal("emergency_travel_document", (await mari.See(opened.Reference)).Service);
        Assert.NotNull((await mari.See(opened.Reference)).Persons);
    }

    /// <summary>What can be done with any case tells nothing of this one.</summary>
    private static string WithoutActions(string text) =>
        text.Replace("disclose-fear", "", StringComparison.Ordinal).Replace("set-safe-contact", "", StringComparison.Ordinal);

    private async Task<string> Protected() =>
        (await _server.Person("ee", UniqueUser()).OpenCase(Application(LostPassport with { Service = "gbv" }, UniqueName("Kuusk")))).Reference;
}
