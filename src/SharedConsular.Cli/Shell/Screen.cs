using System.CommandLine;
using System.Text;
using System.Text.Json;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Shell;

/// <summary>Where a command speaks: tables for people or JSON for programs on one stream, everything else on the other.</summary>
internal sealed class Screen(TextWriter output, TextWriter error, bool json)
{
    /// <summary>Wide enough for a table in a file or a pipe, where there is no window.</summary>
    private const int WidthWithoutWindow = 160;

    public bool Json { get; } = json;

    public IAnsiConsole Out { get; } = ConsoleOn(output, Console.IsOutputRedirected);

    public IAnsiConsole Notes { get; } = ConsoleOn(error, Console.IsErrorRedirected);

    public static Screen Of(ParseResult parsed, SharedOptions shared) =>
        new(Console.Out, Console.Error, parsed.GetValue(shared.Json));

    /// <summary>An answer: its bytes as the server sent them, or what <paramref name="draw"/> makes of it for a person.</summary>
    public void Show<T>(Answer<T> answer, Action<IAnsiConsole, T> draw)
    {
        if (Json)
        {
            output.WriteLine(Encoding.UTF8.GetString(answer.Body.Span));
        }
        else
        {
            draw(Out, answer.Value);
        }
    }

    /// <summary>Something made here: as JSON, or drawn.</summary>
    public void ShowOwn<T>(T value, Action<IAnsiConsole, T> draw)
    {
        if (Json)
        {
            output.WriteLine(JsonSerializer.Serialize(value, OwnJson));
        }
        else
        {
            draw(Out, value);
        }
    }

    /// <summary>A line without markup, exactly as it is.</summary>
    public void Line(string text) => output.WriteLine(text);

    public void Error(string text) => error.WriteLine(text);

    private static JsonSerializerOptions OwnJson { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    private static IAnsiConsole ConsoleOn(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
        {
            console.Profile.Width = WidthWithoutWindow;
        }

        return console;
    }
}
