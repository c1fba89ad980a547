using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using SharedConsular.Cli.Servers;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Bench;

/// <summary>
/// One server of our own. A page and the same data from the interface are asked for in turns by one person; then strangers look at public
/// pages as fast as they come; then officers, each signed in and with a connection of his own, look at their queue every few seconds.
/// </summary>
internal static partial class PagesBench
{
    private const string Need = "nationality=ee&in=vu&service=emergency_travel_document&urgency=urgent";

    /// <summary>An officer reads a queue for so long before she looks again.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    private static readonly string[] PublicPages = ["/en", "/ar", "/en/who-may-help", $"/en/who-may-help?{Need}", "/en/posts?sending=fr"];

    private static readonly Dictionary<string, string> OneAddress = new() { ["Limits__AnonymousRequestsPerMinute"] = "100000000" };

    public static async Task<PagesReport> Run(LoadChoice choice, int officers, Screen screen, CancellationToken ct)
    {
        using var data = TemporaryFolder.Create(choice.Disk);
        await using var server = await ServerProcess.Start(data.Path, OneAddress, ct);
        PagesReport? report = null;
        await screen.Progress("pages, strangers, officers", 3, async advance =>
        {
            var pairs = await ComparePairs(server.Address, choice.Time, ct);
            advance(1);
            var strangers = await LetStrangersLook(server.Address, choice, ct);
            advance(1);
            var (signedIn, bytes) = await LetOfficersLook(server, officers, choice.Time, ct);
            advance(1);
            report = new PagesReport(choice.Time.TotalSeconds, pairs, choice.Connections, strangers, officers, signedIn, bytes);

            return officers;
        });

        return report!;
    }

    private static async Task<List<PagePair>> ComparePairs(Uri server, TimeSpan time, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = server };
        var nobody = new ConsularClient(http);
        var token = (await nobody.IssueToken(new TokenRequest("fr", "officer"), ct)).Value.Token;
        var need = new RoutingRequest([new NationalityRequest("ee")], "vu", "emergency_travel_document", Urgency: "urgent");
        var person = new PersonContract([new PersonNameContract("Mari Tamm")]);
        var @case = (await nobody.As(token).OpenCase(new OpenCaseRequest(need, [person], "fr"), null, ct)).Value.Reference;
        var question = JsonSerializer.SerializeToUtf8Bytes(need, ConsularClient.Json);
        using var stranger = await LoadConnection.Open(server, null, ct);
        using var byToken = await LoadConnection.Open(server, token, ct);
        using var bySession = await LoadConnection.OpenWithCookies(server, await SignIn(server, 0, ct), ct);
        (string What, Func<ValueTask<int>> Page, Func<ValueTask<int>> Data)[] asked =
        [
            ("who may help", Get(stranger, $"/en/who-may-help?{Need}"), async () => (await stranger.Post("/v1/routing/decisions", "", question, ct)).Status),
            ("the posts of a state", Get(stranger, "/en/posts?sending=fr"), Get(stranger, "/v1/posts?sending=fr&limit=200")),
            ("an officer's queue", Get(bySession, "/en/desk"), Get(byToken, "/v1/queue", "/v1/access")),
            ("a case and its history", Get(bySession, $"/en/desk/cases/{@case}"), Get(byToken, $"/v1/cases/{@case}", $"/v1/cases/{@case}/history")),
        ];
        var pairs = new List<PagePair>();
        foreach (var (what, page, data) in asked)
        {
            await Alternate(page, data, WarmUp / asked.Length);
            var (ofPage, ofData) = await Alternate(page, data, time / asked.Length);
            pairs.Add(new PagePair(what, Medians.MedianOf(ofPage), Medians.MedianOf(ofData)));
        }

        return pairs;

        Func<ValueTask<int>> Get(LoadConnection by, params string[] paths) => async () =>
        {
            var status = 0;
            foreach (var path in paths)
            {
                status = Math.Max(status, (await by.Get(path, ct)).Status);
            }

            return status;
        };
    }

    private static async Task<(List<double> First, List<double> Second)> Alternate(Func<ValueTask<int>> first, Func<ValueTask<int>> second, TimeSpan time)
    {
        var (watch, ofFirst, ofSecond) = (Stopwatch.StartNew(), new List<double>(), new List<double>());
        while (watch.Elapsed < time)
        {
            ofFirst.Add(await Milliseconds(first));
            ofSecond.Add(await Milliseconds(second));
        }

        return (ofFirst, ofSecond);
    }

    private static async Task<double> Milliseconds(Func<ValueTask<int>> ask)
    {
        var began = Stopwatch.GetTimestamp();
        var status = await ask();

        return status is 200 ? Stopwatch.GetElapsedTime(began).TotalMilliseconds : throw new IOException($"The server answered {status}.");
    }

    private static async Task<Looks> LetStrangersLook(Uri server, LoadChoice choice, CancellationToken ct)
    {
        var looks = new ConcurrentBag<(int Status, double Milliseconds)>();
        await Task.WhenAll(Enumerable.Range(0, choice.Connections).Select(i => Task.Run(
            async () =>
            {
                using var http = await LoadConnection.Open(server, null, ct);
                var watch = Stopwatch.StartNew();
                for (var n = i; watch.Elapsed < WarmUp + choice.Time; n++)
                {
                    var began = watch.Elapsed;
                    var (status, _) = await http.Get(PublicPages[n % PublicPages.Length], ct);
                    if (began > WarmUp)
                    {
                        looks.Add((status, (watch.Elapsed - began).TotalMilliseconds));
                    }
                }
            }, ct)));

        return Looks.Of(looks, choice.Time);
    }

    private static async Task<(Looks Looks, double BytesOfSession)> LetOfficersLook(ServerProcess server, int officers, TimeSpan time, CancellationToken ct)
    {
        var before = server.MemoryBytes;
        var connections = new List<LoadConnection>();
        try
        {
            for (var i = 0; i < officers; i++)
            {
                connections.Add(await LoadConnection.OpenWithCookies(server.Address, await SignIn(server.Address, i, ct), ct));
            }

            var looks = new ConcurrentBag<(int Status, double Milliseconds)>();
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(connections.Select((http, i) => Task.Run(
                async () =>
                {
                    await Task.Delay(LookEvery * i / officers, ct);
                    while (watch.Elapsed < time + LookEvery)
                    {
                        var began = watch.Elapsed;
                        var (status, _) = await http.Get("/en/desk", ct);
                        looks.Add((status, (watch.Elapsed - began).TotalMilliseconds));
                        await Task.Delay(LookEvery, ct);
                    }
                }, ct)));

            return (Looks.Of(looks, watch.Elapsed), (double)(server.MemoryBytes - before) / officers);
        }
        finally
        {
            connections.ForEach(c => c.Dispose());
        }
    }

    /// <summary>An officer comes in by the local issuer's page, as a browser would; her cookie.</summary>
    private static async Task<string> SignIn(Uri server, int number, CancellationToken ct)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = server };
        var page = await http.GetStringAsync(new Uri("/en/desk/sign-in", UriKind.Relative), ct);
        var proof = Proof().Match(page) is { Success: true } found ? found.Groups[1].Value : throw new IOException("The page to sign in has no form.");
        using var form = new FormUrlEncodedContent(
            [new("__RequestVerificationToken", proof), new("tenant", "fr"), new("role", "officer"), new("user", $"bench-{number}")]);
        using var answer = await http.PostAsync(new Uri("/en/desk/sign-in", UriKind.Relative), form, ct);

        return string.Join("; ", handler.CookieContainer.GetCookies(server)) is { Length: > 0 } cookies && (int)answer.StatusCode is 302
            ? cookies
            : throw new IOException($"The page to sign in answered {(int)answer.StatusCode}.");
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Proof();
}
