using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SharedConsular.Consoles.Tests;

[assembly: AssemblyFixture(typeof(Browser))]

namespace SharedConsular.Consoles.Tests;

/// <summary>
/// The machine's Chromium. Where there is none, tests that need it are skipped and say so, and fail where CI=true.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>A busy machine takes its time; past this a page never comes.</summary>
    private const int ArrivalMillisecondsMax = 120_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where screenshots are put: the folder of test output, never committed.</summary>
    public static string Screenshots { get; } = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(ArrivalMillisecondsMax);
        if (Array.Find(Places, File.Exists) is { } program)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Arguments });
        }
    }

    /// <summary>A window of its own, without cookies or history.</summary>
    /// <param name="device">Its size.</param>
    /// <param name="scripts">Whether scripts run.</param>
    public async Task<IPage> Open(Device device, bool scripts = true)
    {
        if (_browser is null && Environment.GetEnvironmentVariable("CI") is not "true")
        {
            Assert.Skip("Chromium is not installed here.");
        }

        Assert.NotNull(_browser);
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = device.Width, Height = device.Height },
            JavaScriptEnabled = scripts,
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
        });

        context.SetDefaultTimeout(ArrivalMillisecondsMax);

        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

/// <summary>A size of screen.</summary>
public sealed record Device(string Name, int Width, int Height)
{
    public static readonly Device SmallPhone = new("phone-320", 320, 640);
    public static readonly Device Phone = new("phone-390", 390, 844);
    public static readonly Device Desk = new("desk", 1280, 900);
    public static readonly Device WallScreen = new("wall", 1920, 1080);
}

internal static class Looks
{
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    /// <summary>
    /// The page of this address is there to its end. The driver looks again and again: waiting for a change of address (WaitForURL) misses
    /// the one that comes while it begins to wait.
    /// </summary>
    public static async Task AssertAt(this IPage page, string address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(new Uri(page.Url), address).ToString());
        await Assertions.Expect(page.Locator("#languages")).ToBeVisibleAsync();
    }

    public static Task AssertFaults(this IPage page, int count) =>
        Assertions.Expect(page.Locator(".faults li")).ToHaveCountAsync(count);

    /// <summary>
    /// What holds for every page in every state: axe finds nothing, nothing runs off the side, and what it looks like is kept as a picture.
    /// </summary>
    public static async Task AssertFit(this IPage page, string name, Device device)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, $"{name}-{device.Name}.png"), FullPage = true });
        var result = await page.RunAxe(new() { RunOnly = new() { Type = "tag", Values = [.. Rules] } });
        Assert.True(result.Violations.Length == 0, $"{name} on {device.Name}: " + string.Join(
            "\n", result.Violations.Select(v => $"{v.Id}: {v.Help} at {string.Join(", ", v.Nodes.Take(3).Select(n => n.Html))}")));
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{name} runs {overflow} px off the side on {device.Name}.");
    }
}
