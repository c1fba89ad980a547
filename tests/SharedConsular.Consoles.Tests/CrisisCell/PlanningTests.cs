using Microsoft.Playwright;
using SharedConsular.Consoles.Shared.Languages;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Tests.CrisisCell;

/// <summary>A cell adds a departure, has the seats planned, sees why each household waits, offers them, and sees whom a cancellation moves before it cancels.</summary>
public sealed class PlanningTests(Site site, Browser browser)
{
    private const string Place = "Wadi Seidna";

    [Theory, InlineData("en", false), InlineData("ar", true)]
    public async Task Seats_are_planned_looked_at_and_offered(string language, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var texts = Texts.In(Language.Find(language)!);
        var crisis = await site.DeclareCrisis();
        var seated = await site.Register(crisis, "gb", [Place], "Mari Tamm", "Anu Tamm");
        var waits = await site.Register(crisis, "ee", ["Port Sudan"], "Jaan Kask");
        var page = await browser.Open(device);
        await site.SignIn(page, language);
        await page.GotoAsync(At($"/{language}/crises/{crisis}/movements"));
        var flight = await AddFlight(page, $"{language}-{crisis}"[..12], 6, language, device);
        await page.GotoAsync(At($"/{language}/crises/{crisis}/movements"));
        await page.AssertFit($"movements-plan-{language}", device);
        await page.ClickAsync("#make");
        await Assertions.Expect(Row(page, waits)).ToContainTextAsync(texts["reason.no_movement_from_its_place"]);
        await page.AssertFit($"plan-{language}", device);
        await page.ClickAsync("a[href*='list=seated']");
        await Assertions.Expect(Row(page, seated)).ToContainTextAsync($"gb/{flight}");
        await Assertions.Expect(Row(page, waits)).ToHaveCountAsync(0);
        await page.AssertFit($"plan-seated-{language}", device);

        await page.ClickAsync("#offer");
        await Assertions.Expect(page.Locator(".summary dd").First).ToHaveTextAsync("1");
        await page.AssertFit($"plan-offered-{language}", device);
        await site.Await(seated, "offered");
    }

    [Theory, InlineData("en", false), InlineData("ar", true)]
    public async Task Whom_a_cancellation_moves_is_seen_before_it_and_the_plan_that_was_seen_is_offered_after_it(string language, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var crisis = await site.DeclareCrisis();
        var household = await site.Register(crisis, "gb", [Place], "Mari Tamm");
        var first = await site.Offer(crisis, Place, household);
        var second = await site.PlanFlight(crisis, Place, 12);
        var page = await browser.Open(device);
        await site.SignIn(page, language);
        await page.GotoAsync(At($"/{language}/crises/{crisis}/movements"));
        await page.ClickAsync($"a[href$='/movements/{first}']");
        await page.AssertFit($"movement-{language}", device);
        await page.ClickAsync("#cancel");
        await Assertions.Expect(Row(page, household)).ToContainTextAsync(second);
        await Assertions.Expect(Row(page, household)).ToContainTextAsync(first);
        await page.AssertFit($"cancel-{language}", device);
        Assert.Equal("planned", (await (await site.ApiOf("gb", "crisis_cell")).GetMovement(first, Stop)).Value.Status);
        await page.ClickAsync("#cancel-send");
        await page.AssertFaults(1);
        await page.FillAsync("#reason", "The aircraft is broken.");
        await page.ClickAsync("#cancel-send");
        await Assertions.Expect(page.Locator("#replan")).ToBeVisibleAsync();
        await page.AssertFit($"cancelled-{language}", device);
        await site.Await(household, null);

        await page.ClickAsync("#replan");
        await page.AssertFit($"plan-moved-{language}", device);
        await page.ClickAsync("#offer");
        await site.Await(household, "offered");

        var status = (await new ConsularClient(site.Http).GetHouseholdStatus(household, Stop)).Value;
        Assert.Equal(second, status.Offer?.Movement);
    }

    [Fact]
    public async Task A_departure_and_the_offers_of_a_plan_that_are_sent_twice_are_made_once_and_answered_alike()
    {
        var crisis = await site.DeclareCrisis();
        var household = await site.Register(crisis, "gb", [Place], "Mari Tamm");
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en");
        await page.GotoAsync(At($"/en/crises/{crisis}/movements/new"));
        var departure = await FormOf(page, "#add", [
            ("name", "f-twice"), ("mode", "air"), ("operator", "RAF"), ("from", Place), ("to", "Larnaca"), ("seats", "20"),
            ("closesAt", "2031-01-01T10:00"), ("departsAt", "2031-01-01T11:00"), ("arrivesAt", "2031-01-01T15:00"),
        ]);
        for (var click = 0; click < 2; click++)
        {
            Assert.EndsWith("/movements/gb/f-twice", (await page.APIRequest.PostAsync(page.Url, departure)).Url, StringComparison.Ordinal);
        }

        await page.GotoAsync(At($"/en/crises/{crisis}/movements"));
        await page.ClickAsync("#make");
        var offers = await FormOf(page, "#offer", [("minutes", "120")]);
        for (var click = 0; click < 2; click++)
        {
            Assert.Contains("<dd><bdi>1</bdi></dd>", await (await page.APIRequest.PostAsync(page.Url, offers)).TextAsync(), StringComparison.Ordinal);
            await site.Await(household, "offered");
        }
    }

    [Fact]
    public async Task A_manifest_is_closed_and_fetched_as_paper_and_as_a_table()
    {
        var crisis = await site.DeclareCrisis();
        var household = await site.Register(crisis, "gb", [Place], "Mari Tamm");
        var flight = await site.Offer(crisis, Place, household);
        await new ConsularClient(site.Http).ActForHousehold(household.Reference!, "acceptance", new AcceptOfferRequest(flight, household.Secret), Stop);
        await site.Await(household, "confirmed");
        var cell = await site.ApiOf("gb", "crisis_cell");
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en");
        await page.GotoAsync(At($"/en/crises/{crisis}/movements/{flight}"));
        Assert.Contains("Mari Tamm", await Download(page, "manifest.csv", "-draft.csv"), StringComparison.Ordinal);
        await cell.ActOnMovement(flight, "check-ins", new CheckInRequest(household.Reference, [1], "gate-1", null), Stop);

        await page.ClickAsync("a[href$='/act/manifest']");
        await page.AssertFit("close-manifest-en", Device.Desk);
        await page.ClickAsync("#act-send");
        await page.AssertAt($"/en/crises/{crisis}/movements/{flight}");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("It is closed.");
        await page.AssertFit("movement-closed-en", Device.Desk);
        Assert.StartsWith("%PDF-", await Download(page, "manifest.pdf", ".pdf"), StringComparison.Ordinal);
        await page.ClickAsync("a[href$='/act/departure']");
        await page.ClickAsync("#act-send");
        await page.AssertAt($"/en/crises/{crisis}/movements/{flight}");

        Assert.Equal("departed", (await cell.GetMovement(flight, Stop)).Value.Status);
    }

    [Fact]
    public async Task A_refused_close_says_which_household_is_parted()
    {
        var crisis = await site.DeclareCrisis();
        var household = await site.Register(crisis, "gb", [Place], "Mari Tamm", "Anu Tamm");
        var flight = await site.Offer(crisis, Place, household);
        await new ConsularClient(site.Http).ActForHousehold(household.Reference!, "acceptance", new AcceptOfferRequest(flight, household.Secret), Stop);
        await site.Await(household, "confirmed");
        await (await site.ApiOf("gb", "crisis_cell")).ActOnMovement(flight, "check-ins", new CheckInRequest(household.Reference, [1], "gate-1", null), Stop);
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en");
        await page.GotoAsync(At($"/en/crises/{crisis}/movements/{flight}"));
        await Assertions.Expect(page.Locator(".note.bad")).ToContainTextAsync(household.Reference!);
        await page.AssertFit("movement-parted-en", Device.Desk);
        await page.ClickAsync("a[href$='/act/manifest']");
        await page.ClickAsync("#act-send");

        await page.AssertFaults(1);
        await Assertions.Expect(page.Locator(".faults")).ToContainTextAsync(household.Reference!);
    }

    [Fact]
    public async Task Who_does_not_lead_plans_nothing_and_cancels_nothing()
    {
        var crisis = await site.DeclareCrisis();
        var household = await site.Register(crisis, "gb", [Place], "Mari Tamm");
        var flight = await site.Offer(crisis, Place, household);
        var lead = await site.ApiOf("gb", "crisis_cell");
        var plan = (await lead.MakePlan(crisis, new MakePlanRequest(), Stop)).Value;
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en", "br");

        foreach (var (path, status) in new[] { ($"movements/{flight}", 404), ($"movements/{flight}/manifest.csv", 404), ($"plans/{plan.Id}", 403) })
        {
            Assert.Equal((path, status), (path, (await page.GotoAsync(At($"/en/crises/{crisis}/{path}")))?.Status));
        }

        Assert.Equal("planned", (await lead.GetMovement(flight, Stop)).Value.Status);
    }

    [Fact]
    public async Task Times_in_the_wrong_order_are_said_at_the_time()
    {
        var crisis = await site.DeclareCrisis();
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en");
        await page.GotoAsync(At($"/en/crises/{crisis}/movements/new"));
        await page.ClickAsync("#add");
        await page.AssertFaults(8);
        await page.AssertFit("movement-new-faults-en", Device.Desk);
        await Fill(page, "f-times", 6);
        await page.FillAsync("#closesAt", "2031-01-01T12:00");
        await page.FillAsync("#departsAt", "2031-01-01T11:00");
        await page.ClickAsync("#add");

        await Assertions.Expect(page.Locator(".faults a")).ToHaveAttributeAsync("href", "#closesAt");
        Assert.Empty((await (await site.ApiOf("gb", "crisis_cell")).ListMovements(crisis, new MovementFilter(), Stop)).Value.Items);
    }

    [Fact]
    public async Task A_departure_is_added_and_planned_by_the_keyboard_alone()
    {
        var crisis = await site.DeclareCrisis();
        var household = await site.Register(crisis, "gb", [Place], "Mari Tamm");
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en");
        await page.GotoAsync(At($"/en/crises/{crisis}/movements"));
        await page.TabTo("new");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt($"/en/crises/{crisis}/movements/new");
        foreach (var (field, text) in new[] { ("name", "f-1"), ("operator", "RAF"), ("from", Place), ("to", "Larnaca") })
        {
            await page.Type(field, text);
        }

        foreach (var (field, time) in new[] { ("closesAt", "1000AM"), ("departsAt", "1100AM"), ("arrivesAt", "1145AM") })
        {
            await page.Type(field, "01012031");
            await page.Keyboard.PressAsync("Tab"); // From the year to the hour, within the field.
            await page.Keyboard.TypeAsync(time);
        }

        await page.Type("seats", "6");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt($"/en/crises/{crisis}/movements/gb/f-1");
        await page.GoBackAsync();
        await page.GotoAsync(At($"/en/crises/{crisis}/movements"));
        await page.TabTo("make");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#offer")).ToBeVisibleAsync();
        await page.TabTo("offer");
        await page.Keyboard.PressAsync("Enter");

        await site.Await(household, "offered");
    }

    private static async Task<string> AddFlight(IPage page, string name, int seats, string language, Device device)
    {
        await page.ClickAsync("#new");
        await Fill(page, name, seats);
        await page.AssertFit($"movement-new-{language}", device);
        await page.ClickAsync("#add");
        await Assertions.Expect(page.Locator("h1 code")).ToHaveTextAsync($"gb/{name}");

        return name;
    }

    private static async Task Fill(IPage page, string name, int seats)
    {
        foreach (var (field, text) in new[]
        {
            ("name", name), ("operator", "RAF"), ("from", Place), ("to", "Larnaca"), ("closesAt", "2031-01-01T10:00"), ("departsAt", "2031-01-01T11:00"),
            ("arrivesAt", "2031-01-01T15:00"), ("seats", $"{seats}"),
        })
        {
            await page.FillAsync($"#{field}", text);
        }
    }

    /// <summary>What the form of this button sends, to be sent as often as somebody clicks.</summary>
    private static async Task<APIRequestContextOptions> FormOf(IPage page, string button, (string Name, string Text)[] typed)
    {
        await page.Locator(button).WaitForAsync();
        var form = page.APIRequest.CreateFormData();
        foreach (var field in await page.Locator($"form:has({button}) input[type=hidden]").AllAsync())
        {
            form.Append((await field.GetAttributeAsync("name"))!, await field.InputValueAsync());
        }

        foreach (var (name, text) in typed)
        {
            form.Append(name, text);
        }

        return new APIRequestContextOptions { Form = form };
    }

    private static async Task<string> Download(IPage page, string link, string ending)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync($"a[href$='{link}']"));
        Assert.EndsWith(ending, download.SuggestedFilename, StringComparison.Ordinal);

        return await File.ReadAllTextAsync((await download.PathAsync())!, Stop);
    }

    private static ILocator Row(IPage page, HouseholdStatusRequest household) => page.Locator("#planned tbody tr", new() { HasText = household.Reference });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string At(string path) => new Uri(site.Address, path).ToString();
}
