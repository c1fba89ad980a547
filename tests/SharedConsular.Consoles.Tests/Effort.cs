using Microsoft.Playwright;

namespace SharedConsular.Consoles.Tests;

/// <summary>
/// Somebody with a mouse and a keyboard, and how much she has to do: a press of the mouse for each thing she points at, two for a choice
/// from a list (to open it and to choose), one keystroke for each character. Pages are those she has seen when she is done.
/// </summary>
internal sealed class Effort(IPage page)
{
    private const int PressesOfAChoice = 2;

    public int Presses { get; private set; }

    public int Keystrokes { get; private set; }

    public int Pages { get; private set; } = 1;

    /// <summary>Presses something that leads to another page.</summary>
    public async Task Go(string what)
    {
        await Press(what);
        Pages++;
    }

    public async Task Press(string what)
    {
        await page.Locator(what).First.ClickAsync();
        Presses++;
    }

    public async Task Type(string field, string text)
    {
        await Press(field);
        await page.Keyboard.TypeAsync(text);
        Keystrokes += text.Length;
    }

    public async Task Choose(string list, string value)
    {
        await page.SelectOptionAsync(list, value);
        Presses += PressesOfAChoice;
    }

    /// <summary>A date or a time of the browser's own field, typed as its digits.</summary>
    public async Task TypeTime(string field, string time)
    {
        await page.FillAsync(field, time);
        Presses++;
        Keystrokes += time.Count(char.IsAsciiDigit);
    }
}
