using System.Globalization;
using Microsoft.Playwright;
using SharedConsular.Consoles.Tests.CrisisCell;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Tests;

/// <summary>What people come here for, in presses of the mouse, keystrokes and pages. Each has a budget; past it a page asks for too much.</summary>
public sealed class MainTasksTests(Site site, Browser browser, ITestOutputHelper output)
{
    private static readonly string[] Names = ["Mari", "Jaan", "Anu", "Peeter", "Liis"];

    [Fact]
    public async Task Somebody_at_the_counter_is_taken_in()
    {
        var page = await browser.Open(Device.Desk);
        await SignIn(page, "fr");
        var effort = new Effort(page);
        await effort.Go("a[href$='/desk/walk-in']");
        await effort.Type("#given", "Mari");
        await effort.Type("#family", "Tamm");
        await effort.Choose("#nationality", "ee");
        await effort.Choose("#in", "vu");
        await effort.Choose("#service", "emergency_travel_document");
        await effort.Go("#walk-in-send");
        await Assertions.Expect(page.Locator("#reference")).ToBeVisibleAsync();

        AssertWithin(effort, "Open a walk-in", presses: 10, keystrokes: 8, pages: 3);
    }

    [Fact]
    public async Task Somebody_without_papers_finds_who_helps_and_asks_for_an_emergency_paper()
    {
        var page = await browser.Open(Device.Phone);
        await page.GotoAsync(At("/en"));
        var effort = new Effort(page);
        await effort.Go("main a[href$='/who-may-help']");
        await effort.Choose("#nationality", "ee");
        await effort.Choose("#in", "vu");
        await effort.Choose("#service", "emergency_travel_document");
        await effort.Press("input[value=urgent]");
        await effort.Go("main form button");
        await effort.Go("main a.button[href*='/request']");
        await effort.Type("#p0-given", "Mari");
        await effort.Type("#p0-family", "Tamm");
        await effort.Type("#contact", "+678 5550100");
        await effort.Go("button[value=check]");
        await effort.Go("button[value=send]");
        await Assertions.Expect(page.Locator("#reference")).ToBeVisibleAsync();

        AssertWithin(effort, "Find who helps and ask for an emergency paper", presses: 15, keystrokes: 20, pages: 6);
    }

    [Fact]
    public async Task A_handover_is_accepted()
    {
        var serving = await site.ApiOf("fr", "officer");
        var need = new RoutingRequest([new NationalityRequest("ee")], "vu", "emergency_travel_document");
        var opened = (await serving.OpenCase(new OpenCaseRequest(need, [new PersonContract([new PersonNameContract("Mari Tamm")])], "fr"), null, Stop)).Value;
        await serving.OfferHandover(opened.Reference, new OfferHandoverRequest("ee", "Her state has an officer there this week."), null, Stop);
        var page = await browser.Open(Device.Desk);
        await SignIn(page, "ee");
        var effort = new Effort(page);
        await effort.Go($"a[href$='/desk/cases/{opened.Reference}']");
        await effort.Go("a[href$='/act/accept-handover']");
        await effort.Go("#act-send");
        await page.AssertAt($"/en/desk/cases/{opened.Reference}");

        Assert.Equal("ee", (await (await site.ApiOf("ee", "officer")).GetCase(opened.Reference, false, Stop)).Value.Owner);
        AssertWithin(effort, "Accept a handover", presses: 3, keystrokes: 0, pages: 4);
    }

    [Fact]
    public async Task A_household_of_five_registers()
    {
        var crisis = await site.DeclareCrisis();
        var page = await browser.Open(Device.Phone);
        await page.GotoAsync(At($"/en/emergencies/{crisis}"));
        var effort = new Effort(page);
        await effort.Choose("#persons", "5");
        await effort.Go(".count button");
        foreach (var (name, i) in Names.Select((n, i) => (n, i)))
        {
            await effort.Type($"#m{i}-given", name);
            await effort.Type($"#m{i}-family", "Tamm");
        }

        await effort.Choose("#m3-age", "child");
        await effort.Choose("#m4-age", "child");
        await effort.Choose("#nationality", "ee");
        await effort.Go("#register-send");
        await Assertions.Expect(page.Locator("#reference")).ToBeVisibleAsync();

        AssertWithin(effort, "Register a household of five", presses: 20, keystrokes: 41, pages: 3);
    }

    [Fact]
    public async Task A_movement_is_planned_and_its_seats_offered()
    {
        var crisis = await site.DeclareCrisis();
        var household = await site.Register(crisis, "gb", ["Wadi Seidna"], "Mari Tamm");
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en");
        await page.GotoAsync(At($"/en/crises/{crisis}/movements"));
        var effort = new Effort(page);
        await effort.Go("#new");
        foreach (var (field, text) in new[] { ("name", "raf-1"), ("operator", "RAF"), ("from", "Wadi Seidna"), ("to", "Larnaca"), ("seats", "120") })
        {
            await effort.Type($"#{field}", text);
        }

        foreach (var (field, time) in new[] { ("closesAt", "2031-01-01T10:00"), ("departsAt", "2031-01-01T11:00"), ("arrivesAt", "2031-01-01T15:00") })
        {
            await effort.TypeTime($"#{field}", time);
        }

        await effort.Go("#add");
        await Assertions.Expect(page.Locator("h1 code")).ToHaveTextAsync("gb/raf-1");
        await effort.Go("a[href$='/movements']");
        await effort.Go("#make");
        await effort.Go("#offer");
        await site.Await(household, "offered");

        AssertWithin(effort, "Plan a movement and offer its seats", presses: 13, keystrokes: 65, pages: 6);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task SignIn(IPage page, string party)
    {
        await page.GotoAsync(At("/en/desk"));
        await page.SelectOptionAsync("#tenant", party);
        await page.ClickAsync("#choose");
        await page.AssertAt("/en/desk");
    }

    private void AssertWithin(Effort effort, string task, int presses, int keystrokes, int pages)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {task} | {effort.Pages} | {effort.Presses} | {effort.Keystrokes} |"));
        Assert.InRange(effort.Presses, 1, presses);
        Assert.InRange(effort.Keystrokes, 0, keystrokes);
        Assert.InRange(effort.Pages, 1, pages);
    }

    private string At(string path) => new Uri(site.Address, path).ToString();
}
