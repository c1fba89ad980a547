using System.Globalization;
using Microsoft.Playwright;
using SharedConsular.Consoles.Shared.Languages;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Tests.CrisisCell;

/// <summary>The wall says all numbers of a crisis as of one moment, leads to the people behind each, and says when it hears nothing any more.</summary>
public sealed class WallTests(Site site, Browser browser)
{
    private const string Place = "Wadi Seidna";

    [Theory, InlineData("en", false), InlineData("ar", true)]
    public async Task The_cell_sees_numbers_that_add_up_and_the_people_behind_each(string language, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.WallScreen;
        var crisis = await site.DeclareCrisis();
        var seated = await site.Register(crisis, "gb", [Place], "Mari Tamm", "Anu Tamm");
        await site.Register(crisis, "ee", [], "Jaan Kask");
        var flight = await site.Offer(crisis, Place, seated);
        var page = await browser.Open(device);
        await site.SignIn(page, language);
        await page.AssertFit($"crises-{language}", device);
        await page.ClickAsync($"a[href$='/crises/{crisis}/wall']");
        await page.AssertAt($"/{language}/crises/{crisis}/wall");
        await Assertions.Expect(page.Locator("#sum")).ToHaveTextAsync(Texts.In(Language.Find(language)!)["wall.sum", "3", "3"]);
        Assert.Equal(["1", "2", "0", "0", "0"], await page.Locator(".tiles li[id] .figure").AllInnerTextsAsync());
        await Assertions.Expect(page.Locator(".board")).ToContainTextAsync(flight);
        await page.AssertFit($"wall-{language}", device);

        await AssertEachNumberOpens(page);
        await page.AssertFit($"people-{language}", device);
        await page.GotoAsync(At($"/{language}/crises/{crisis}/movements"));
        await page.AssertFit($"movements-{language}", device);
    }

    [Fact]
    public async Task Gates_and_alarms_stand_on_it_and_lead_to_the_movement_where_they_are()
    {
        var crisis = await site.DeclareCrisis();
        var household = await site.Register(crisis, "gb", [Place], "Mari Tamm", "Anu Tamm");
        var flight = await site.Offer(crisis, Place, household);
        var cell = await Cell();
        await new ConsularClient(site.Http).ActForHousehold(household.Reference!, "acceptance", new AcceptOfferRequest(flight, household.Secret), Stop);
        await site.Await(household, "confirmed");
        var later = TimeProvider.System.GetUtcNow().AddDays(2);
        await cell.PlanMovement(
            crisis,
            new PlanMovementRequest("ship-1", "sea", "RN", "Port Sudan", "Jeddah", later, later.AddHours(1), later.AddHours(9), new SeatCountsContract(20)),
            null, Stop);
        await cell.ActOnMovement(flight, "check-ins", new CheckInRequest(household.Reference, [1], "gate-1", TimeProvider.System.GetUtcNow()), Stop);
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en");
        await page.GotoAsync(At($"/en/crises/{crisis}/wall"));
        await Assertions.Expect(page.Locator(".alarm")).ToContainTextAsync("households parted at the gate");
        await page.AssertFit("wall-alarm-en", Device.Desk);

        foreach (var link in new[] { "a[href$='gate=gate-1']", "a[href$='alarm=parted-household']" })
        {
            await page.GotoAsync(At($"/en/crises/{crisis}/wall"));
            Assert.Equal("1", await page.InnerTextAsync(link));
            await page.ClickAsync(link);
            await Assertions.Expect(page.Locator(".board tbody th")).ToHaveTextAsync(flight);
        }
    }

    [Fact]
    public async Task It_changes_without_being_opened_anew_and_keeps_the_place_of_who_reads_it()
    {
        var crisis = await site.DeclareCrisis();
        await site.Register(crisis, "gb", [], "Mari Tamm");
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en");
        await page.GotoAsync(At($"/en/crises/{crisis}/wall"));
        await page.EvaluateAsync("window.isTheSamePage = true");
        var link = page.Locator(".numbers a[href$='people?state=gb']");
        await link.FocusAsync();

        await site.Register(crisis, "ee", [], "Jaan Kask");

        await Assertions.Expect(page.Locator("#sum")).ToContainTextAsync("registered 2");
        await Assertions.Expect(page.Locator(".numbers a[href$='people?state=ee']")).ToHaveTextAsync("1");
        await Assertions.Expect(link).ToBeFocusedAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.isTheSamePage"));
    }

    [Fact]
    public async Task A_lost_connection_is_said_with_the_age_of_the_numbers_and_comes_back_by_itself()
    {
        var crisis = await site.DeclareCrisis();
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en");
        await page.GotoAsync(At($"/en/crises/{crisis}/wall"));
        await page.Context.SetOfflineAsync(true);
        await site.Register(crisis, "gb", [], "Mari Tamm");

        await Assertions.Expect(page.Locator("#lost")).ToHaveTextAsync(
            new System.Text.RegularExpressions.Regex(@"^Connection lost since \d\d:\d\d UTC\. The numbers are of \d\d:\d\d UTC\.$"));
        await Assertions.Expect(page.Locator("#sum")).ToContainTextAsync("registered 0");
        await page.AssertFit("wall-lost-en", Device.Desk);
        await page.Context.SetOfflineAsync(false);

        await Assertions.Expect(page.Locator("#sum")).ToContainTextAsync("registered 1");
        await Assertions.Expect(page.Locator("#lost")).ToHaveTextAsync("");
    }

    [Fact]
    public async Task It_stops_when_it_is_asked_to_and_goes_on()
    {
        var crisis = await site.DeclareCrisis();
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en");
        await page.GotoAsync(At($"/en/crises/{crisis}/wall"));
        await page.ClickAsync("#live");
        await Assertions.Expect(page.Locator("#live")).ToHaveTextAsync("Go on updating");
        await site.Register(crisis, "gb", [], "Mari Tamm");
        await page.ClickAsync("#live");

        await Assertions.Expect(page.Locator("#live")).ToHaveTextAsync("Stop updating");
        await Assertions.Expect(page.Locator("#sum")).ToContainTextAsync("registered 1");
    }

    [Fact]
    public async Task Whose_session_ended_is_led_to_the_way_in()
    {
        var crisis = await site.DeclareCrisis();
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en");
        await page.GotoAsync(At($"/en/crises/{crisis}/wall"));
        await page.Context.ClearCookiesAsync();
        await site.Register(crisis, "gb", [], "Mari Tamm");

        await page.AssertAt("/en/desk/sign-in");
    }

    [Fact]
    public async Task Without_scripts_it_is_whole_and_refreshed_by_a_link()
    {
        var crisis = await site.DeclareCrisis();
        var page = await browser.Open(Device.Desk, scripts: false);
        await site.SignIn(page, "en");
        await page.GotoAsync(At($"/en/crises/{crisis}/wall"));
        await Assertions.Expect(page.Locator("#sum")).ToContainTextAsync("registered 0");
        await Assertions.Expect(page.Locator("#live")).ToBeHiddenAsync();
        await site.Register(crisis, "gb", [], "Mari Tamm");
        await page.ClickAsync("#refresh");

        await Assertions.Expect(page.Locator("#sum")).ToContainTextAsync("registered 1");
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        var crisis = await site.DeclareCrisis();
        await site.Register(crisis, "gb", [], "Mari Tamm");
        var page = await browser.Open(Device.Desk);
        await page.GotoAsync(At("/en/crises"));
        await page.AssertAt("/en/desk/sign-in");
        await page.Choose("tenant", "u", "gb");
        await page.TabTo("id", "role");
        for (var step = 0; step < 6 && !await page.IsCheckedAsync("input[value=crisis_cell]"); step++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        await page.TabTo("user");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt("/en/crises");
        await page.TabTo("href", $"/en/crises/{crisis}/wall");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt($"/en/crises/{crisis}/wall");
        await page.TabTo("href", $"/en/crises/{crisis}/people?disposition=registered");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt($"/en/crises/{crisis}/people?disposition=registered");

        await Assertions.Expect(page.Locator("#people")).ToContainTextAsync("Mari Tamm");
    }

    [Fact]
    public async Task A_state_outside_the_joint_team_sees_no_wall_and_nobody()
    {
        var crisis = await site.DeclareCrisis();
        await site.Register(crisis, "gb", [], "Mari Tamm");
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en", "br");

        foreach (var (path, status) in new[] { ("wall", 403), ("wall/stream", 403), ("movements", 403), ("people", 200) })
        {
            var answer = await page.GotoAsync(At($"/en/crises/{crisis}/{path}"));
            Assert.Equal((path, status), (path, answer?.Status));
            Assert.DoesNotContain("Mari", await page.ContentAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_no_crisis_was_declared_the_list_says_so()
    {
        await using var fresh = new Site();
        await fresh.InitializeAsync();
        var page = await browser.Open(Device.Desk);
        await fresh.SignIn(page, "en", "gb");

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("No crisis was ever declared.");
        await page.AssertFit("crises-none-en", Device.Desk);
    }

    [Fact]
    public async Task Each_look_at_people_is_on_record()
    {
        var crisis = await site.DeclareCrisis();
        var household = await site.Register(crisis, "ee", [], "Jaan Kask");
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en");
        await page.GotoAsync(At($"/en/crises/{crisis}/people?state=ee"));

        await AssertRecorded(household.Reference!);
    }

    private async Task AssertRecorded(string household)
    {
        const int looksMax = 300;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var auditor = await site.ApiOf("ee", "auditor");
        for (var look = 0; look < looksMax; look++)
        {
            using var export = new MemoryStream();
            await auditor.ExportAudit(export, null, null, Stop);
            if (System.Text.Encoding.UTF8.GetString(export.ToArray()).Split('\n').Any(
                l => l.Contains(household, StringComparison.Ordinal) && l.Contains("household.lead", StringComparison.Ordinal)))
            {
                return;
            }

            await timer.WaitForNextTickAsync(Stop);
        }

        Assert.Fail($"No look at {household} was recorded.");
    }

    /// <summary>As many people, or households by the minute in which they registered, as the number says.</summary>
    private static async Task AssertEachNumberOpens(IPage page)
    {
        const string read = "[...document.querySelectorAll('#board a.figure')].map(a => a.textContent + ' ' + a.getAttribute('href'))";
        var numbers = (await page.EvaluateAsync<string[]>(read)).Distinct().Select(n => n.Split(' ')).Where(n => n.Length == 2).ToList();
        Assert.True(numbers.Count > 8, $"{numbers.Count} numbers lead somewhere.");
        foreach (var number in numbers)
        {
            await page.GotoAsync(new Uri(new Uri(page.Url), number[1]).ToString());
            var households = await page.Locator("#people tbody td:nth-child(2)").AllInnerTextsAsync();
            var counted = number[1].Contains("intake=", StringComparison.Ordinal) ? households.Distinct().Count() : households.Count;
            Assert.Equal((number[1], number[0]), (number[1], counted.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private Task<ConsularClient> Cell() => site.ApiOf("gb", "crisis_cell");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string At(string path) => new Uri(site.Address, path).ToString();
}
