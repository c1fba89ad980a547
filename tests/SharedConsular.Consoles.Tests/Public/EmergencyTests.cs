using System.Net;
using Microsoft.Playwright;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Tests.Public;

/// <summary>A household registers in two minutes, keeps its receipt, and says what happened to it.</summary>
public sealed class EmergencyTests(Site site, Browser browser)
{
    private static readonly string[] Names = ["Mari", "Jaan", "Anu"];

    [Theory, InlineData("en", true), InlineData("ar", false)]
    public async Task A_household_registers_and_says_that_it_left(string language, bool isSmall)
    {
        var device = isSmall ? Device.SmallPhone : Device.Desk;
        var crisis = await site.DeclareCrisis();
        var page = await browser.Open(device);
        await page.GotoAsync(At($"/{language}/emergencies"));
        await AssertNoSeat(page, language);
        await page.AssertFit($"emergencies-{language}", device);

        await page.ClickAsync($"a[href$='/emergencies/{crisis}']");
        await page.SelectOptionAsync("#persons", "3");
        await page.ClickAsync(".count button");
        await page.ClickAsync("#register-send");
        await page.AssertFaults(4);
        await AssertNoSeat(page, language);
        await page.AssertFit($"register-faults-{language}", device);

        foreach (var (name, i) in Names.Select((n, i) => (n, i)))
        {
            await page.FillAsync($"#m{i}-given", name);
            await page.FillAsync($"#m{i}-family", "Tamm");
        }

        await page.SelectOptionAsync("#m2-age", "child");
        await page.SelectOptionAsync("#nationality", "ee");
        await page.ClickAsync("#register-send");
        var (reference, secret) = (await page.InnerTextAsync("#reference"), await page.InnerTextAsync("#secret"));
        await AssertNoSeat(page, language);
        await page.AssertFit($"registered-{language}", device);

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(At($"/{language}/household"));
        await page.FillAsync("#reference", reference);
        await page.FillAsync("#secret", secret);
        await page.ClickAsync("main button");
        await Assertions.Expect(page.Locator(".history li")).ToHaveCountAsync(Names.Length);
        await page.AssertFit($"household-{language}", device);

        await page.CheckAsync("#disposition");
        await page.ClickAsync("form[action$='/reports'] button");
        await Assertions.Expect(page.Locator(".history")).ToContainTextAsync(language is "ar" ? "غادر بوسائله" : "left by own means");
        await AssertNoSeat(page, language);
    }

    [Theory, InlineData("en", true), InlineData("ar", false)]
    public async Task A_household_says_yes_to_its_offer_and_takes_its_boarding_tokens(string language, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var crisis = await site.DeclareCrisis();
        var page = await browser.Open(device);
        await page.GotoAsync(At($"/{language}/emergencies/{crisis}?persons=2"));
        await page.FillAsync("#m0-given", "Mari");
        await page.FillAsync("#m1-given", "Anu");
        await page.SelectOptionAsync("#m1-age", "child");
        await page.SelectOptionAsync("#nationality", "gb");
        await page.FillAsync("#assemblies", "Wadi Seidna\nPort Sudan");
        await page.ClickAsync("#register-send");
        var household = new HouseholdStatusRequest(await page.InnerTextAsync("#reference"), await page.InnerTextAsync("#secret"));
        await site.Offer(crisis, "Wadi Seidna", household);

        await page.ClickAsync("main a.button");
        await page.AssertFit($"offer-{language}", device);
        await AssertNoSeat(page, language);
        await page.ClickAsync("form[action$='/acceptance'] button");
        await page.AssertAt($"/{language}/household/now");
        await site.Await(household, "confirmed");
        await page.ReloadAsync();
        await page.AssertFit($"confirmed-{language}", device);
        await page.ClickAsync("a[href$='/household/tokens']");
        await Assertions.Expect(page.Locator("img.qr")).ToHaveCountAsync(2);
        await AssertNoSeat(page, language);
        await page.AssertFit($"boarding-{language}", device);
    }

    [Fact]
    public async Task A_household_that_declines_stays_registered()
    {
        var crisis = await site.DeclareCrisis();
        var page = await browser.Open(Device.Phone);
        await page.GotoAsync(At($"/en/emergencies/{crisis}"));
        await page.FillAsync("#m0-given", "Mari");
        await page.SelectOptionAsync("#nationality", "gb");
        await page.FillAsync("#assemblies", "Wadi Seidna");
        await page.ClickAsync("#register-send");
        var household = new HouseholdStatusRequest(await page.InnerTextAsync("#reference"), await page.InnerTextAsync("#secret"));
        await site.Offer(crisis, "Wadi Seidna", household);

        await page.ClickAsync("main a.button");
        await page.ClickAsync("#offer summary");
        await page.SelectOptionAsync("#reason", "too_little_time");
        await page.AssertFit("decline-en", Device.Phone);
        await page.ClickAsync("form[action$='/refusal'] button");

        await Assertions.Expect(page.Locator(".note h2")).ToHaveTextAsync("You have no offer yet");
        await Assertions.Expect(page.Locator(".history")).ToContainTextAsync("waits");
    }

    [Fact]
    public async Task A_crisis_that_nobody_declared_is_not_there()
    {
        using var answer = await site.Http.GetAsync("/en/emergencies/nowhere", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task AssertNoSeat(IPage page, string language) =>
        Assert.Contains(language is "ar" ? "التسجيل ليس مقعدًا" : "A registration is not a seat", await page.InnerTextAsync("main"), StringComparison.Ordinal);

    private string At(string path) => new Uri(site.Address, path).ToString();
}
