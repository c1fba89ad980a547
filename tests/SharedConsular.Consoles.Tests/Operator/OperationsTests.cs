using System.Globalization;
using Microsoft.Playwright;
using SharedConsular.Consoles.Operator;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Tests.Operator;

/// <summary>Who runs the platform looks after its nodes, its messages and its flags, and reckons how many nodes a crowd takes.</summary>
public sealed class OperationsTests(Site site, Browser browser)
{
    [Theory, InlineData("en", false), InlineData("ar", true)]
    public async Task The_node_is_drained_and_taken_back(string language, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var page = await browser.Open(device);
        var api = await OperatorsApi();
        await page.SignIn(site, language, null, "platform_operator");
        await page.AssertAt($"/{language}/operations");
        await page.AssertFit($"operations-{language}", device);

        await page.ClickAsync("#drain");
        await page.AssertFit($"drain-{language}", device);
        Assert.Equal("ready", (await api.ShowNode(Stop)).Value.Status);
        await page.ClickAsync("#sure");
        await page.AssertAt($"/{language}/operations");
        Assert.Equal("draining", (await api.ShowNode(Stop)).Value.Status);
        await page.ClickAsync("#drain");
        await page.AssertAt($"/{language}/operations");
        Assert.Equal("ready", (await api.ShowNode(Stop)).Value.Status);
    }

    [Theory, InlineData("en", "certain_merges", false), InlineData("ar", "text_intake", true)]
    public async Task A_flag_is_set_for_a_reason_and_given_up(string language, string flag, bool isSmall)
    {
        var device = isSmall ? Device.Phone : Device.Desk;
        var page = await browser.Open(device);
        var api = await site.ApiOf("sb", "administrator");
        await page.SignIn(site, language, "sb", "administrator");
        await page.GotoAsync(site.At($"/{language}/operations"));
        Assert.Equal(0, await page.Locator("#drain").CountAsync());
        await page.ClickAsync($"#flags a[href$='/{flag}']");
        await page.FillAsync("#share", "a tenth");
        await page.ClickAsync("#set");
        await page.AssertFaults(1);
        await page.AssertFit($"flag-faults-{language}", device);
        await page.FillAsync("#share", "10");
        await page.FillAsync("#places", "sd\nbj");
        await page.FillAsync("#reason", "Tried on a tenth first");
        await page.ClickAsync("#set");
        await page.AssertAt($"/{language}/operations");
        var own = (await Find()).Own!;
        Assert.Equal((10, "Tried on a tenth first"), (own.SharePercent, own.Reason));
        Assert.Equal(["bj", "sd"], own.Places);
        await Assertions.Expect(page.Locator("#flags")).ToContainTextAsync("Tried on a tenth first");
        await page.AssertFit($"operations-own-{language}", device);

        await page.ClickAsync($"#flags a[href$='/{flag}']");
        await page.ClickAsync("#restore");
        await page.AssertAt($"/{language}/operations");
        Assert.Null((await Find()).Own);

        async Task<FlagResponse> Find() => (await api.ListFlags(Stop)).Value.Items.Single(f => f.Flag == flag);
    }

    [Fact]
    public async Task An_officer_sees_no_operations_and_no_administrator_drains_a_node()
    {
        var page = await browser.Open(Device.Desk);
        await page.SignIn(site, "en", "sb", "officer");
        Assert.Equal(403, (await page.GotoAsync(site.At("/en/operations")))?.Status);
        await page.SignIn(site, "en", "sb", "administrator");
        await page.GotoAsync(site.At("/en/operations/flags/text_intake"));
        await page.EvaluateAsync("document.querySelector('main form').action = '/en/operations/drain'");
        await page.ClickAsync("#set");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("You may not do this");
        Assert.Equal("ready", (await (await OperatorsApi()).ShowNode(Stop)).Value.Status);
    }

    [Fact]
    public async Task A_crowd_is_reckoned_by_the_keyboard_alone()
    {
        var page = await browser.Open(Device.Desk);
        await page.SignIn(site, "en", null, "platform_operator");
        await page.TabTo("href", "/en/operations/capacity");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#load")).ToBeVisibleAsync();
        await page.AssertFit("capacity-en", Device.Desk);
        await page.TabTo("households");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("15000");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#load tbody tr").First).ToContainTextAsync("83.33");
        var small = await browser.Open(Device.Phone);
        await small.SignIn(site, "ar", null, "platform_operator");
        await small.GotoAsync(site.At("/ar/operations/capacity"));
        await small.AssertFit("capacity-ar", Device.Phone);
    }

    [Theory, InlineData(1_800, 1, 30, 1, 60, 1, false, 2), InlineData(20_000, 10, 300, 2, 60, 2, false, 3), InlineData(150_000, 30, 1_500, 2, 50, 2, true, 6)]
    public void A_crowd_of_the_chart_takes_as_many_nodes_as_the_chart_says(
        int households, int gates, int officers, int cores, int use, int spare, bool isFar, int nodes) =>
        Assert.Equal(nodes, new Capacity(households, 20, gates, officers, cores, use, spare, isFar).Nodes);

    [Theory]
    [InlineData("registrations stored and answered", Capacity.RegistrationsACore), InlineData("commands of officers", Capacity.CommandsACore)]
    [InlineData("cases read, with the read recorded", Capacity.ReadsACore), InlineData("scans at a gate", Capacity.ScansACore)]
    public void A_core_does_what_the_README_of_the_chart_says(string what, int ofCore)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SharedConsular.sln")))
        {
            folder = folder.Parent;
        }

        var readme = File.ReadLines(Path.Combine(folder.FullName, "charts", "shared-consular", "README.md"));
        var line = Assert.Single(readme, l => l.StartsWith($"| {what} |", StringComparison.Ordinal));

        Assert.EndsWith(string.Create(CultureInfo.InvariantCulture, $"| {ofCore:N0} a second |"), line, StringComparison.Ordinal);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task<ConsularClient> OperatorsApi() => await site.ApiOf("installation", "platform_operator");
}
