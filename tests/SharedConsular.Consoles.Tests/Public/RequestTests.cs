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
        Assert.Equal(2, await page.Locator(".faults li").CountAsync());
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
        Assert.Equal(1, await page.Locator(".faults li").CountAsync());
        await page.AssertFit($"follow-faults-{language}", device);
        await page.FillAsync("#secret", secret.ToLowerInvariant());
        await page.ClickAsync("main button");
        Assert.EndsWith("/follow/case", page.Url, StringComparison.Ordinal);
        await page.AssertFit($"my-case-{language}", device);

        await page.ClickAsync("a[href$='/act/complain']");
        await page.ClickAsync("#act-send");
        Assert.Equal(1, await page.Locator(".faults li").CountAsync());
        await page.AssertFit($"complain-faults-{language}", device);
        await page.FillAsync("#complaint", "Nobody answers.");
        await page.ClickAsync("#act-send");
        Assert.EndsWith("/follow/case", page.Url, StringComparison.Ordinal);
        Assert.Contains(language is "ar" ? "قُدمت شكوى" : "A complaint was made", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        await page.ClickAsync("a[href$='/follow/reads']");
        await page.AssertFit($"reads-{language}", device);
        await page.GotoAsync(At($"/{language}/follow/case"));
        await page.ClickAsync("form[action$='/follow/end'] button");
        await page.GotoAsync(At($"/{language}/follow/case"));
        Assert.EndsWith("/follow", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_fears_her_state_is_told_how_she_is_kept_from_it_and_leaves_no_trace()
    {
        var page = await browser.Open(Device.Phone);
        await page.Context.RouteAsync("https://en.wikipedia.org/**", r => r.FulfillAsync(new() { ContentType = "text/html", Body = "<title>Elsewhere</title>" }));
        await page.GotoAsync(At("/en"));
        await page.GotoAsync(At("/en/private"));
        Assert.Equal("Information", await page.TitleAsync());
        await page.AssertFit("private-en", Device.Phone);
        await page.SelectOptionAsync("#nationality", "ee");
        await page.SelectOptionAsync("#in", "ec");
        await page.SelectOptionAsync("#service", "detention");
        await page.ClickAsync("main form button");
        Assert.EndsWith("/en/private", page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("Estonia can help", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.AssertFit("private-answer-en", Device.Phone);

        var length = await page.EvaluateAsync<int>("history.length");
        await page.ClickAsync("#exit");
        await page.WaitForURLAsync("https://en.wikipedia.org/**");
        Assert.Equal(length, await page.EvaluateAsync<int>("history.length"));
    }

    [Fact]
    public async Task A_form_that_another_page_sends_stores_nothing()
    {
        using var answer = await site.Http.PostAsync(
            "/en/request", new FormUrlEncodedContent([new("step", "send"), new("p0-given", "Mari")]), TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Nothing was stored", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private string At(string path) => new Uri(site.Address, path).ToString();
}
