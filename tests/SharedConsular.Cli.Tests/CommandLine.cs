[assembly: CollectionBehavior(DisableTestParallelization = true)] // Each run of the command line speaks on the one console.

namespace SharedConsular.Cli.Tests;

/// <summary>Runs the program in this process and keeps what it said.</summary>
internal static class CommandLine
{
    /// <summary>With one line on the standard input.</summary>
    public static async Task<Said> RunTyping(string line, params string[] arguments)
    {
        var before = Console.In;
        using var typed = new StringReader(line);
        Console.SetIn(typed);
        try
        {
            return await Run(arguments);
        }
        finally
        {
            Console.SetIn(before);
        }
    }

    public static async Task<Said> Run(params string[] arguments)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var said = new StringWriter();
        using var complained = new StringWriter();
        Console.SetOut(said);
        Console.SetError(complained);
        try
        {
            var code = await ConsularCommand.Run(arguments);

            return new Said(code, said.ToString(), complained.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}

internal sealed record Said(int Code, string Output, string Error);
