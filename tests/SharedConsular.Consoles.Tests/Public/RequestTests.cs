using Microsoft.Playwright;
using SharedConsular.Consoles.Shared.Languages;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Tests.Public;

/// <summary>Somebody without an account asks for help, comes back by reference and secret, and acts on her case.</summary>
public sealed class RequestTests(Site site, Browser browser)
{
    [Theory, InlineData("en", true), InlineData("ar", false)]
    public async Task A_person_asks_comes_back_and_complains(string language, bool isSmall)
    {
        var device = isSmall ? Device.SmallPhone : Device.Desk;
        var page = await browser.Open(device);
        await page.GotoAsync(At($"/{language}/request?nationality=ee&in=vu&service=emergency_travel_document&urgency=urgent&party=fr"));
        await page.FillAsync("#p0-day", "31");
        await page.FillAsync("#p0-month", "2");
        await page.FillAsync("#p0-year", "1990");
        await page.ClickAsync("button[value=check]");
        await page.AssertFaults(2);
        await page.AssertFit($"request-faults-{language}", device);

        await page.FillAsync("#p0-given", "Mari");
        await page.FillAsync("#p0-family", "Tamm");
        await page.FillAsync("#p0-day", "3");
        await page.CheckAsync("#whom-2");
        await page.ClickAsync("button[value=add]");
        await page.FillAsync("#p1-given", "ليلى");
        await page.FillAsync("#contact", "+678 5550100");
        await page.FillAsync("#place", "Hotel");
        await page.ClickAsync("button[value=check]");
        await page.AssertFit($"request-check-{language}", device);

        await page.ClickAsync("button[value=send]");
        var (reference, secret) = (await page.InnerTextAsync("#reference"), await page.InnerTextAsync("#secret"));
        Assert.StartsWith("SC-", reference, StringComparison.Ordinal);
        await page.AssertFit($"request-receipt-{language}", device);

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(At($"/{language}/follow"));
        await page.FillAsync("#reference", reference);
        await page.FillAsync("#secret", "0000-0000-0000-0000");
        await page.ClickAsync("main button");
        await page.AssertFaults(1);
        await page.AssertFit($"follow-faults-{language}", device);
        await page.FillAsync("#secret", secret.ToLowerInvariant());
        await page.ClickAsync("main button");
        await page.AssertAt($"/{language}/follow/case");
        await page.AssertFit($"my-case-{language}", device);

        await page.ClickAsync("button[value=complain]");
        await page.ClickAsync("#act-send");
        await page.AssertFaults(1);
        await page.AssertFit($"complain-faults-{language}", device);
        await page.FillAsync("#complaint", "Nobody answers.");
        await page.ClickAsync("#act-send");
        await Assertions.Expect(page.Locator(".history")).ToContainTextAsync(language is "ar" ? "قُدمت شكوى" : "A complaint was made");

        await page.ClickAsync("a[href$='/follow/reads']");
        await page.AssertAt($"/{language}/follow/reads");
        await page.AssertFit($"reads-{language}", device);
        await page.GotoAsync(At($"/{language}/follow/case"));
        await page.ClickAsync("form[action$='/follow/end'] button");
        await page.AssertAt($"/{language}");
        await page.GotoAsync(At($"/{language}/follow/case"));
        await page.AssertAt($"/{language}/follow");
    }

    [Theory, InlineData("en", "detention", "#fears", true), InlineData("ar", "gbv", "#fears-1", false)]
    public async Task Whoever_is_afraid_is_told_how_she_is_kept_safe_and_leaves_no_trace(string language, string service, string fears, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var page = await browser.Open(device);
        await page.Context.RouteAsync("https://*.wikipedia.org/**", r => r.FulfillAsync(new() { ContentType = "text/html", Body = "<title>Elsewhere</title>" }));
        await page.GotoAsync(At($"/{language}"));
        await page.ClickAsync("a[href$='/private']");
        await page.AssertAt($"/{language}/private");
        var (title, length) = (await page.TitleAsync(), await page.EvaluateAsync<int>("history.length"));
        await page.AssertFit($"private-{language}", device);
        await page.ClickAsync("main form button");
        await page.AssertFaults(4);
        await page.AssertFit($"private-faults-{language}", device);
        await page.SelectOptionAsync("#nationality", "ee");
        await page.SelectOptionAsync("#in", "ec");
        await page.SelectOptionAsync("#service", service);
        await page.CheckAsync(fears);
        await page.ClickAsync("main form button");
        await page.Locator("button[value=edit]").First.WaitForAsync();
        Assert.Equal(title, await page.TitleAsync());
        await page.AssertFit($"private-answer-{language}", device);
        await page.Locator("button[value=edit]").First.ClickAsync();
        await page.FillAsync("#p0-given", "Mari");
        Assert.Equal(title, await page.TitleAsync());
        Assert.Equal(0, await page.Locator("#nationality").CountAsync());
        await page.AssertFit($"private-request-{language}", device);
        await page.ClickAsync("button[value=check]");
        await page.ClickAsync("button[value=send]");
        Assert.StartsWith("SC-", await page.InnerTextAsync("#reference"), StringComparison.Ordinal);
        Assert.Equal(title, await page.TitleAsync());
        await page.AssertFit($"private-receipt-{language}", device);

        Assert.Equal(At($"/{language}/private"), page.Url);
        Assert.Equal(length, await page.EvaluateAsync<int>("history.length"));
        Assert.Contains(await page.Context.CookiesAsync(), c => c.Name == "consular-follow");
        await page.ClickAsync("#exit");
        await Assertions.Expect(page).ToHaveTitleAsync("Elsewhere");
        Assert.Equal(length, await page.EvaluateAsync<int>("history.length"));
        Assert.DoesNotContain(await page.Context.CookiesAsync(), c => c.Name == "consular-follow");
        await page.GoBackAsync();
        await page.AssertAt($"/{language}");
    }

    [Fact]
    public async Task What_a_person_thinks_of_doing_stands_in_no_address_and_no_title()
    {
        var page = await browser.Open(Device.Phone);
        await Follow(page, await Opened("emergency_travel_document"));
        var (title, length) = (await page.TitleAsync(), await page.EvaluateAsync<int>("history.length"));

        await page.ClickAsync("button[value=disclose-fear]");
        await page.Locator("#act-send").WaitForAsync();
        Assert.Equal((title, At("/en/follow/case")), (await page.TitleAsync(), page.Url));
        await page.AssertFit("disclose-en", Device.Phone);
        await page.ClickAsync("#act-send");
        await page.Locator("#quiet").WaitForAsync();

        Assert.Equal((title, At("/en/follow/case")), (await page.TitleAsync(), page.Url));
        Assert.Equal(length, await page.EvaluateAsync<int>("history.length"));
    }

    [Theory, InlineData("emergency_travel_document"), InlineData("gbv")]
    public async Task The_outside_of_a_page_of_a_case_does_not_say_what_it_is_about(string service)
    {
        var page = await browser.Open(Device.Desk);
        var opened = await Opened(service);
        await Follow(page, opened);

        Assert.Equal("Where my request stands", await page.TitleAsync());
        Assert.DoesNotContain("SharedConsular", await page.InnerTextAsync(".top"), StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator("#exit").CountAsync());
        var cookie = Assert.Single(await page.Context.CookiesAsync(), c => c.Name == "consular-follow");
        Assert.True(cookie.HttpOnly);
        Assert.DoesNotContain(opened.Secret!, await page.ContentAsync() + cookie.Value, StringComparison.Ordinal);
    }

    [Theory, InlineData("en", "detention", true), InlineData("ar", "gbv", false)]
    public async Task A_secret_matter_is_quiet_until_its_person_asks_for_all_of_it(string language, string service, bool isSmall)
    {
        var device = isSmall ? Device.SmallPhone : Device.Desk;
        var page = await browser.Open(device);
        var opened = await Opened(service, fears: true);
        var helper = await site.ProtectionOfficer(opened.Owner);
        await helper.AcceptCase(opened.Reference, null, Stop);
        await helper.AskForPapers(opened.Reference, new AskForPapersRequest(["photo", "form"]), null, Stop);
        await Follow(page, opened, language);
        var (title, length, named) = (await page.TitleAsync(), await page.EvaluateAsync<int>("history.length"), Photo(language));
        Assert.DoesNotContain(named, await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(service, await page.ContentAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await page.Locator("button[value=provide-papers]").CountAsync());
        Assert.DoesNotContain(language is "ar" ? "لا توجد مهلة جارية" : "No time runs now", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.AssertFit($"my-case-quiet-{language}", device);

        await page.ClickAsync("button[name=full]");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(named);
        Assert.Equal(
            (title, At($"/{language}/follow/case"), length), (await page.TitleAsync(), page.Url, await page.EvaluateAsync<int>("history.length")));
        await page.AssertFit($"my-case-full-{language}", device);
        await page.ClickAsync("button[value=provide-papers]");
        await page.CheckAsync("#papers");
        await page.ClickAsync("#act-send");

        await page.Locator("#quiet").WaitForAsync();
        Assert.DoesNotContain(named, await page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Theory, InlineData("en", true), InlineData("ar", false)]
    public async Task Whoever_was_taken_in_at_a_counter_sees_where_it_stands_and_acts_through_the_post(string language, bool isSmall)
    {
        var device = isSmall ? Device.SmallPhone : Device.Desk;
        var page = await browser.Open(device);
        var officer = await site.ApiOf("fr", "officer");
        var need = new RoutingRequest([new NationalityRequest("ee")], "vu", "emergency_travel_document");
        var opened = (await officer.OpenCase(new OpenCaseRequest(need, [new PersonContract([new PersonNameContract("Mari Tamm")])]), null, Stop)).Value;
        await officer.AskForPapers(opened.Reference, new AskForPapersRequest(["photo", "form"]), null, Stop);
        await Follow(page, opened, language);

        Assert.Contains(Photo(language), await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Tamm", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("button[name=act]").CountAsync());
        await page.AssertFit($"my-case-by-post-{language}", device);
    }

    [Theory, InlineData("en", true), InlineData("ar", false)]
    public async Task She_saves_half_of_it_goes_on_elsewhere_sends_it_once_and_it_is_kept_no_longer(string language, bool isSmall)
    {
        var device = isSmall ? Device.SmallPhone : Device.Desk;
        var page = await browser.Open(device);
        await page.GotoAsync(At($"/{language}/request?nationality=ee&in=vu&service=emergency_travel_document&urgency=urgent&party=fr"));
        await page.CheckAsync("#whom-2");
        await page.FillAsync("#p0-day", "31");
        await page.FillAsync("#p0-month", "2");
        await page.FillAsync("#p0-year", "1990");
        await page.FillAsync("#contact", "+678 5550100");
        await page.ClickAsync("button[value=keep]");
        await page.AssertFaults(1);
        await page.FillAsync("#p0-day", "3");
        await page.ClickAsync("button[value=keep]");
        await page.AssertFit($"kept-{language}", device);
        var (reference, secret) = (await page.InnerTextAsync("#reference"), await page.InnerTextAsync("#secret"));
        Assert.StartsWith("SR-", reference, StringComparison.Ordinal);

        var elsewhere = await browser.Open(device);
        await TakeUp(elsewhere, language, reference, "0000-0000-0000-0000");
        await elsewhere.AssertFaults(1);
        await elsewhere.AssertFit($"kept-faults-{language}", device);
        await TakeUp(elsewhere, language, reference, secret.ToLowerInvariant());
        await elsewhere.AssertAt($"/{language}/follow/kept");
        Assert.Equal(("3", "2", "1990", "+678 5550100"), (
            await elsewhere.InputValueAsync("#p0-day"), await elsewhere.InputValueAsync("#p0-month"), await elsewhere.InputValueAsync("#p0-year"),
            await elsewhere.InputValueAsync("#contact")));
        Assert.True(await elsewhere.IsCheckedAsync("#whom-2"));
        await elsewhere.FillAsync("#p0-given", "ليلى");
        await elsewhere.AssertFit($"kept-taken-up-{language}", device);
        await elsewhere.ClickAsync("button[value=keep]");
        Assert.Equal(0, await elsewhere.Locator("#secret").CountAsync());
        await elsewhere.AssertFit($"kept-again-{language}", device);

        await page.ClickAsync("a[href$='/follow/kept']");
        Assert.Equal("ليلى", await page.InputValueAsync("#p0-given"));
        await elsewhere.ClickAsync("a[href$='/follow/kept']");
        var opened = new List<string>();
        foreach (var device2 in new[] { page, elsewhere })
        {
            await device2.ClickAsync("button[value=check]");
            await device2.ClickAsync("button[value=send]");
            opened.Add(await device2.InnerTextAsync("#reference"));
        }

        Assert.Single(opened.Distinct());
        await TakeUp(page, language, reference, secret);
        await page.AssertFaults(1);
    }

    [Fact]
    public async Task Who_fears_her_state_saves_without_a_trace_and_has_it_erased()
    {
        var page = await browser.Open(Device.SmallPhone);
        await page.GotoAsync(At("/en/private"));
        await page.SelectOptionAsync("#nationality", "ee");
        await page.SelectOptionAsync("#in", "ec");
        await page.SelectOptionAsync("#service", "detention");
        await page.CheckAsync("#fears");
        await page.ClickAsync("main form button");
        await page.Locator("button[value=edit]").First.ClickAsync();
        await page.FillAsync("#p0-given", "Mari");
        await page.ClickAsync("button[value=keep]");
        var (reference, secret) = (await page.InnerTextAsync("#reference"), await page.InnerTextAsync("#secret"));
        Assert.Equal("Information", await page.TitleAsync());
        Assert.EndsWith("/en/private", page.Url, StringComparison.Ordinal);
        await page.AssertFit("kept-quiet", Device.SmallPhone);

        await page.Context.ClearCookiesAsync();
        await TakeUp(page, "en", reference, secret);
        await page.AssertAt("/en/follow/kept");
        Assert.Equal("Information", await page.TitleAsync());
        await page.ClickAsync("button[value=erase]");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(Texts.In(Language.All[0])["kept.erased"]);
        await page.AssertFit("kept-erased", Device.SmallPhone);
        await TakeUp(page, "en", reference, secret);
        await page.AssertFaults(1);
    }

    [Fact]
    public async Task What_was_erased_on_another_device_is_gone_here_too_and_what_is_typed_here_is_not_lost()
    {
        var pages = new[] { await browser.Open(Device.Desk), await browser.Open(Device.Phone) };
        await pages[0].GotoAsync(At("/en/request?nationality=ee&in=vu&service=emergency_travel_document&party=fr"));
        await pages[0].FillAsync("#p0-given", "Mari");
        await pages[0].ClickAsync("button[value=keep]");
        var (reference, secret) = (await pages[0].InnerTextAsync("#reference"), await pages[0].InnerTextAsync("#secret"));
        foreach (var page in pages)
        {
            await TakeUp(page, "en", reference, secret);
            await page.AssertAt("/en/follow/kept");
        }

        await pages[0].ClickAsync("button[value=erase]");
        await Assertions.Expect(pages[0].Locator("h1")).ToHaveTextAsync(Texts.In(Language.All[0])["kept.erased"]);
        await pages[1].FillAsync("#p0-family", "Tamm");
        await pages[1].ClickAsync("button[value=keep]");
        var (second, secondSecret) = (await pages[1].InnerTextAsync("#reference"), await pages[1].InnerTextAsync("#secret"));
        Assert.NotEqual(reference, second);
        await TakeUp(pages[0], "en", second, secondSecret);
        Assert.Equal("Tamm", await pages[0].InputValueAsync("#p0-family"));

        await TakeUp(pages[1], "en", second, secondSecret);
        foreach (var page in pages)
        {
            await page.AssertAt("/en/follow/kept");
            await page.ClickAsync("button[value=erase]");
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(Texts.In(Language.All[0])["kept.erased"]);
        }
    }

    [Fact]
    public async Task Another_form_in_the_same_browser_is_not_written_over_what_somebody_saved()
    {
        var page = await browser.Open(Device.Desk);
        var references = new List<string>();
        foreach (var name in new[] { "Mari", "Jaan" })
        {
            await page.GotoAsync(At("/en/request?nationality=ee&in=vu&service=emergency_travel_document&party=fr"));
            await page.FillAsync("#p0-given", name);
            await page.ClickAsync("button[value=keep]");
            references.Add(await page.InnerTextAsync("#reference"));
        }

        Assert.Equal(2, references.Distinct().Count());
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough_to_ask_and_to_come_back()
    {
        var page = await browser.Open(Device.Desk);
        await page.GotoAsync(At("/en/request?nationality=ee&in=vu&service=emergency_travel_document&urgency=urgent&party=fr"));
        await page.Type("p0-given", "Mari");
        await page.TabTo("value", "check");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("button[value=send]").WaitForAsync();
        await page.TabTo("value", "send");
        await page.Keyboard.PressAsync("Enter");
        var (reference, secret) = (await page.InnerTextAsync("#reference"), await page.InnerTextAsync("#secret"));

        await page.GotoAsync(At("/en/follow"));
        await page.Type("reference", reference);
        await page.Type("secret", secret);
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt("/en/follow/case");
        await page.TabTo("value", "withdraw-case");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#act-send").WaitForAsync();
        await page.Type("reason", "I found my passport.");
        await page.TabTo("act-send");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".lead")).ToHaveTextAsync("You took it back.");
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Photo(string language) => language is "ar" ? "صورة" : "photo";

    private async Task<CaseResponse> Opened(string service, bool fears = false)
    {
        var need = new RoutingRequest([new NationalityRequest("ee")], fears ? "ec" : "vu", service, FearsOwnState: fears);
        var persons = new[] { new PersonContract([new PersonNameContract("Mari Tamm")]) };

        return (await new ConsularClient(site.Http).OpenRequest(new OpenCaseRequest(need, persons), new SendOptions($"{Guid.NewGuid():N}"), Stop)).Value;
    }

    private async Task TakeUp(IPage page, string language, string reference, string secret)
    {
        await page.GotoAsync(At($"/{language}/follow"));
        await page.FillAsync("#reference", reference);
        await page.FillAsync("#secret", secret);
        await page.ClickAsync("main form button");
    }

    private async Task Follow(IPage page, CaseResponse opened, string language = "en")
    {
        await page.GotoAsync(At($"/{language}/follow"));
        await page.FillAsync("#reference", opened.Reference);
        await page.FillAsync("#secret", opened.Secret!);
        await page.ClickAsync("main form button");
        await page.AssertAt($"/{language}/follow/case");
    }

    private string At(string path) => new Uri(site.Address, path).ToString();
}
