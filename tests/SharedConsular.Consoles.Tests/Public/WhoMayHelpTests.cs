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
        Assert.Equal(2, await page.Locator(".faults li").CountAsync());
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
        Assert.Equal("#main", await Focused(page, "href"));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        Assert.EndsWith("/who-may-help", await Focused(page, "href"), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt("/en/who-may-help");
        foreach (var (field, letter, value) in new[] { ("nationality", "e", "ee"), ("in", "v", "vu"), ("service", "e", "emergency_travel_document") })
        {
            await TabTo(page, field);
            await Choose(page, field, letter, value);
        }

        await TabTo(page, "urgency");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt("/en/who-may-help?nationality=ee&in=vu&service=emergency_travel_document&urgency=routine");

        Assert.Equal("France can help you", await page.Locator("h1").InnerTextAsync());
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

    [Theory, InlineData("/en/nothing"), InlineData("/ar/who-may-help/x")]
    public async Task What_is_not_there_is_said_on_a_page(string path)
    {
        using var response = await site.Http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    private static Task Look(IPage page, string name, Device device) => page.AssertFit(name, device);

    private static Task<string?> Focused(IPage page, string attribute) =>
        page.EvaluateAsync<string?>($"document.activeElement.getAttribute('{attribute}')");

    private static async Task TabTo(IPage page, string id)
    {
        const int stepsMax = 40;
        for (var step = 0; step < stepsMax && await Focused(page, "id") != id; step++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Equal(id, await Focused(page, "id"));
    }

    /// <summary>A letter goes on to the next choice that begins with it. A whole word would have to be typed without a pause.</summary>
    private static async Task Choose(IPage page, string id, string letter, string value)
    {
        const int stepsMax = 40;
        for (var step = 0; step < stepsMax && await page.InputValueAsync($"#{id}") != value; step++)
        {
            await page.Keyboard.PressAsync(letter);
        }

        Assert.Equal(value, await page.InputValueAsync($"#{id}"));
    }
}
