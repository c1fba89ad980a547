using System.CommandLine;

namespace SharedConsular.Cli.Shell;

/// <summary>A secret comes on the standard input: what stands on the command line can be read by everybody on the machine.</summary>
internal static class TypedSecret
{
    /// <summary>For what one does signed in or by a secret.</summary>
    public static Option<bool> Option() => new("--by-secret")
    {
        Description = "By the secret of the registration, on the standard input; left out by who is signed in.",
    };

    public static async Task<string?> Find(ParseResult parsed, Option<bool> option, CancellationToken ct) =>
        parsed.GetValue(option) ? await Read(ct) : null;

    /// <exception cref="UsageException">Nothing is on the standard input.</exception>
    public static async Task<string> Read(CancellationToken ct) =>
        (await Console.In.ReadLineAsync(ct))?.Trim() is { Length: > 0 } secret
            ? secret
            : throw new UsageException("Give the secret on the standard input.");
}
