using Microsoft.Playwright;

namespace SharedConsular.Consoles.Tests;

/// <summary>Somebody before a page without a mouse.</summary>
internal static class Keys
{
    private const int StepsMax = 60;

    public static Task<string?> Focused(this IPage page, string attribute) =>
        page.EvaluateAsync<string?>($"document.activeElement.getAttribute('{attribute}')");

    /// <summary>Goes on with the tabulator until the field of this id.</summary>
    public static Task TabTo(this IPage page, string id) => page.TabTo("id", id);

    /// <summary>Goes on with the tabulator until something with this attribute.</summary>
    public static async Task TabTo(this IPage page, string attribute, string value)
    {
        for (var step = 0; step < StepsMax && await page.Focused(attribute) != value; step++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Equal(value, await page.Focused(attribute));
    }

    public static async Task Type(this IPage page, string id, string text)
    {
        await page.TabTo(id);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>A letter goes on to the next choice that begins with it. A whole word would have to be typed without a pause.</summary>
    public static async Task Choose(this IPage page, string id, string letter, string value)
    {
        await page.TabTo(id);
        for (var step = 0; step < StepsMax && await page.InputValueAsync($"#{id}") != value; step++)
        {
            await page.Keyboard.PressAsync(letter);
        }

        Assert.Equal(value, await page.InputValueAsync($"#{id}"));
    }
}
