using Microsoft.Playwright;
using SharedConsular.Consoles.Shared.Languages;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Tests.CrisisCell;

/// <summary>A cell sees two records side by side with what speaks for it, makes them one, splits them again, or keeps them apart.</summary>
public sealed class MatchingTests(Site site, Browser browser)
{
    [Theory, InlineData("en", false), InlineData("ar", true)]
    public async Task Two_records_are_seen_side_by_side_made_one_and_split_again(string language, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var texts = Texts.In(Language.Find(language)!);
        var crisis = await site.DeclareCrisis();
        var (older, younger) = await Likely(crisis);
        var page = await browser.Open(device);
        await site.SignIn(page, language);
        await page.GotoAsync(At($"/{language}/crises/{crisis}/matches"));
        await Assertions.Expect(page.Locator("#pairs li")).ToContainTextAsync(texts["evidence.names_equal"]);
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("Quinn");
        await page.AssertFit($"matches-{language}", device);
        await page.ClickAsync("#pairs a");
        await Assertions.Expect(page.Locator("#compare thead")).ToContainTextAsync(older.Reference!);
        await Assertions.Expect(page.Locator("#compare")).ToContainTextAsync("0911111111");
        await Assertions.Expect(page.Locator("#compare")).ToContainTextAsync("0922222222");
        await page.AssertFit($"match-{language}", device);
        await page.ClickAsync("#merges");
        await Assertions.Expect(page.Locator("#is-one")).ToBeVisibleAsync();
        Assert.Equal(older.Reference, (await (await Cell()).GetHousehold(younger.Reference!, Stop)).Value.MergedInto);
        await page.AssertFit($"match-one-{language}", device);

        await page.GotoAsync(At($"/{language}/crises/{crisis}/matches"));
        await Assertions.Expect(page.Locator("#pairs li")).ToHaveCountAsync(0);
        await page.FillAsync("#reference", older.Reference!);
        await page.ClickAsync("#find-merged");
        await page.AssertFit($"match-find-{language}", device);
        await page.ClickAsync("#merged a");
        await page.ClickAsync("#splits");
        await page.AssertAt($"/{language}/crises/{crisis}/matches");

        Assert.Empty((await (await Cell()).GetHousehold(older.Reference!, Stop)).Value.TakenIn);
    }

    [Fact]
    public async Task Two_that_are_kept_apart_are_not_proposed_again()
    {
        var crisis = await site.DeclareCrisis();
        var (older, younger) = await Likely(crisis);
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en");
        await page.GotoAsync(At($"/en/crises/{crisis}/matches"));
        await page.TabTo("href", $"/en/crises/{crisis}/matches/{younger.Reference}/{older.Reference}");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt($"/en/crises/{crisis}/matches/{younger.Reference}/{older.Reference}");
        await page.TabTo("rejected-matches");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt($"/en/crises/{crisis}/matches");

        await Assertions.Expect(page.Locator("#pairs li")).ToHaveCountAsync(0);
        Assert.Null((await (await Cell()).GetHousehold(younger.Reference!, Stop)).Value.MergedInto);
    }

    [Fact]
    public async Task A_party_outside_sees_no_record_of_others()
    {
        var crisis = await site.DeclareCrisis();
        var (older, younger) = await Likely(crisis);
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en", "br");
        await page.GotoAsync(At($"/en/crises/{crisis}/matches"));
        await Assertions.Expect(page.Locator("#pairs li")).ToHaveCountAsync(0);
        var answer = await page.GotoAsync(At($"/en/crises/{crisis}/matches/{younger.Reference}/{older.Reference}"));

        Assert.Equal(404, answer?.Status);
        Assert.DoesNotContain("Quinn", await page.ContentAsync(), StringComparison.Ordinal);
    }

    /// <summary>Two records that somebody has to look at, and wait for it.</summary>
    private async Task<(HouseholdStatusRequest Older, HouseholdStatusRequest Younger)> Likely(string crisis)
    {
        const int looksMax = 600;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var pair = (await site.Register(crisis, Quinn("0911111111")), await site.Register(crisis, Quinn("0922222222")));
        for (var look = 0; look < looksMax; look++)
        {
            if ((await (await Cell()).ListMatches(crisis, null, Stop)).Value.Items.Count > 0)
            {
                return pair;
            }

            await timer.WaitForNextTickAsync(Stop);
        }

        Assert.Fail("No match was ever proposed.");

        return pair;
    }

    private static RegisterHouseholdRequest Quinn(string contact) => new(
        [new HouseholdMemberContract([new PersonNameContract("Sam Quinn")], new DateOnly(1984, 3, 7), [new NationalityRequest("gb")])],
        Assemblies: ["Wadi Seidna"], Contact: contact);

    private Task<ConsularClient> Cell() => site.ApiOf("gb", "crisis_cell");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string At(string path) => new Uri(site.Address, path).ToString();
}
