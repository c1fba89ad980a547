using Microsoft.Playwright;

namespace SharedConsular.Consoles.Tests;

/// <summary>Somebody comes in by the page that does so in Development.</summary>
internal static class Entry
{
    /// <param name="page">A window.</param>
    /// <param name="site">Where.</param>
    /// <param name="language">Of the pages.</param>
    /// <param name="party">For whom; nobody's in a role that has no party.</param>
    /// <param name="role">As what.</param>
    public static async Task SignIn(this IPage page, Site site, string language, string? party, string role)
    {
        await page.GotoAsync(site.At($"/{language}/desk/sign-in"));
        if (party is not null)
        {
            await page.SelectOptionAsync("#tenant", party);
        }

        await page.CheckAsync($"input[value='{role}']");
        await page.ClickAsync("#choose");
        await Assertions.Expect(page.Locator("form[action$='/desk/end']")).ToBeVisibleAsync();
    }

    public static string At(this Site site, string path) => new Uri(site.Address, path).ToString();
}
