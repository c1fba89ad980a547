using Microsoft.Playwright;

namespace SharedConsular.Consoles.Tests.CrisisCell;

internal static class Cells
{
    /// <summary>Somebody of a crisis cell comes in by the local issuer, and stands before the list of crises.</summary>
    public static async Task SignIn(this Site site, IPage page, string language, string party = "gb", Uri? at = null)
    {
        await page.GotoAsync(new Uri(at ?? site.Address, $"/{language}/desk/sign-in").ToString());
        await page.SelectOptionAsync("#tenant", party);
        await page.CheckAsync("input[value=crisis_cell]");
        await page.ClickAsync("#choose");
        await page.AssertAt($"/{language}/crises");
    }
}
