using System.Diagnostics;
using System.Text;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Bench;

/// <summary>
/// Officers at many connections, each opening cases of its own state's nationals and working them to the end: ten
/// durable commands a case, each sent when the one before was answered.
/// </summary>
internal sealed class CaseLoad : IHttpLoad
{
    private const string Service = "passport_renewal";
    private const int StepsPerCase = 3;

    /// <summary>States with an own post in the place; the reference data say so, and the first answer is checked.</summary>
    private static readonly (string State, string In)[] Desks =
        [("au", "fj"), ("fr", "th"), ("de", "br"), ("jp", "th"), ("gb", "ke"), ("ca", "mx"), ("it", "ar"), ("es", "mx")];

    private readonly Connection[] _connections;

    private CaseLoad(Connection[] connections) => _connections = connections;

    /// <summary>Everything ever sent, also while warming up: what the bytes in the database came from.</summary>
    public long Sent => _connections.Sum(c => c.Sent);

    public static async Task<CaseLoad> Open(IReadOnlyList<Uri> servers, int connections, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = servers[0] };
        var nobody = new ConsularClient(http);
        var desks = new List<(string Token, byte[] Opening, string[] Steps)>();
        foreach (var (state, place) in Desks)
        {
            var token = (await nobody.IssueToken(new TokenRequest(state, "officer"), ct)).Value.Token;
            var need = new RoutingRequest([new NationalityRequest(state)], place, Service);
            var options = (await nobody.As(token).Route(need, ct)).Value.Options;
            if (options is [{ Kind: "own_post" } first, ..] && first.Party == state)
            {
                var person = new PersonContract([new PersonNameContract("Mere Tuilagi", "Latn")], new DateOnly(1987, 3, 14));
                var request = new OpenCaseRequest(need, [person], state);
                var probe = (await nobody.As(token).OpenCase(request, null, ct)).Value;
                desks.Add((token, Body(request), [.. probe.Checklist.Select(s => s.Step).Take(StepsPerCase)]));
            }
        }

        if (desks.Count == 0)
        {
            throw new IOException("None of the states the bench knows has a post where it looks for one.");
        }

        var opened = new Connection[connections];
        for (var i = 0; i < connections; i++)
        {
            var (token, opening, steps) = desks[i % desks.Count];
            opened[i] = new Connection(await LoadConnection.Open(servers[i % servers.Count], token, ct), opening, DeedsOf(steps));
        }

        return new CaseLoad(opened);
    }

    public Task<LoadResult> Run(TimeSpan warmUp, TimeSpan time, CancellationToken ct) =>
        Run((connection, watch) => connection.Work(watch, warmUp, warmUp + time, ct), time, ct);

    /// <summary>The same requests by the same clients for blank answers of the same size: all that HTTP costs, and no command.</summary>
    public Task<LoadResult> RunBlank(TimeSpan warmUp, TimeSpan time, CancellationToken ct)
    {
        var path = FormattableString.Invariant($"/v1/dev/blank-answers?bytes={_connections.Sum(c => c.AnswerBytes) / Math.Max(1, Sent)}");

        return Run((connection, watch) => connection.WorkBlank(path, watch, warmUp, warmUp + time, ct), time, ct);
    }

    private async Task<LoadResult> Run(Func<Connection, Stopwatch, Task> work, TimeSpan time, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(_connections.Select(c => Task.Run(() => work(c, watch), ct)));
        var milliseconds = _connections.SelectMany(c => c.Milliseconds).Order().ToArray();

        return new LoadResult(
            milliseconds.Length, milliseconds.Length / time.TotalSeconds, Medians.Percentile(milliseconds, 0.5), Medians.Percentile(milliseconds, 0.99));
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }

    private static (string Action, byte[] Body)[] DeedsOf(string[] steps) =>
    [
        .. steps.Select(step => ("steps", Body(new RecordStepRequest(step)))),
        ("paper-requests", Body(new AskForPapersRequest(["photo"]))),
        ("papers", Body(new ProvidePapersRequest(["photo"]))),
        ("decision", Body(new DecideCaseRequest(true, "The conditions are met."))),
        ("issue", Body(new IssueDocumentRequest("X1234567"))),
        ("delivery", Body(new DeliverDocumentRequest("at the desk"))),
        ("closing", Body(new CloseCaseRequest("served"))),
    ];

    private static byte[] Body<T>(T request) => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(request, ConsularClient.Json);

    private sealed class Connection(LoadConnection http, byte[] opening, (string Action, byte[] Body)[] deeds) : IDisposable
    {
        private readonly string _name = Guid.NewGuid().ToString("N")[..12];

        public List<double> Milliseconds { get; } = [];

        public long Sent { get; private set; }

        /// <summary>Of all answers to commands, together.</summary>
        public long AnswerBytes { get; private set; }

        public void Dispose() => http.Dispose();

        public async Task Work(Stopwatch watch, TimeSpan measureFrom, TimeSpan until, CancellationToken ct)
        {
            Milliseconds.Clear();
            while (watch.Elapsed < until)
            {
                var reference = ReferenceIn(await Send("/v1/cases", opening, watch, measureFrom, until, ct));
                foreach (var (action, body) in deeds)
                {
                    if (watch.Elapsed >= until)
                    {
                        return;
                    }

                    await Send($"/v1/cases/{reference}/{action}", body, watch, measureFrom, until, ct);
                }
            }
        }

        public async Task WorkBlank(string path, Stopwatch watch, TimeSpan measureFrom, TimeSpan until, CancellationToken ct)
        {
            Milliseconds.Clear();
            for (long i = 0; watch.Elapsed < until; i++)
            {
                await Measure(path, $"{_name}-blank-{i:x}", deeds[i % deeds.Length].Body, watch, measureFrom, until, ct);
            }
        }

        private async ValueTask<ReadOnlyMemory<byte>> Send(
            string path, byte[] body, Stopwatch watch, TimeSpan measureFrom, TimeSpan until, CancellationToken ct)
        {
            var answer = await Measure(path, $"{_name}-{Sent++:x}", body, watch, measureFrom, until, ct);
            AnswerBytes += answer.Length;

            return answer;
        }

        private async ValueTask<ReadOnlyMemory<byte>> Measure(
            string path, string key, byte[] body, Stopwatch watch, TimeSpan measureFrom, TimeSpan until, CancellationToken ct)
        {
            var before = watch.Elapsed;
            var (status, answer) = await http.Post(path, key, body, ct);
            if (status is < 200 or > 299)
            {
                throw new IOException($"The server answered {status} to {path}: {Encoding.UTF8.GetString(answer.Span)}");
            }

            var after = watch.Elapsed;
            if (before >= measureFrom && after <= until)
            {
                Milliseconds.Add((after - before).TotalMilliseconds);
            }

            return answer;
        }

        private static string ReferenceIn(ReadOnlyMemory<byte> answer)
        {
            var name = "\"reference\":\""u8;
            var start = answer.Span.IndexOf(name) + name.Length;

            return Encoding.ASCII.GetString(answer.Span[start..][..answer.Span[start..].IndexOf((byte)'"')]);
        }
    }
}

internal sealed record LoadResult(int Commands, double PerSecond, double P50Milliseconds, double P99Milliseconds);
