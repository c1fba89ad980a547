using Microsoft.Playwright;
using SharedConsular.Audit;
using SharedConsular.Consoles.Administrator;
using SharedConsular.Contracts;
using SharedConsular.Policies;

namespace SharedConsular.Consoles.Tests.Administrator;

/// <summary>An administrator sets a party up by its folder, keeps its staff book, and takes its record home.</summary>
public sealed class OfficeTests(Site site, Browser browser)
{
    [Theory, InlineData("en", "to", false), InlineData("ar", "ws", true)]
    public async Task A_folder_is_drafted_planned_put_in_force_and_taken_back(string language, string party, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var page = await browser.Open(device);
        var api = await site.ApiOf(party, "administrator");
        await page.SignIn(site, language, party, "administrator");
        await page.AssertAt($"/{language}/office/{party}");
        await page.AssertFit($"office-{language}", device);

        await page.ClickAsync("main a.button");
        await Write(page, "profile", "tenant: " + party.ToUpperInvariant() + "\nnames: {en: Islands}\nlanguges: [en]\n");
        await page.ClickAsync("#plan");
        await Assertions.Expect(page.Locator("#profile-yaml-faults")).ToContainTextAsync("languges");
        await page.AssertFit($"draft-faults-{language}", device);
        Assert.Empty((await api.ListTenantVersions(party, Stop)).Value.Items);

        var profile = ProfileOf(party, "Islands");
        await page.FillAsync("#profile-yaml", profile);
        await page.ClickAsync("#plan");
        await Assertions.Expect(page.Locator("#changes")).ToContainTextAsync("profile.yaml");
        await page.AssertFit($"plan-{language}", device);
        Assert.Empty((await api.ListTenantVersions(party, Stop)).Value.Items);

        await page.ClickAsync("#change");
        await Assertions.Expect(page.Locator("#profile-yaml")).ToHaveValueAsync(profile);
        await page.ClickAsync("#plan");
        await page.ClickAsync("#apply");
        await page.AssertAt($"/{language}/office/{party}/folder");
        Assert.Equal(profile, (await api.ExportTenant(party, null, Stop)).Value.Files["profile.yaml"]);

        await page.ClickAsync("main a[href$='file=profile.yaml']");
        await page.FillAsync("#profile-yaml", ProfileOf(party, "Other Islands"));
        await page.ClickAsync("#plan");
        await Assertions.Expect(page.Locator("table")).ToContainTextAsync("Other Islands");
        await page.ClickAsync("#apply");
        await page.AssertAt($"/{language}/office/{party}/folder");
        await page.AssertFit($"folder-{language}", device);

        await page.ClickAsync("a[href$='/folder/versions/1']");
        await Assertions.Expect(page.Locator("table")).ToContainTextAsync("Other Islands");
        await page.AssertFit($"version-{language}", device);
        await page.ClickAsync("#put-back");
        await page.AssertAt($"/{language}/office/{party}/folder");
        var newest = (await api.ListTenantVersions(party, Stop)).Value.Items[0];
        Assert.Equal((3, 1), (newest.Version, newest.PutBack));
        Assert.Equal(profile, (await api.ExportTenant(party, null, Stop)).Value.Files["profile.yaml"]);
    }

    [Fact]
    public async Task A_plan_is_applied_to_the_version_that_was_seen_and_to_no_other()
    {
        const string party = "nr";
        var page = await browser.Open(Device.Desk);
        var api = await site.ApiOf(party, "administrator");
        await page.SignIn(site, "en", party, "administrator");
        await page.GotoAsync(site.At($"/en/office/{party}/folder/draft?file=profile.yaml"));
        await page.FillAsync("#profile-yaml", ProfileOf(party, "Mine"));
        await page.ClickAsync("#plan");
        await Assertions.Expect(page.Locator("#changes")).ToBeVisibleAsync();
        await api.ApplyTenant(party, new TenantFolderRequest(new Dictionary<string, string> { ["profile.yaml"] = ProfileOf(party, "Theirs") }), null, Stop);

        await page.ClickAsync("#apply");

        await page.AssertFaults(1);
        Assert.Single((await api.ListTenantVersions(party, Stop)).Value.Items);
        await Assertions.Expect(page.Locator("table")).ToContainTextAsync("Theirs");
        await page.AssertFit("plan-stale-en", Device.Desk);
        await page.ClickAsync("#apply");
        await page.AssertAt($"/en/office/{party}/folder");
        Assert.Equal(ProfileOf(party, "Mine"), (await api.ExportTenant(party, null, Stop)).Value.Files["profile.yaml"]);
    }

    [Fact]
    public async Task A_file_that_nobody_changed_stays_as_it_is_byte_by_byte()
    {
        const string party = "ki";
        var page = await browser.Open(Device.Desk);
        var api = await site.ApiOf(party, "administrator");
        var profile = "\r\n" + ProfileOf(party, "Islands").Replace("\n", "\r\n", StringComparison.Ordinal) + "# no end of line";
        var protocols = "protocols: [detention]\n";
        await api.ApplyTenant(
            party, new TenantFolderRequest(new Dictionary<string, string> { ["profile.yaml"] = profile, ["protocols.yaml"] = protocols }), null, Stop);
        await page.SignIn(site, "en", party, "administrator");
        await page.GotoAsync(site.At($"/en/office/{party}/folder/draft?file=protocols.yaml"));

        await page.FillAsync("#protocols-yaml", "protocols: [detention, death_abroad]\n");
        await page.ClickAsync("#plan");
        await Assertions.Expect(page.Locator("#changes")).Not.ToContainTextAsync("profile.yaml");
        await page.ClickAsync("#apply");
        await page.AssertAt($"/en/office/{party}/folder");

        Assert.Equal(profile, (await api.ExportTenant(party, null, Stop)).Value.Files["profile.yaml"]);
    }

    [Theory, InlineData("en", "fm", false), InlineData("ar", "mh", true)]
    public async Task The_staff_book_is_kept_and_nobody_writes_about_themselves(string language, string party, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var page = await browser.Open(device);
        var api = await site.ApiOf(party, "administrator");
        await page.SignIn(site, language, party, "administrator");
        await page.GotoAsync(site.At($"/{language}/office/{party}/staff"));
        await page.ClickAsync("#record-member");
        await page.FillAsync("#user", $"administrator-of-{party}");
        await page.FillAsync("#name", "Ana Palu");
        await page.ClickAsync("#send");
        await page.AssertFaults(1);
        Assert.Equal("Ana Palu", await page.InputValueAsync("#name"));
        await page.AssertFit($"member-faults-{language}", device);

        await page.FillAsync("#user", "ana");
        await page.FillAsync("#born", "1990-12-31");
        await page.ClickAsync("#send");
        await page.AssertAt($"/{language}/office/{party}/staff");
        Assert.Equal(new StaffMemberResponse("ana", "Ana Palu", new DateOnly(1990, 12, 31), []) with { Posts = [] }, (await Member(api)) with { Posts = [] });

        await page.ClickAsync("#record-certificate");
        await page.FillAsync("#user", "ana");
        await page.ClickAsync("#send");
        await page.AssertFaults(1);
        var until = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(90);
        await page.FillAsync("#until", until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.AssertFit($"certificate-{language}", device);
        await page.ClickAsync("#send");
        await page.AssertAt($"/{language}/office/{party}/staff");
        Assert.Equal(until, Assert.Single((await api.ListCertificates(Stop)).Value.Items).Until);
        await page.AssertFit($"staff-{language}", device);
        await page.GotoAsync(site.At($"/{language}/office/{party}"));
        await Assertions.Expect(page.Locator("#endings")).ToContainTextAsync("ana");

        await page.GotoAsync(site.At($"/{language}/office/{party}/staff"));
        await page.ClickAsync("#members form[action$='/member'] button");
        Assert.Equal("1990-12-31", await page.InputValueAsync("#born"));
        await page.FillAsync("#name", "Ana Finau");
        await page.ClickAsync("#send");
        await page.AssertAt($"/{language}/office/{party}/staff");
        Assert.Equal("Ana Finau", (await Member(api)).Name);

        await page.ClickAsync("#certificates button");
        await page.AssertFit($"sure-{language}", device);
        Assert.Single((await api.ListCertificates(Stop)).Value.Items);
        await page.ClickAsync("#sure");
        await page.AssertAt($"/{language}/office/{party}/staff");
        Assert.Empty((await api.ListCertificates(Stop)).Value.Items);
        await page.ClickAsync("#members form[action$='/removal'] button");
        await page.ClickAsync("#sure");
        await page.AssertAt($"/{language}/office/{party}/staff");
        Assert.Empty((await api.ListStaff(Stop)).Value.Items);
    }

    [Theory, InlineData("en", "lv", false), InlineData("ar", "lt", true)]
    public async Task Who_looked_is_found_and_the_record_taken_home_holds_without_us(string language, string party, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var page = await browser.Open(device);
        var fr = await site.ApiOf("fr", "officer");
        var need = new RoutingRequest([new NationalityRequest(party)], "vu", "emergency_travel_document");
        var opened = (await fr.OpenCase(new OpenCaseRequest(need, [new PersonContract([new PersonNameContract("Mari Tamm")])]), null, Stop)).Value;
        await fr.GetCase(opened.Reference, inFull: false, Stop);

        await page.SignIn(site, language, party, "auditor");
        await page.AssertAt($"/{language}/office/{party}/record");
        await Assertions.Expect(page.Locator("#blocks tbody tr")).Not.ToHaveCountAsync(0);
        await page.AssertFit($"record-{language}", device);
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#take-home"));
        var verifier = new AuditVerifier(null);
        await foreach (var line in File.ReadLinesAsync(await download.PathAsync(), Stop))
        {
            Assert.True(verifier.Read(line), $"{verifier.Difference}");
        }

        verifier.End();
        Assert.Null(verifier.Difference);
        Assert.True(verifier.Summary.Reads > 0);

        await page.ClickAsync("main a[href$='/record/reads']");
        await page.FillAsync("#case", opened.Reference);
        await page.ClickAsync("#show");
        await Assertions.Expect(page.Locator("#looks tbody tr").Filter(new() { HasText = "officer-1" })).Not.ToHaveCountAsync(0);
        Assert.DoesNotContain("Tamm", await page.ContentAsync(), StringComparison.Ordinal);
        await page.AssertFit($"looks-{language}", device);
        await page.FillAsync("#user", "nobody");
        await page.ClickAsync("#show");
        await Assertions.Expect(page.Locator("#none")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_office_of_another_party_is_not_there_and_an_officer_sets_nothing_up()
    {
        var page = await browser.Open(Device.Desk);
        await page.SignIn(site, "en", "tv", "administrator");
        foreach (var path in new[] { "", "/folder", "/folder/draft", "/folder/versions/1", "/staff", "/record", "/record/reads" })
        {
            var answer = await page.GotoAsync(site.At($"/en/office/pg{path}"));
            Assert.True(answer?.Status is 404, $"{path} answered {answer?.Status}.");
        }

        await page.SignIn(site, "en", "pg", "officer");
        Assert.Equal(403, (await page.GotoAsync(site.At("/en/office/pg/staff")))?.Status);
        Assert.Equal(403, (await page.GotoAsync(site.At("/en/office/pg/record")))?.Status);
        await page.GotoAsync(site.At("/en/office/pg/folder/draft?file=profile.yaml"));
        await page.FillAsync("#profile-yaml", ProfileOf("pg", "Officers' land"));
        await page.ClickAsync("#plan");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("You may not do this");
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        const string party = "pw";
        var page = await browser.Open(Device.Desk);
        await page.GotoAsync(site.At("/en/desk/sign-in"));
        await page.Choose("tenant", "p", party);
        await page.TabTo("id", "role");
        for (var step = 0; step < 10 && await page.Focused("value") != "administrator"; step++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt($"/en/office/{party}");
        await page.TabTo("href", $"/en/office/{party}/folder/draft");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt($"/en/office/{party}/folder/draft");
        await page.TabTo("id", "profile-yaml-name");
        await page.Keyboard.PressAsync("Space");
        await page.TabTo("profile-yaml");
        await page.Keyboard.InsertTextAsync(ProfileOf(party, "Islands"));
        await page.TabTo("plan");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#changes")).ToBeVisibleAsync();
        await page.TabTo("apply");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt($"/en/office/{party}/folder");

        Assert.Single((await (await site.ApiOf(party, "administrator")).ListTenantVersions(party, Stop)).Value.Items);
    }

    [Fact]
    public void A_draft_has_a_place_for_every_file_of_a_folder() =>
        Assert.Equal(TenantFolder.FilesKnown.Order(StringComparer.Ordinal), FolderFiles.Names.Order(StringComparer.Ordinal));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task Write(IPage page, string file, string text)
    {
        await page.ClickAsync($"#{file}-yaml-name");
        await page.FillAsync($"#{file}-yaml", text);
    }

    private static async Task<StaffMemberResponse> Member(ConsularClient api) => Assert.Single((await api.ListStaff(Stop)).Value.Items);

    private static string ProfileOf(string party, string name) =>
        $$"""
        tenant: {{party.ToUpperInvariant()}}
        basis: proposal
        names: {en: {{name}}}
        languages: [en]
        branding: {short_name: {{name}}, primary: "#00558f", on_primary: "#ffffff"}
        name_rules: {order: given_first, scripts: [Latn], required: [given, family]}
        time_zones: [Pacific/Apia]
        currencies: [USD]

        """.ReplaceLineEndings("\n");
}
