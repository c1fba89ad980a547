using System.Net;
using Microsoft.Playwright;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Tests.Public;

/// <summary>A state's pages have its name and colours, by their path or by the name of the host; a page that leaves no trace has nobody's.</summary>
public sealed class BrandTests(Site site, Browser browser)
{
    private const string State = "fj";
    private const string Blue = "rgb(0, 43, 127)";

    [Theory, InlineData("en", true), InlineData("ar", false)]
    public async Task A_state_has_pages_in_its_colours_and_under_its_name(string language, bool isSmall)
    {
        await Apply();
        var device = isSmall ? Device.SmallPhone : Device.Desk;
        var page = await browser.Open(device);
        await page.GotoAsync(site.At($"/{language}/of/{State}"));
        Assert.Equal("Fiji", await page.InnerTextAsync(".brand"));
        Assert.Equal(Blue, await TopOf(page));
        await page.AssertFit($"brand-{language}", device);

        await page.ClickAsync("a[href$='/who-may-help']");
        await page.AssertAt($"/{language}/of/{State}/who-may-help");
        Assert.Equal(State, await page.InputValueAsync("#nationality"));
        await page.SelectOptionAsync("#nationality", "ee");
        await page.SelectOptionAsync("#in", "vu");
        await page.SelectOptionAsync("#service", "emergency_travel_document");
        await page.ClickAsync("main form button");
        await page.Locator(".card a.button").First.ClickAsync();
        Assert.Equal(Blue, await TopOf(page));
        await page.AssertFit($"brand-request-{language}", device);
        await page.FillAsync("#p0-given", "Mari");
        await page.ClickAsync("button[value=check]");
        await page.ClickAsync("button[value=send]");
        await page.ClickAsync("main a.button");
        await page.AssertAt($"/{language}/follow/case");
        Assert.NotEqual(Blue, await TopOf(page));
    }

    [Fact]
    public async Task What_should_leave_no_trace_is_nobodys_page()
    {
        await Apply();
        var page = await browser.Open(Device.SmallPhone);
        await page.GotoAsync(site.At($"/en/of/{State}"));
        await page.ClickAsync("a[href$='/private']");
        await page.AssertAt("/en/private");
        Assert.NotEqual(Blue, await TopOf(page));

        foreach (var path in new[] { $"/en/of/{State}/private", $"/en/of/{State}/follow", "/en/of/nowhere" })
        {
            using var answer = await site.Http.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_name_of_a_host_says_whose_pages_they_are_and_nothing_comes_from_elsewhere()
    {
        await Apply();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/en") { Headers = { Host = Site.HostOfAState } };
        using var answer = await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains(">Fiji</a>", text, StringComparison.Ordinal);
        var sheet = text.Split("<link rel=\"stylesheet\" href=\"")[1].Split('"')[0];
        Assert.EndsWith(".002b7f.ffffff.css", sheet, StringComparison.Ordinal);
        using var style = await site.Http.GetAsync(sheet, TestContext.Current.CancellationToken);
        Assert.Contains("--top:#002b7f", await style.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("http", text.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (var wrong in new[] { sheet.Replace("ffffff", "fffff", StringComparison.Ordinal), sheet.Replace("ffffff", "url(x)", StringComparison.Ordinal) })
        {
            using var none = await site.Http.GetAsync(wrong, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
    }

    private static Task<string> TopOf(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.top')).backgroundColor");

    /// <summary>What a state looks like is kept for some minutes by the pages, so it is said before they are first asked.</summary>
    private async Task Apply()
    {
        const string profile =
            """
            tenant: FJ
            basis: proposal
            names: {en: Fiji}
            languages: [en]
            branding: {short_name: Fiji, primary: "#002b7f", on_primary: "#ffffff"}
            name_rules: {order: given_first, scripts: [Latn], required: [given, family]}
            time_zones: [Pacific/Fiji]
            currencies: [FJD]

            """;
        var api = await site.ApiOf(State, "administrator");
        if ((await api.GetTenant(State, TestContext.Current.CancellationToken)).Value.Branding is null)
        {
            var files = new Dictionary<string, string> { ["profile.yaml"] = profile.ReplaceLineEndings("\n") };
            await api.ApplyTenant(State, new TenantFolderRequest(files), null, TestContext.Current.CancellationToken);
        }
    }
}
