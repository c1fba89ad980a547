using System.CommandLine;
using System.Net.Http.Headers;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Shell;

/// <summary>One run of one command: the server as the caller sees it, and the two streams.</summary>
internal sealed class Session : IDisposable
{
    private static readonly TimeSpan AnswerWaitMax = TimeSpan.FromSeconds(100);

    private readonly HttpClient _http;

    private Session(HttpClient http, ConsularClient client, Screen screen) => (_http, Client, Screen) = (http, client, screen);

    public ConsularClient Client { get; }

    public Screen Screen { get; }

    /// <summary>Runs a command against the server and turns whatever happens into an exit code.</summary>
    public static void Bind(Command command, SharedOptions shared, Func<Session, ParseResult, CancellationToken, Task<int>> act) =>
        command.SetAction(async (parsed, ct) =>
        {
            var screen = Screen.Of(parsed, shared);

            return await Outcomes.Of(screen, () => shared.ServerOf(parsed), Act, ct);

            async Task<int> Act()
            {
                using var session = await Open(parsed, shared, screen, ct);

                return await act(session, parsed, ct);
            }
        });

    /// <summary>The same, for what always ends well when it ends.</summary>
    public static void Bind(Command command, SharedOptions shared, Func<Session, ParseResult, CancellationToken, Task> act) =>
        Bind(command, shared, async (session, parsed, ct) =>
        {
            await act(session, parsed, ct);

            return ExitCode.Done;
        });

    public void Dispose() => _http.Dispose();

    internal static HttpClient NewHttpClient(Uri server)
    {
        var http = new HttpClient { BaseAddress = server, Timeout = AnswerWaitMax };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("consular", null));

        return http;
    }

    private static async Task<Session> Open(ParseResult parsed, SharedOptions shared, Screen screen, CancellationToken ct)
    {
        var server = shared.ServerOf(parsed);
        var http = NewHttpClient(server);
        try
        {
            var nobody = new ConsularClient(http, null, parsed.GetValue(shared.Language));

            return new Session(http, nobody.As(await FindToken(parsed, shared, nobody, server, ct)), screen);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    private static async Task<string?> FindToken(
        ParseResult parsed, SharedOptions shared, ConsularClient nobody, Uri server, CancellationToken ct)
    {
        if (parsed.GetValue(shared.Token) is { } token)
        {
            return token;
        }

        if (parsed.GetValue(shared.As) is { } identity)
        {
            return (await nobody.IssueToken(SharedOptions.FindIdentity(identity)!, ct)).Value.Token;
        }

        var fromEnvironment = Environment.GetEnvironmentVariable(SharedOptions.TokenVariable);

        return string.IsNullOrEmpty(fromEnvironment) ? await SavedToken.Find(server, ct) : fromEnvironment;
    }
}
