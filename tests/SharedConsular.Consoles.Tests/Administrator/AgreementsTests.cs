using Microsoft.Playwright;

namespace SharedConsular.Consoles.Tests.Administrator;

/// <summary>An administrator reads what holds and until when, who would serve, and what would change if something came or went.</summary>
public sealed class AgreementsTests(Site site, Browser browser)
{
    [Theory, InlineData("en", false), InlineData("ar", true)]
    public async Task An_agreement_is_read_as_law_and_as_rules(string language, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var page = await browser.Open(device);
        await page.SignIn(site, language, "au", "administrator");
        await page.ClickAsync("header a[href$='/agreements']");
        await Assertions.Expect(page.Locator("#agreements a[href$='/ca-au-1986']")).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("#agreements a[href$='/baltic-2020']").CountAsync());
        await page.AssertFit($"agreements-{language}", device);

        await page.ClickAsync("#agreements a[href$='/ca-au-1986']");
        await Assertions.Expect(page.Locator("#articles")).ToContainTextAsync("Each side issues its own emergency passport.");
        await Assertions.Expect(page.Locator("#gates > li")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("#excluded")).Not.ToBeEmptyAsync();
        await page.AssertFit($"agreement-{language}", device);

        await page.GotoAsync(site.At($"/{language}/office/au/agreements?of=all"));
        await Assertions.Expect(page.Locator("#agreements a[href$='/baltic-2020']")).ToBeVisibleAsync();
    }

    [Theory, InlineData("en", false), InlineData("ar", true)]
    public async Task Coverage_is_asked_by_place_and_what_would_change_before_it_does(string language, bool isSmall)
    {
        const string place = "bj";
        var device = isSmall ? Device.Phone : Device.Desk;
        var page = await browser.Open(device);
        await page.SignIn(site, language, "au", "administrator");
        await page.GotoAsync(site.At($"/{language}/office/au/coverage"));
        await Assertions.Expect(page.Locator("#choose")).ToBeVisibleAsync();
        await page.SelectOptionAsync("#place", place);
        await page.ClickAsync("#show");
        await Assertions.Expect(page.Locator("#rows tbody tr").First).ToBeVisibleAsync();
        await page.AssertFit($"coverage-{language}", device);

        await page.ClickAsync("main a[href$='/coverage/what-if']");
        await page.FillAsync("#draft", "id: x\nversion: 1\nkinds: treaty\n");
        await page.ClickAsync("#ask");
        await Assertions.Expect(page.Locator("#draft-faults")).ToContainTextAsync("kinds: treaty");
        await page.FillAsync("#ended", "no-such-agreement");
        await page.FillAsync("#draft", "");
        await page.ClickAsync("#ask");
        await page.AssertFaults(1);
        Assert.Equal("no-such-agreement", await page.InputValueAsync("#ended"));
        await page.AssertFit($"what-if-faults-{language}", device);

        await page.FillAsync("#ended", "ca-au-1986");
        await page.ClickAsync("#ask");
        await Assertions.Expect(page.Locator("#answer")).ToBeVisibleAsync();
        Assert.NotEqual(await PartnersOf(1), await PartnersOf(2));
        await Assertions.Expect(page.Locator("#rows tbody tr").First).ToBeVisibleAsync();
        await page.AssertFit($"what-if-{language}", device);

        Task<string> PartnersOf(int line) => page.InnerTextAsync($"#sums tbody tr:nth-child({line}) td:nth-of-type(4)");
    }
}
