using Microsoft.Playwright;

namespace SharedConsular.Consoles.Tests.Entrance;

/// <summary>Who works here comes in with a passkey, loses it, has more of them, and goes out; in earnest, without any other way.</summary>
public sealed class PasskeyTests(SmallSite small, Site site, Browser browser) : IClassFixture<SmallSite>
{
    [Theory, InlineData("en", false), InlineData("ar", true)]
    public async Task Somebody_invited_makes_a_passkey_comes_in_and_goes_out(string language, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var page = await browser.Open(device);
        await Telephone.With(page);
        var (user, code) = await small.Invite();
        await page.GotoAsync(small.At($"/{language}/desk"));
        await page.AssertAt($"/{language}/desk/sign-in");
        await page.AssertFit($"passkey-sign-in-{language}", device);
        await page.ClickAsync("a[href$='/desk/enrolment']");
        await page.AssertFit($"enrolment-{language}", device);
        await Enrol(page, user.ToUpperInvariant(), code.Replace("-", " ", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("#passkey")).ToBeVisibleAsync();
        await page.AssertFit($"new-passkey-{language}", device);
        await page.ClickAsync("#passkey");
        await Assertions.Expect(page.Locator("#codes li")).ToHaveCountAsync(10);
        await page.AssertFit($"recovery-codes-{language}", device);
        await page.ClickAsync("main a.button");
        await page.ClickAsync("#passkey");
        await page.AssertAt($"/{language}/desk");
        await page.AssertFit($"queue-by-passkey-{language}", device);

        var cookie = Assert.Single(await page.Context.CookiesAsync(), c => c.Name == "consular-desk");
        Assert.True(cookie.HttpOnly);
        Assert.DoesNotContain("eyJ", await page.ContentAsync() + cookie.Value, StringComparison.Ordinal);
        await page.ClickAsync("form[action$='/desk/end'] button");
        await page.AssertAt($"/{language}/desk/sign-in");
        await page.GotoAsync(small.At($"/{language}/desk"));
        await page.AssertAt($"/{language}/desk/sign-in");
    }

    [Theory, InlineData("administrator", "/en/office/gb"), InlineData("crisis_cell", "/en/crises"), InlineData("auditor", "/en/office/gb/record")]
    public async Task Each_comes_to_her_own_pages(string role, string first)
    {
        var page = await browser.Open(Device.Desk);
        await Telephone.With(page);
        await ComeIn(page, role);

        await page.AssertAt(first);
    }

    [Theory, InlineData("en", false), InlineData("ar", true)]
    public async Task Who_lost_the_telephone_comes_in_with_a_recovery_code(string language, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var page = await browser.Open(device);
        var telephone = await Telephone.With(page);
        var (user, codes) = await ComeIn(page, language: language);
        await telephone.Replace();
        await page.GotoAsync(small.At($"/{language}/desk/sign-in"));
        await page.ClickAsync("#passkey");
        await Said(page, await page.GetAttributeAsync("[data-said]", "data-cancelled"));
        Assert.Equal("passkey", await page.Focused("id"));
        await page.AssertFit($"passkey-cancelled-{language}", device);

        await page.GotoAsync(small.At($"/{language}/desk/enrolment"));
        await Enrol(page, user, codes[3]);
        await page.ClickAsync("#passkey");
        var fresh = await page.Locator("#codes li").AllInnerTextsAsync();
        Assert.Empty(fresh.Intersect(codes));
        await page.GotoAsync(small.At($"/{language}/desk"));
        await Assertions.Expect(page.Locator(".note")).ToBeVisibleAsync(); // The session that was begun with the lost one.
        await page.AssertAt($"/{language}/desk/sign-in?said=ended");
        await page.AssertFit($"session-ended-{language}", device);
        await page.ClickAsync("#passkey");
        await page.AssertAt($"/{language}/desk");
    }

    [Theory, InlineData("en", false), InlineData("ar", true)]
    public async Task A_passkey_is_added_on_another_device_and_the_first_removed(string language, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var page = await browser.Open(device);
        var telephone = await Telephone.With(page);
        await ComeIn(page, language: language);
        await page.ClickAsync("a[href$='/desk/passkeys']");
        await Assertions.Expect(page.Locator(".card")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("form[action$='/removal']")).ToHaveCountAsync(0);
        await page.AssertFit($"passkeys-one-{language}", device);

        await page.ClickAsync("#add");
        await page.ClickAsync("#passkey");
        await Said(page, await page.GetAttributeAsync("[data-said]", "data-known"));
        await telephone.Replace();
        await page.ClickAsync("#passkey");
        await page.AssertAt($"/{language}/desk/passkeys");
        await Assertions.Expect(page.Locator(".card")).ToHaveCountAsync(2);
        await page.AssertFit($"passkeys-{language}", device);

        await page.ClickAsync(".card:has(#passkey-1) button");
        await page.AssertFit($"passkey-removal-{language}", device);
        await page.ClickAsync("#sure");
        await page.AssertAt($"/{language}/desk/sign-in?said=removed");
        await page.AssertFit($"passkey-removed-{language}", device);
        await page.ClickAsync("#passkey");
        await page.AssertAt($"/{language}/desk");
        await page.ClickAsync("a[href$='/desk/passkeys']");
        await Assertions.Expect(page.Locator(".card")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Nobody_learns_which_login_is_there()
    {
        var page = await browser.Open(Device.Desk);
        await Telephone.With(page);
        var (user, code) = await small.Invite();
        var (other, used) = await small.Invite();
        await page.GotoAsync(small.At("/en/desk/enrolment"));
        await Enrol(page, other, used);
        await page.ClickAsync("#passkey");
        await Assertions.Expect(page.Locator("#codes")).ToBeVisibleAsync();

        var (ofNobody, ofSomebody, ofUsed) = (await Refused("nobody", code), await Refused(user, used), await Refused(other, used));
        Assert.Contains("not known here, no longer good, or was tried too often", ofNobody, StringComparison.Ordinal);
        Assert.Equal(ofNobody, ofSomebody);
        Assert.Equal(ofNobody, ofUsed);
        await page.AssertFit("enrolment-refused-en", Device.Desk);

        await small.Close(other);
        await page.GotoAsync(small.At("/en/desk/sign-in"));
        await page.ClickAsync("#passkey");
        await page.AssertFaults(1);
        Assert.Equal(ofNobody, await page.InnerTextAsync(".faults li"));
        await page.AssertFit("passkey-refused-en", Device.Desk);

        async Task<string> Refused(string user, string code)
        {
            await page.GotoAsync(small.At("/en/desk/enrolment"));
            await Enrol(page, user, code);
            await page.AssertFaults(1);

            return await page.InnerTextAsync(".faults li");
        }
    }

    [Fact]
    public async Task Whose_login_is_closed_is_out_at_the_next_page()
    {
        var page = await browser.Open(Device.Desk);
        await Telephone.With(page);
        var (user, _) = await ComeIn(page);
        await small.Close(user);
        await page.GotoAsync(small.At("/en/desk"));

        await page.AssertAt("/en/desk/sign-in?said=ended");
        await Assertions.Expect(page.Locator(".note")).ToContainTextAsync("Your session has ended");
        await page.GotoAsync(small.At("/en/desk"));
        await page.AssertAt("/en/desk/sign-in"); // Said once.
    }

    [Theory, InlineData("en", false), InlineData("ar", true)]
    public async Task Who_can_have_no_passkey_here_is_told_why(string language, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var page = await browser.Open(device);
        await page.AddInitScriptAsync("delete window.PublicKeyCredential");
        await page.GotoAsync(small.At($"/{language}/desk/sign-in"));
        await Said(page, await page.GetAttributeAsync("[data-said]", "data-none"));
        await Assertions.Expect(page.Locator("#passkey")).ToBeHiddenAsync();
        await page.AssertFit($"passkey-none-{language}", device);

        var plain = await browser.Open(device, scripts: false);
        await plain.GotoAsync(small.At($"/{language}/desk/sign-in"));
        await Assertions.Expect(plain.Locator("[data-scriptless]")).ToBeVisibleAsync();
        await Assertions.Expect(plain.Locator("#passkey")).ToBeHiddenAsync();

        var elsewhere = await browser.Open(device);
        await Telephone.With(elsewhere);
        await elsewhere.GotoAsync(small.AtNumber($"/{language}/desk/sign-in"));
        await elsewhere.ClickAsync("#passkey");
        await Said(elsewhere, await elsewhere.GetAttributeAsync("[data-said]", "data-address"));
        await Assertions.Expect(elsewhere.Locator("[data-said]")).ToContainTextAsync("localhost");
    }

    [Fact]
    public async Task Whose_finger_is_not_known_tries_again()
    {
        var page = await browser.Open(Device.Desk);
        var telephone = await Telephone.With(page);
        await ComeIn(page);
        await telephone.Recognise(false);
        await page.GotoAsync(small.At("/en/desk/sign-in"));
        await page.ClickAsync("#passkey");
        await Said(page, await page.GetAttributeAsync("[data-said]", "data-cancelled"));
        await telephone.Recognise(true);
        await page.ClickAsync("#passkey");

        await page.AssertAt("/en/desk");
    }

    [Fact]
    public async Task A_page_that_was_open_all_night_asks_anew()
    {
        var page = await browser.Open(Device.Desk);
        await Telephone.With(page);
        await ComeIn(page);
        await page.ClickAsync("form[action$='/desk/end'] button");
        await page.AssertAt("/en/desk/sign-in");
        await page.EvaluateAsync("const now = Date.now; Date.now = () => now() + 8 * 3600 * 1000;");
        var asked = page.WaitForRequestAsync(r => r.Method is "GET" && r.ResourceType is "fetch");
        await page.ClickAsync("#passkey");

        Assert.EndsWith("/en/desk/sign-in", (await asked).Url, StringComparison.Ordinal);
        await page.AssertAt("/en/desk");
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        var page = await browser.Open(Device.Desk);
        await Telephone.With(page);
        var (user, code) = await small.Invite();
        await page.GotoAsync(small.At("/en/desk/sign-in"));
        await page.TabTo("href", "/en/desk/enrolment");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt("/en/desk/enrolment");
        await page.Choose("tenant", "u", "gb");
        await page.Type("user", user);
        await page.Type("code", code);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#passkey")).ToBeVisibleAsync();
        await page.TabTo("passkey");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#codes")).ToBeVisibleAsync();
        await page.TabTo("href", "/en/desk/sign-in");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt("/en/desk/sign-in");
        await page.TabTo("passkey");
        await page.Keyboard.PressAsync("Enter");

        await page.AssertAt("/en/desk");
    }

    [Fact]
    public async Task Who_came_in_another_way_has_no_passkey_here()
    {
        var page = await browser.Open(Device.Desk);
        await page.SignIn(site, "en", "fr", "officer");
        await page.ClickAsync("a[href$='/desk/passkeys']");

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("you have none here");
        await page.AssertFit("passkeys-none-en", Device.Desk);
    }

    [Fact]
    public async Task Nobody_in_earnest_comes_in_as_whom_she_likes()
    {
        var page = await browser.Open(Device.Desk);
        await page.GotoAsync(small.At("/en/desk/sign-in"));
        await Assertions.Expect(page.Locator("#choose")).ToHaveCountAsync(0);
        await page.EvaluateAsync(
            "const form = document.querySelector('main form'); form.action = '/en/desk/sign-in';"
            + "for (const [name, value] of [['tenant', 'gb'], ['role', 'officer']])"
            + "{ form.append(Object.assign(document.createElement('input'), { name, value })); }"
            + "form.submit();");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("There is nothing here");
        Assert.DoesNotContain(await page.Context.CookiesAsync(), c => c.Name == "consular-desk");
    }

    private static Task Said(IPage page, string? text) => Assertions.Expect(page.Locator("[data-said]")).ToHaveTextAsync(Assert.IsType<string>(text));

    private static async Task Enrol(IPage page, string user, string code)
    {
        await page.SelectOptionAsync("#tenant", "gb");
        await page.FillAsync("#user", user);
        await page.FillAsync("#code", code);
        await page.ClickAsync("#go-on");
    }

    private async Task<(string User, IReadOnlyList<string> Codes)> ComeIn(IPage page, string role = "officer", string language = "en")
    {
        var (user, code) = await small.Invite(role);
        await page.GotoAsync(small.At($"/{language}/desk/enrolment"));
        await Enrol(page, user, code);
        await page.ClickAsync("#passkey");
        await Assertions.Expect(page.Locator("#codes li")).ToHaveCountAsync(10);
        var codes = await page.Locator("#codes li").AllInnerTextsAsync();
        await page.ClickAsync("main a.button");
        await page.ClickAsync("#passkey");
        await Assertions.Expect(page.Locator("form[action$='/desk/end']")).ToBeVisibleAsync();

        return (user, codes);
    }
}
