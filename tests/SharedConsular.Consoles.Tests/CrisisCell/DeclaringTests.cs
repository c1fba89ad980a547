using Microsoft.Playwright;
using SharedConsular.Consoles.Shared.Languages;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Tests.CrisisCell;

/// <summary>A cell declares a crisis, says where it is and who is of the team, and gives instructions that others say they have read.</summary>
public sealed class DeclaringTests(Site site, Browser browser)
{
    [Theory, InlineData("en", false), InlineData("ar", true)]
    public async Task A_crisis_is_declared_by_country_and_circle_and_changed(string language, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var id = NewId();
        var page = await browser.Open(device);
        await site.SignIn(page, language);
        await page.ClickAsync("#declare");
        await page.FillAsync("#name", "Sudan");
        await page.FillAsync("#short", id);
        await page.SelectOptionAsync("#states", ["sd", "td"]);
        await page.FillAsync("#latitude", "15.6");
        await page.FillAsync("#longitude", "32.5");
        await page.FillAsync("#radiusKm", "250");
        await page.AssertFit($"declare-{language}", device);
        await page.ClickAsync("main #declare");
        await page.AssertAt($"/{language}/crises/{id}");
        await page.AssertFit($"crisis-{language}", device);
        await page.ClickAsync("a[href$='/change/area']");
        await Assertions.Expect(page.Locator("#radiusKm")).ToHaveValueAsync("250");
        await page.FillAsync("#polygon", "10, 30\n20, 30\n20 40");
        await page.AssertFit($"change-area-{language}", device);
        await page.ClickAsync("#change-send");
        await page.AssertAt($"/{language}/crises/{id}");
        await page.ClickAsync("a[href$='/change/phase']");
        await page.CheckAsync("input[value=after_crisis]");
        await page.ClickAsync("#change-send");
        await page.AssertAt($"/{language}/crises/{id}");
        await Assertions.Expect(page.Locator(".summary")).ToContainTextAsync(Texts.In(Language.Find(language)!)["phase.after_crisis"]);

        var crisis = (await (await Cell()).GetCrisis(id, Stop)).Value;
        Assert.Equal(["sd", "td"], crisis.Area.States!.Order(StringComparer.Ordinal));
        Assert.Equal((15.6, 32.5, 250d), (crisis.Area.Centre!.Latitude, crisis.Area.Centre.Longitude, crisis.Area.RadiusKm));
        Assert.Equal([(10, 30), (20, 30), (20, 40)], crisis.Area.Polygon!.Select(p => ((int)p.Latitude!, (int)p.Longitude!)));
        Assert.Equal(("after_crisis", false), (crisis.Phase, crisis.Exercise));
    }

    [Theory, InlineData("en", false), InlineData("ar", true)]
    public async Task An_instruction_is_given_and_it_is_seen_who_has_not_read_it(string language, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var texts = Texts.In(Language.Find(language)!);
        var id = await site.DeclareCrisis();
        var page = await browser.Open(device);
        await site.SignIn(page, language);
        await page.GotoAsync(At($"/{language}/crises/{id}"));
        await page.ClickAsync("a[href$='/change/roles']");
        await page.SelectOptionAsync("#jointTeam", ["fr", "in"]);
        await page.AssertFit($"change-roles-{language}", device);
        await page.ClickAsync("#change-send");
        await page.AssertAt($"/{language}/crises/{id}");
        await page.ClickAsync("a[href$='/change/instructions']");
        await page.ClickAsync("#change-send");
        await page.AssertFaults(1);
        await page.FillAsync("#text", "Wounded first.\nNobody boards without a token.");
        await page.SelectOptionAsync("#mustAcknowledge", ["fr", "in"]);
        await page.AssertFit($"change-instructions-{language}", device);
        await page.ClickAsync("#change-send");
        await page.AssertAt($"/{language}/crises/{id}");
        await page.AssertFit($"instruction-{language}", device);

        var french = await browser.Open(device);
        await site.SignIn(french, language, "fr");
        await french.GotoAsync(At($"/{language}/crises/{id}"));
        await french.ClickAsync("#instruction-1 button");
        await french.AssertAt($"/{language}/crises/{id}");
        await Assertions.Expect(french.Locator("#instruction-1")).ToContainTextAsync("Wounded first.");
        Assert.Equal(["in"], Assert.Single((await (await Cell()).GetCrisis(id, Stop)).Value.Instructions).NotYetAcknowledgedBy);
        await (await site.ApiOf("in", "officer")).ChangeCrisis(id, "instructions/1/acknowledgement", null, null, Stop);
        await page.ReloadAsync();

        await Assertions.Expect(page.Locator("#instruction-1")).ToContainTextAsync(texts["instruction.all"]);
        await Assertions.Expect(page.Locator("#instruction-1 button")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_instruction_that_is_sent_twice_is_given_once()
    {
        var id = await site.DeclareCrisis();
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en");
        await page.GotoAsync(At($"/en/crises/{id}/change/instructions"));
        var form = page.APIRequest.CreateFormData();
        foreach (var field in await page.Locator("main form input[type=hidden]").AllAsync())
        {
            form.Append((await field.GetAttributeAsync("name"))!, await field.InputValueAsync());
        }

        form.Append("text", "Wounded first.");
        for (var click = 0; click < 2; click++)
        {
            Assert.True((await page.APIRequest.PostAsync(page.Url, new APIRequestContextOptions { Form = form })).Ok);
        }

        Assert.Single((await (await Cell()).GetCrisis(id, Stop)).Value.Instructions);
    }

    [Fact]
    public async Task What_is_wrong_with_a_declaration_is_said_where_it_is_and_nothing_is_declared()
    {
        var id = NewId();
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en");
        await page.GotoAsync(At("/en/declare"));
        await page.FillAsync("#short", id);
        await page.FillAsync("#polygon", "10, 30\nsomewhere");
        await page.ClickAsync("main #declare");
        await page.AssertFit("declare-faults-en", Device.Desk);
        Assert.Equal(["#name", "#polygon"], (await page.Locator(".faults a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))")).Distinct());
        await page.FillAsync("#name", "Sudan");
        await page.FillAsync("#polygon", "");
        await page.ClickAsync("main #declare");

        await Assertions.Expect(page.Locator(".faults a")).ToHaveAttributeAsync("href", "#states");
        Assert.DoesNotContain((await (await Cell()).ListCrises(Stop)).Value.Items, c => c.Id == id);
    }

    [Fact]
    public async Task A_crisis_is_declared_and_ended_by_the_keyboard_alone()
    {
        var id = NewId();
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en");
        await page.TabTo("declare");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt("/en/declare");
        await page.Type("name", "Sudan");
        await page.Type("short", id);
        await page.TabTo("states");
        await page.Keyboard.TypeAsync("sud");
        await page.TabTo("declare");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt($"/en/crises/{id}");
        await page.TabTo("href", $"/en/crises/{id}/change/end");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt($"/en/crises/{id}/change/end");
        await page.AssertFit("change-end-en", Device.Desk);
        await page.TabTo("change-send");
        await page.Keyboard.PressAsync("Enter");
        await page.AssertAt($"/en/crises/{id}");

        var crisis = (await (await Cell()).GetCrisis(id, Stop)).Value;
        Assert.Equal("sd", Assert.Single(crisis.Area.States!));
        Assert.NotNull(crisis.EndedAt);
    }

    [Fact]
    public async Task A_state_that_does_not_lead_changes_nothing()
    {
        var id = await site.DeclareCrisis();
        var page = await browser.Open(Device.Desk);
        await site.SignIn(page, "en", "br");
        await page.GotoAsync(At($"/en/crises/{id}/change/phase"));
        await page.CheckAsync("input[value=preparedness]");
        await page.ClickAsync("#change-send");

        await page.AssertFaults(1);
        Assert.Equal("response", (await (await Cell()).GetCrisis(id, Stop)).Value.Phase);
    }

    private static string NewId() => $"c-{Guid.NewGuid():N}"[..20];

    private Task<ConsularClient> Cell() => site.ApiOf("gb", "crisis_cell");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string At(string path) => new Uri(site.Address, path).ToString();
}
