using Microsoft.Playwright;

namespace SharedConsular.Consoles.Tests.Public;

/// <summary>Anybody finds the posts of a state, in words and on a map of our own.</summary>
public sealed class DirectoryTests(Site site, Browser browser)
{
    [Theory, InlineData("en", true), InlineData("ar", false), InlineData("en", false)]
    public async Task The_posts_of_a_state_are_listed_and_stand_on_the_map(string language, bool isSmall)
    {
        var device = isSmall ? Device.SmallPhone : Device.Desk;
        var page = await browser.Open(device);
        var elsewhere = new List<string>();
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: not "data" } asked && asked.Authority != site.Address.Authority)
            {
                elsewhere.Add(request.Url);
            }
        };
        await page.GotoAsync(site.At($"/{language}"));
        await page.ClickAsync("a[href$='/posts']");
        await page.AssertFit($"posts-{language}", device);
        await page.SelectOptionAsync("#sending", "ee");
        await page.ClickAsync("main form button");
        await Assertions.Expect(page.Locator(".map circle").First).ToBeAttachedAsync();
        var (listed, shown) = (await page.Locator(".posts li").CountAsync(), await page.Locator(".map circle").CountAsync());
        Assert.InRange(shown, 1, listed);
        Assert.True(await page.EvaluateAsync<bool>("fetch(document.querySelector('.map image').href.baseVal).then(r => r.ok)"));
        await page.AssertFit($"posts-of-a-state-{language}", device);
        Assert.Empty(elsewhere);
    }
}
