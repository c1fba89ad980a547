using System.CommandLine;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Shell;

/// <summary>What every command takes: which server, who asks, in which language, for people or for programs.</summary>
internal sealed class SharedOptions
{
    public const string ServerVariable = "CONSULAR_SERVER";
    public const string TokenVariable = "CONSULAR_TOKEN";
    public const string ServerDefault = "http://127.0.0.1:5080";

    private static readonly string[] Languages = ["en", "fr", "es", "ar"];

    public Option<string?> Server { get; } = new("--server")
    {
        Description = $"Address of the server; else {ServerVariable}, else {ServerDefault}.",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON for programs, and nothing else.", Recursive = true };

    public Option<string?> Language { get; } = new("--language") { Description = "Language of the answer.", Recursive = true };

    public Option<string?> Token { get; } = new("--token")
    {
        Description = $"Whose request it is; else {TokenVariable}, else the saved token.",
        Recursive = true,
    };

    public Option<string?> As { get; } = new("--as")
    {
        Description = "Ask the Development issuer for a token first: party/role or party/role/user, such as au/officer.",
        HelpName = "party/role[/user]",
        Recursive = true,
    };

    public SharedOptions()
    {
        Language.AcceptOnlyFromAmong(Languages);
        As.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && FindIdentity(text) is null)
            {
                result.AddError($"--as takes party/role or party/role/user, such as au/officer; not '{text}'.");
            }
        });
        Server.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && FindAddress(text) is null)
            {
                result.AddError($"--server takes an http or https address, such as {ServerDefault}; not '{text}'.");
            }
        });
    }

    public void AddTo(RootCommand root)
    {
        foreach (var option in (ReadOnlySpan<Option>)[Server, Json, Language, Token, As])
        {
            root.Add(option);
        }
    }

    public Uri ServerOf(ParseResult parsed)
    {
        var text = parsed.GetValue(Server) ?? Environment.GetEnvironmentVariable(ServerVariable);

        return FindAddress(string.IsNullOrEmpty(text) ? ServerDefault : text)
            ?? throw new UsageException($"{ServerVariable} is no http or https address: '{text}'.");
    }

    public static TokenRequest? FindIdentity(string text) => text.Split('/') switch
    {
        [{ Length: > 0 } party, { Length: > 0 } role] => new TokenRequest(party, role),
        [{ Length: > 0 } party, { Length: > 0 } role, { Length: > 0 } user] => new TokenRequest(party, role, user),
        _ => null,
    };

    private static Uri? FindAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
