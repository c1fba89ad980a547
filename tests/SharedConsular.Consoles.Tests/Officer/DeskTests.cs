using Microsoft.Playwright;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Tests.Officer;

/// <summary>An officer signs in, takes somebody in, works the case, finds it again, and overwrites nobody.</summary>
public sealed class DeskTests(Site site, Browser browser)
{
    [Theory, InlineData("en", false), InlineData("ar", true)]
    public async Task An_officer_takes_somebody_in_works_the_case_and_finds_it_again(string language, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var page = await browser.Open(device);
        await SignIn(page, language, "fr", device);
        await page.ClickAsync("a[href$='/desk/walk-in']");
        var family = $"Tamm{Guid.NewGuid():N}"[..12];
        await page.FillAsync("#given", "Mari");
        await page.FillAsync("#family", family);
        await page.SelectOptionAsync("#nationality", "ee");
        await page.SelectOptionAsync("#in", "vu");
        await page.SelectOptionAsync("#service", "emergency_travel_document");
        await page.AssertFit($"walk-in-{language}", device);
        await page.ClickAsync("#walk-in-send");
        var reference = await page.InnerTextAsync("#reference");
        await page.AssertFit($"walk-in-done-{language}", device);

        await page.ClickAsync("main a.button");
        Assert.Contains(family, await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("a[href$='/act/accept-case']").CountAsync());
        await page.AssertFit($"desk-case-{language}", device);

        await page.ClickAsync("a[href$='/act/ask-for-papers']");
        await page.ClickAsync("#act-send");
        await page.AssertFaults(1);
        Assert.Equal(1, await page.Locator("a[href$='/desk/walk-in']").CountAsync());
        await page.AssertFit($"desk-act-faults-{language}", device);
        await page.FillAsync("#kinds", "photo\nform");
        await page.ClickAsync("#act-send");
        Assert.Contains(language is "ar" ? "○ صورة" : "○ photo", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        await page.FillAsync("#find", reference);
        await page.ClickAsync(".inline button");
        await page.AssertAt($"/{language}/desk/cases/{reference}");
        await page.FillAsync("#find", family);
        await page.ClickAsync(".inline button");
        Assert.Contains(reference, await page.InnerTextAsync("table"), StringComparison.Ordinal);
        await page.AssertFit($"search-{language}", device);

        await page.GotoAsync(At($"/{language}/desk?list=all&status=awaiting-papers"));
        Assert.Equal("awaiting-papers", await page.Locator("#status").InputValueAsync());
        await page.AssertFit($"queue-{language}", device);
    }

    [Fact]
    public async Task Whose_form_was_refused_corrects_it_and_sends_it_again()
    {
        var page = await browser.Open(Device.Desk);
        await SignIn(page, "en", "fr", null);
        await page.GotoAsync(At("/en/desk/walk-in"));
        await page.FillAsync("#given", "Mari");
        await page.FillAsync("#family", "Tamm");
        await page.SelectOptionAsync("#nationality", "us");
        await page.SelectOptionAsync("#in", "ca");
        await page.SelectOptionAsync("#service", "emergency_travel_document");
        await page.ClickAsync("#walk-in-send");
        await page.AssertFaults(1);

        await page.SelectOptionAsync("#nationality", "ee");
        await page.SelectOptionAsync("#in", "vu");
        await page.ClickAsync("#walk-in-send");

        Assert.StartsWith("SC-", await page.InnerTextAsync("#reference"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_form_overwrites_nothing()
    {
        var page = await browser.Open(Device.Desk);
        await SignIn(page, "en", "fr", null);
        var fr = await site.ApiOf("fr", "officer");
        var need = new RoutingRequest([new NationalityRequest("ee")], "vu", "emergency_travel_document");
        var opened = (await fr.OpenCase(new OpenCaseRequest(need, [new PersonContract([new PersonNameContract("Mari Tamm")])]), null, Stop)).Value;
        await page.GotoAsync(At($"/en/desk/cases/{opened.Reference}/act/ask-for-papers"));
        await fr.AskForPapers(opened.Reference, new AskForPapersRequest(["form"]), null, Stop);

        await page.FillAsync("#kinds", "photo");
        await page.ClickAsync("#act-send");

        await page.AssertFaults(1);
        Assert.Equal("photo", await page.InputValueAsync("#kinds"));
        Assert.DoesNotContain((await fr.GetCase(opened.Reference, inFull: false, Stop)).Value.Papers, p => p.Kind == "photo");
    }

    [Fact]
    public async Task A_protected_file_says_what_breaking_the_glass_means_before_it_is_broken()
    {
        var page = await browser.Open(Device.Desk);
        await SignIn(page, "en", "fr", null);
        var need = new RoutingRequest([new NationalityRequest("fr")], "vu", "gbv");
        var person = new ConsularClient(site.Http);
        var opened = (await person.OpenRequest(
            new OpenCaseRequest(need, [new PersonContract([new PersonNameContract("Anne Petit")])]), new SendOptions(Guid.NewGuid().ToString("N")), Stop)).Value;

        await page.GotoAsync(At($"/en/desk/cases/{opened.Reference}"));
        Assert.Contains("four hours", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Petit", await page.ContentAsync(), StringComparison.Ordinal);
        await page.AssertFit("protected-en", Device.Desk);
        await page.ClickAsync("main a.button.danger");
        await page.Locator("#act-send").WaitForAsync();
        await page.AssertFit("break-glass-en", Device.Desk);
        await page.FillAsync("#reason", "She is in danger now.");
        await page.ClickAsync("#act-send");

        Assert.Contains("Anne Petit", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Equal($"{opened.Reference} – SharedConsular", await page.TitleAsync());
    }

    [Fact]
    public async Task A_case_of_others_is_not_there_and_nothing_is_done_to_it()
    {
        var page = await browser.Open(Device.Desk);
        await SignIn(page, "en", "br", null);
        var need = new RoutingRequest([new NationalityRequest("ee")], "vu", "emergency_travel_document");
        var theirs = (await (await site.ApiOf("fr", "officer")).OpenCase(
            new OpenCaseRequest(need, [new PersonContract([new PersonNameContract("Mari Tamm")])]), null, Stop)).Value;
        foreach (var path in new[] { "", "/act/ask-for-papers", "/act/break-glass" })
        {
            var answer = await page.GotoAsync(At($"/en/desk/cases/{theirs.Reference}{path}"));
            Assert.True(path is "/act/break-glass" || answer?.Status is 404, $"{path} answered {answer?.Status}.");
            Assert.DoesNotContain("Tamm", await page.ContentAsync(), StringComparison.Ordinal);
        }

        await page.FillAsync("#reason", "I want to see it.");
        await page.ClickAsync("#act-send");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("There is nothing here");
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        var page = await browser.Open(Device.Desk);
        await page.GotoAsync(At("/en/desk"));
        await page.Choose("tenant", "f", "fr");
        await page.TabTo("user");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt("/en/desk");
        await page.TabTo("href", "/en/desk/walk-in");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt("/en/desk/walk-in");
        var family = $"Tamm{Guid.NewGuid():N}"[..12];
        await page.Type("given", "Mari");
        await page.Type("family", family);
        await page.Choose("nationality", "e", "ee");
        await page.Choose("in", "v", "vu");
        await page.Choose("service", "e", "emergency_travel_document");
        await page.TabTo("walk-in-send");
        await page.Keyboard.PressAsync("Enter");
        var reference = await page.InnerTextAsync("#reference");

        await page.Type("find", reference);
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt($"/en/desk/cases/{reference}");
        await page.TabTo("href", $"/en/desk/cases/{reference}/act/ask-for-papers");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt($"/en/desk/cases/{reference}/act/ask-for-papers");
        await page.Type("kinds", "photo");
        await page.TabTo("act-send");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt($"/en/desk/cases/{reference}");

        Assert.Contains("○ photo", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_holds_the_credential_and_no_script_reaches_it()
    {
        var page = await browser.Open(Device.Desk);
        await SignIn(page, "en", "fr", null);
        var cookie = Assert.Single(await page.Context.CookiesAsync(), c => c.Name == "consular-desk");

        Assert.True(cookie.HttpOnly);
        Assert.Equal(SameSiteAttribute.Strict, cookie.SameSite);
        Assert.DoesNotContain("eyJ", await page.ContentAsync() + cookie.Value, StringComparison.Ordinal);
        await page.ClickAsync("form[action$='/desk/end'] button");
        await page.GotoAsync(At("/en/desk"));
        await page.AssertAt("/en/desk/sign-in");
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task SignIn(IPage page, string language, string party, Device? look)
    {
        await page.GotoAsync(At($"/{language}/desk"));
        if (look is not null)
        {
            await page.AssertFit($"sign-in-{language}", look);
        }

        await page.SelectOptionAsync("#tenant", party);
        await page.ClickAsync("#choose");
        await page.AssertAt($"/{language}/desk");
    }

    private string At(string path) => new Uri(site.Address, path).ToString();
}
