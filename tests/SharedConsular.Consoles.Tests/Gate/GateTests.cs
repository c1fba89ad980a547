using System.Text.Json;
using Microsoft.Playwright;
using SharedConsular.Consoles.Shared.Languages;
using SharedConsular.Consoles.Tests.CrisisCell;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Tests.Gate;

/// <summary>A gate lets in whom it may without a network, keeps every scan, and says what the platform found when it is back.</summary>
public sealed class GateTests(Site site, Browser browser)
{
    private const string Place = "Wadi Seidna";

    [Theory, InlineData("en", false), InlineData("ar", true)]
    public async Task Without_a_network_tokens_are_checked_scans_survive_a_reload_and_are_sent_when_it_is_back(string language, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var texts = Texts.In(Language.Find(language)!);
        var (flight, household, tokens) = await Confirmed(await site.DeclareCrisis());
        await using var wire = new Wire(site.Address);
        var page = await browser.Open(device);
        await OpenGate(page, wire, language, flight);
        await page.AssertFit($"gate-{language}", device);
        wire.Cut();

        await Scan(page, tokens[1]);
        await Assertions.Expect(page.Locator("#verdict.bad .head")).ToContainTextAsync(texts["gate.child"]);
        await Assertions.Expect(page.Locator("#parted")).ToContainTextAsync(household.Reference!);
        await Assertions.Expect(page.Locator("#net")).ToHaveAttributeAsync("data-net", "offline");
        await page.AssertFit($"gate-child-{language}", device);
        await Scan(page, tokens[0]);
        await Assertions.Expect(page.Locator("#verdict.good")).ToContainTextAsync(texts["gate.whole"]);
        await Assertions.Expect(page.Locator("#parted li")).ToHaveCountAsync(0);
        await page.AssertFit($"gate-in-{language}", device);
        await Scan(page, Forge(tokens[0]));
        await Assertions.Expect(page.Locator("#verdict.bad")).ToContainTextAsync(texts["gate.bad_signature"]);
        await page.AssertFit($"gate-out-{language}", device);
        await Scan(page, tokens[0]);
        await Assertions.Expect(page.Locator("#verdict.bad")).ToContainTextAsync(texts["gate.already"]);
        await page.ReloadAsync();
        await AssertWaiting(page, 2);
        await Assertions.Expect(page.Locator("#scans li")).ToHaveCountAsync(2);
        Assert.Equal(0, (await (await Cell()).GetMovement(flight, Stop)).Value.CheckedIn);

        wire.Mend();
        await page.ClickAsync("#sync");
        await AssertWaiting(page, 0);
        var movement = (await (await Cell()).GetMovement(flight, Stop)).Value;
        Assert.Equal((2, 0), (movement.CheckedIn, movement.Alarms.Count));
        await page.AssertFit($"gate-sent-{language}", device);
    }

    [Fact]
    public async Task A_token_that_two_gates_accepted_is_shown_with_the_gate_that_was_first()
    {
        var (flight, household, tokens) = await Confirmed(await site.DeclareCrisis());
        await using var wire = new Wire(site.Address);
        var page = await browser.Open(Device.Desk);
        await OpenGate(page, wire, "en", flight);
        wire.Cut();
        var other = new ScanBatchRequest("gate-2", [new ScanRequest(tokens[0], TimeProvider.System.GetUtcNow().AddMinutes(-1))]);
        await (await Cell()).SendScans(flight, other, Stop);
        await Scan(page, tokens[0]);
        await Assertions.Expect(page.Locator("#verdict.warning")).ToContainTextAsync(household.Reference!);
        await Assertions.Expect(page.Locator("#found li")).ToHaveCountAsync(0);
        wire.Mend();
        await page.ClickAsync("#sync");

        await Assertions.Expect(page.Locator("#found li")).ToContainTextAsync("used at gate-2 before");
        await Assertions.Expect(page.Locator("#parted")).ToContainTextAsync("Token used twice");
        await Assertions.Expect(page.Locator("#parted")).ToContainTextAsync("Household parted");
        await page.AssertFit("gate-twice-en", Device.Desk);
        await (await Cell()).SendScans(flight, new ScanBatchRequest("gate-2", [new ScanRequest(tokens[1], TimeProvider.System.GetUtcNow())]), Stop);
        await page.ClickAsync("#sync");
        await Assertions.Expect(page.Locator("#parted li")).ToHaveCountAsync(1);

        // Who passed at another gate is on the list, and is let in by no other.
        await Scan(page, tokens[1]);
        await Assertions.Expect(page.Locator("#verdict.bad")).ToContainTextAsync("was used before");
        await AssertWaiting(page, 0);
    }

    [Fact]
    public async Task A_gate_refuses_what_the_platform_refuses_and_for_the_same_reason()
    {
        var crisis = await site.DeclareCrisis();
        var (flight, _, tokens) = await Confirmed(crisis);
        var (elsewhere, _, others) = await Confirmed(crisis, "Port Sudan");
        Assert.NotEqual(flight, elsewhere);
        await using var wire = new Wire(site.Address);
        var page = await browser.Open(Device.Desk);
        await OpenGate(page, wire, "en", flight);
        foreach (var (token, verdict) in new[] { (others[0], "other_movement"), (Forge(tokens[0]), "bad_signature"), ("HELLO", "bad_signature") })
        {
            var now = new ScanBatchRequest("gate-9", [new ScanRequest(token, TimeProvider.System.GetUtcNow())]);
            Assert.Equal(verdict, (await (await Cell()).SendScans(flight, now, Stop)).Value.Scans[0].Verdict);
            await Scan(page, token);
            await Assertions.Expect(page.Locator("#verdict.bad")).ToContainTextAsync(Texts.In(Language.All[0])[$"gate.{verdict}"]);
        }

        await page.Clock.SetSystemTimeAsync(TimeProvider.System.GetUtcNow().AddDays(5).UtcDateTime);
        await Scan(page, tokens[0]);

        await Assertions.Expect(page.Locator("#verdict.bad")).ToContainTextAsync("has expired");
        await AssertWaiting(page, 0);
        Assert.Equal(0, (await (await Cell()).GetMovement(flight, Stop)).Value.CheckedIn);
    }

    [Fact]
    public async Task Who_is_signed_out_is_told_and_loses_no_scan()
    {
        var (flight, household, tokens) = await Confirmed(await site.DeclareCrisis());
        await using var wire = new Wire(site.Address);
        var page = await browser.Open(Device.Desk);
        await OpenGate(page, wire, "en", flight);
        await page.Context.ClearCookiesAsync(new() { Name = "consular-desk" });
        await Scan(page, tokens[0]);
        await Assertions.Expect(page.Locator("#verdict")).ToContainTextAsync(household.Reference!);
        await AssertWaiting(page, 1);
        await Assertions.Expect(page.Locator("#net")).ToHaveAttributeAsync("data-net", "signed-out");
        await page.AssertFit("gate-signed-out-en", Device.Desk);

        await site.SignIn(page, "en", at: wire.Address);
        await page.GotoAsync(new Uri(wire.Address, $"/en/gate/{flight}").ToString());
        await AssertWaiting(page, 0);
        Assert.Equal(1, (await (await Cell()).GetMovement(flight, Stop)).Value.CheckedIn);
    }

    [Fact]
    public async Task A_camera_reads_codes_where_the_browser_can_and_the_same_code_once()
    {
        var (flight, household, tokens) = await Confirmed(await site.DeclareCrisis());
        await using var wire = new Wire(site.Address);
        var page = await browser.Open(Device.Phone);
        await page.AddInitScriptAsync($$"""
            window.BarcodeDetector = class { async detect() { return window.isCovered ? [] : [{ rawValue: {{JsonSerializer.Serialize(tokens[0])}} }]; } };
            Object.defineProperty(navigator, "mediaDevices", { value: { getUserMedia: async () => {
              const canvas = document.createElement("canvas");
              setInterval(() => canvas.getContext("2d").fillRect(0, 0, 9, 9), 50);
              return canvas.captureStream(20);
            } } });
            """);
        await OpenGate(page, wire, "en", flight);
        await page.ClickAsync("#camera");

        await Assertions.Expect(page.Locator("#verdict.warning")).ToContainTextAsync(household.Reference!);
        await AssertWaiting(page, 0);
        await page.ClickAsync("#camera");
        await Assertions.Expect(page.Locator("#view")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#scans li")).ToHaveCountAsync(1);
        Assert.Equal(1, (await (await Cell()).GetMovement(flight, Stop)).Value.CheckedIn);
    }

    [Fact]
    public async Task It_can_be_kept_as_a_program_and_opens_at_the_list_of_gates_without_a_network()
    {
        var (flight, _, _) = await Confirmed(await site.DeclareCrisis());
        await using var wire = new Wire(site.Address);
        var page = await browser.Open(Device.Phone);
        await site.SignIn(page, "en", at: wire.Address);
        await page.GotoAsync(new Uri(wire.Address, "/en/gate").ToString());
        await AssertKept(page);
        await page.AssertFit("gates-en", Device.Phone);
        var session = await page.Context.NewCDPSessionAsync(page);
        var errors = (await session.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors").EnumerateArray()
            .Select(e => e.GetProperty("errorId").GetString());
        Assert.Empty(errors.Except(["in-incognito"])); // A window of a test is always one.
        await page.ClickAsync($"a[href$='/gate/{flight}']");
        await page.AssertAt($"/en/gate/{flight}");
        await AssertKept(page);
        wire.Cut();
        await page.GotoAsync(new Uri(wire.Address, "/en/gate").ToString());
        await page.ClickAsync($"a[href$='/gate/{flight}']");

        await Assertions.Expect(page.Locator("#net")).ToHaveAttributeAsync("data-net", "offline");
        await page.FillAsync("#gate-name", "gate-1");
        await Scan(page, "NO TOKEN");
        await Assertions.Expect(page.Locator("#verdict.bad")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_party_outside_the_joint_team_has_no_gate()
    {
        var (flight, _, _) = await Confirmed(await site.DeclareCrisis());
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en", "br");

        foreach (var path in new[] { $"/en/gate/{flight}", $"/en/gate/{flight}/list" })
        {
            Assert.Equal((path, 404), (path, (await page.GotoAsync(new Uri(site.Address, path).ToString()))?.Status));
        }
    }

    /// <summary>A man and a child of his with confirmed seats, and the token of each.</summary>
    private async Task<(string Flight, HouseholdStatusRequest Household, string[] Tokens)> Confirmed(string crisis, string place = Place)
    {
        var state = new[] { new NationalityRequest("gb") };
        var household = await site.Register(crisis, new RegisterHouseholdRequest(
            [
                new HouseholdMemberContract([new PersonNameContract("Jaan Kask")], Nationalities: state),
                new HouseholdMemberContract([new PersonNameContract("Mari Kask")], Nationalities: state, Minor: true, Adult: 1),
            ],
            Assemblies: [place]));
        var api = new ConsularClient(site.Http);
        await site.Offer(crisis, place, household);
        var offered = (await api.GetHouseholdStatus(household, Stop)).Value.Offer!.Movement;
        await api.ActForHousehold(household.Reference!, "acceptance", new AcceptOfferRequest(offered, household.Secret), Stop);
        await site.Await(household, "confirmed");
        var tokens = (await api.IssueBoardingTokens(household.Reference!, new HouseholdSecretRequest(household.Secret), Stop)).Value.Tokens;

        return (offered, household, [.. tokens.OrderBy(t => t.Member).Select(t => t.Token)]);
    }

    private async Task OpenGate(IPage page, Wire wire, string language, string flight)
    {
        await site.SignIn(page, language, at: wire.Address);
        await page.GotoAsync(new Uri(wire.Address, $"/{language}/gate/{flight}").ToString());
        await Assertions.Expect(page.Locator("#gate-name")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("gate-1");
        await AssertKept(page);
        await Assertions.Expect(page.Locator("#net")).ToHaveAttributeAsync("data-net", "online");
    }

    /// <summary>The worker has the page and all that it loads.</summary>
    private static async Task AssertKept(IPage page)
    {
        const int looksMax = 600;
        const string isKept = """
            async () => {
              const loaded = [...document.querySelectorAll("script[src], link[rel=stylesheet]")].map(file => file.src || file.href);
              const kept = await Promise.all([location.pathname, ...loaded].map(address => caches.match(address)));
              return Boolean(navigator.serviceWorker.controller) && kept.every(Boolean);
            }
            """;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var look = 0; look < looksMax; look++)
        {
            if (await page.EvaluateAsync<bool>(isKept))
            {
                return;
            }

            await timer.WaitForNextTickAsync(Stop);
        }

        Assert.Fail("The page was never kept.");
    }

    /// <summary>As a scanner does that is a keyboard: the code, and Enter.</summary>
    private static async Task Scan(IPage page, string code)
    {
        await page.FocusAsync("#code");
        await page.Keyboard.InsertTextAsync(code);
        await Assertions.Expect(page.Locator("#code")).ToHaveValueAsync(code);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#code")).ToHaveValueAsync("");
    }

    private static Task AssertWaiting(IPage page, int scans) =>
        Assertions.Expect(page.Locator("#net")).ToHaveAttributeAsync("data-waiting", $"{scans}");

    /// <summary>The same token with one bit of its signature turned.</summary>
    private static string Forge(string token) => token[..^3] + (token[^3] is 'A' ? 'B' : 'A') + token[^2..];

    private Task<ConsularClient> Cell() => site.ApiOf("gb", "crisis_cell");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
