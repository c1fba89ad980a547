using System.Net;
using Microsoft.Playwright;

namespace SharedConsular.Consoles.Tests.Public;

/// <summary>Somebody without an account finds out who may help, on a telephone, in two scripts, with and without a mouse.</summary>
public sealed class WhoMayHelpTests(Site site, Browser browser)
{
    public static TheoryData<string, string> Sizes => new() { { "en", nameof(Device.SmallPhone) }, { "ar", nameof(Device.Phone) }, { "en", nameof(Device.Desk) } };

    [Theory, MemberData(nameof(Sizes))]
    public async Task A_person_asks_and_is_told_who_may_help(string language, string size)
    {
        var device = size switch { nameof(Device.SmallPhone) => Device.SmallPhone, nameof(Device.Phone) => Device.Phone, _ => Device.Desk };
        var page = await browser.Open(device);
        await page.GotoAsync(new Uri(site.Address, $"/{language}").ToString());
        Assert.Equal(language is "ar" ? "rtl" : "ltr", await page.Locator("html").GetAttributeAsync("dir"));
        await Look(page, $"front-{language}", device);

        await page.ClickAsync("a[href$='/who-may-help']");
        await Look(page, $"help-{language}", device);

        await page.SelectOptionAsync("#nationality", "ee");
        await page.ClickAsync("main button");
        await page.AssertFaults(2);
        Assert.Equal("ee", await page.Locator("#nationality").InputValueAsync());
        await Look(page, $"help-faults-{language}", device);

        await page.SelectOptionAsync("#in", "vu");
        await page.SelectOptionAsync("#service", "emergency_travel_document");
        await page.ClickAsync("main button");
        Assert.Contains(language is "ar" ? "فرنسا" : "France can help you", await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        await Look(page, $"answer-{language}", device);

        await page.ClickAsync("a.button.second");
        Assert.Contains("urgency=extreme", page.Url, StringComparison.Ordinal);
        await Look(page, $"answer-extreme-{language}", device);
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        var page = await browser.Open(Device.Desk);
        await page.GotoAsync(new Uri(site.Address, "/en").ToString());
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#main", await page.Focused("href"));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        Assert.EndsWith("/who-may-help", await page.Focused("href"), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt("/en/who-may-help");
        foreach (var (field, letter, value) in new[] { ("nationality", "e", "ee"), ("in", "v", "vu"), ("service", "e", "emergency_travel_document") })
        {
            await page.Choose(field, letter, value);
        }

        await page.TabTo("urgency");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt("/en/who-may-help?nationality=ee&in=vu&service=emergency_travel_document&urgency=routine");

        Assert.Equal("France can help you", await page.Locator("h1").InnerTextAsync());
    }

    [Theory, InlineData("/en/who-may-help?nationality=ee&in=vu&service=gbv"), InlineData("/en/request?nationality=ee&in=vu&service=gbv")]
    public async Task What_nobody_may_find_stands_in_no_address(string path)
    {
        using var answer = await site.Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.Redirect, "/en/private"), (answer.StatusCode, answer.Headers.Location?.OriginalString));

        var form = await site.Http.GetStringAsync("/en/who-may-help", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("\"gbv\"", form, StringComparison.Ordinal);
        Assert.Contains("\"gbv\"", await site.Http.GetStringAsync("/en/private", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_works_without_scripts()
    {
        var page = await browser.Open(Device.Phone, scripts: false);
        await page.GotoAsync(new Uri(site.Address, "/fr/who-may-help").ToString());
        await page.SelectOptionAsync("#nationality", "ee");
        await page.SelectOptionAsync("#in", "vu");
        await page.SelectOptionAsync("#service", "emergency_travel_document");
        await page.ClickAsync("main button");

        Assert.Equal("Peut vous aider : France", await page.Locator("h1").InnerTextAsync());
    }

    [Fact]
    public async Task The_first_page_is_the_one_of_the_languages_wanted()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept-Language", "de, fr-CH;q=0.8, en;q=0.7");
        using var response = await site.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains("<html lang=\"fr\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("Accept-Language", response.Headers.Vary.ToString());
    }

    [Theory, InlineData("en", true), InlineData("ar", false)]
    public async Task What_is_not_there_and_what_is_too_old_look_like_pages(string language, bool isSmall)
    {
        var device = isSmall ? Device.SmallPhone : Device.Desk;
        var page = await browser.Open(device);
        await page.GotoAsync(new Uri(site.Address, $"/{language}/nothing").ToString());
        await Look(page, $"nothing-{language}", device);
        await page.GotoAsync(new Uri(site.Address, $"/{language}/emergencies/{await site.DeclareCrisis()}").ToString());
        await page.Context.ClearCookiesAsync();
        await page.ClickAsync("#register-send");
        await Assertions.Expect(page.Locator("#register-send")).ToHaveCountAsync(0);

        await Look(page, $"stale-{language}", device);
    }

    [Theory, InlineData("/en/nothing"), InlineData("/ar/who-may-help/x")]
    public async Task What_is_not_there_is_said_on_a_page(string path)
    {
        using var response = await site.Http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    private static Task Look(IPage page, string name, Device device) => page.AssertFit(name, device);
}
