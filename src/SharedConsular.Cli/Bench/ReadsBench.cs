using System.Diagnostics;
using SharedConsular.Cli.Servers;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Bench;

/// <summary>Two servers of our own, one of which records nothing, asked for the same case in turns.</summary>
internal static class ReadsBench
{
    private static readonly TimeSpan WarmUpFirst = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WarmUpLater = TimeSpan.FromSeconds(1);
    private static readonly Dictionary<string, string> Recorded = [];
    private static readonly Dictionary<string, string> Unrecorded = new() { ["Evidence__Reads"] = "off" };

    public static async Task<ReadsReport> Run(int connections, int rounds, TimeSpan time, string? disk, Screen screen, CancellationToken ct)
    {
        using var data = TemporaryFolder.Create(disk);
        using var dataBare = TemporaryFolder.Create(disk);
        await using var server = await ServerProcess.Start(data.Path, Recorded, ct);
        await using var bare = await ServerProcess.Start(dataBare.Path, Unrecorded, ct);
        using var load = await ReadLoad.Open(server.Address, connections, ct);
        using var loadBare = await ReadLoad.Open(bare.Address, connections, ct);
        await load.Run(TimeSpan.Zero, WarmUpFirst, ct);
        await loadBare.Run(TimeSpan.Zero, WarmUpFirst, ct);

        List<LoadResult> with = [];
        List<LoadResult> without = [];
        await screen.Progress($"{rounds} rounds of two", rounds * 2, async advance =>
        {
            for (var round = 0; round < rounds; round++)
            {
                with.Add(await load.Run(WarmUpLater, time / rounds, ct));
                advance(1);
                without.Add(await loadBare.Run(WarmUpLater, time / rounds, ct));
                advance(1);
            }

            return rounds;
        });

        return new ReadsReport(connections, rounds, time.TotalSeconds, CasesBench.MedianOf(with), CasesBench.MedianOf(without));
    }

    public static void Draw(IAnsiConsole console, ReadsReport report)
    {
        console.Line(FormattableString.Invariant($"{report.Connections} connections, {report.Rounds} rounds, {report.Seconds:0} s each, medians."));
        var speed = Tables.Of("GET of a case", "a second", "p50 ms", "p99 ms");
        speed.Row("every read recorded", $"{report.With.PerSecond:0}", Ms(report.With.P50Milliseconds), Ms(report.With.P99Milliseconds));
        speed.Row("nothing recorded", $"{report.Without.PerSecond:0}", Ms(report.Without.P50Milliseconds), Ms(report.Without.P99Milliseconds));
        console.Write(speed);
        console.Line(FormattableString.Invariant($"Recorded to unrecorded: {report.Ratio:0.00}."));
    }

    private static string Ms(double milliseconds) => FormattableString.Invariant($"{milliseconds:0.0}");
}

/// <param name="With">Every read recorded, durably, before its answer.</param>
/// <param name="Without">The same reads without a record.</param>
internal sealed record ReadsReport(int Connections, int Rounds, double Seconds, LoadResult With, LoadResult Without)
{
    public double Ratio => With.PerSecond / Without.PerSecond;
}

/// <summary>Officers at many connections, each looking at one case of its own again and again.</summary>
internal sealed class ReadLoad : IHttpLoad
{
    private readonly (LoadConnection Http, string Path)[] _connections;

    private long _sent;

    private ReadLoad((LoadConnection Http, string Path)[] connections) => _connections = connections;

    public long Sent => Interlocked.Read(ref _sent);

    public static async Task<ReadLoad> Open(Uri server, int connections, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = server };
        var nobody = new ConsularClient(http);
        var token = (await nobody.IssueToken(new TokenRequest("fr", "officer"), ct)).Value.Token;
        var need = new RoutingRequest([new NationalityRequest("fr")], "th", "passport_renewal");
        var request = new OpenCaseRequest(need, [new PersonContract([new PersonNameContract("Mere Tuilagi", "Latn")])], "fr");
        var opened = new (LoadConnection, string)[connections];
        for (var i = 0; i < connections; i++)
        {
            var @case = (await nobody.As(token).OpenCase(request, null, ct)).Value;
            opened[i] = (await LoadConnection.Open(server, token, ct), $"/v1/cases/{@case.Reference}");
        }

        return new ReadLoad(opened);
    }

    public async Task<LoadResult> Run(TimeSpan warmUp, TimeSpan time, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(_connections.Select(c => Task.Run(() => Work(c.Http, c.Path, watch, warmUp, warmUp + time, ct), ct)));
        var milliseconds = all.SelectMany(m => m).Order().ToArray();

        return new LoadResult(
            milliseconds.Length, milliseconds.Length / time.TotalSeconds, Medians.Percentile(milliseconds, 0.5), Medians.Percentile(milliseconds, 0.99));
    }

    public void Dispose()
    {
        foreach (var (http, _) in _connections)
        {
            http.Dispose();
        }
    }

    private async Task<List<double>> Work(LoadConnection http, string path, Stopwatch watch, TimeSpan measureFrom, TimeSpan until, CancellationToken ct)
    {
        List<double> milliseconds = [];
        while (watch.Elapsed < until)
        {
            var before = watch.Elapsed;
            var (status, _) = await http.Get(path, ct);
            Interlocked.Increment(ref _sent);
            if (status is not 200)
            {
                throw new IOException($"The server answered {status} to {path}.");
            }

            var after = watch.Elapsed;
            if (before >= measureFrom && after <= until)
            {
                milliseconds.Add((after - before).TotalMilliseconds);
            }
        }

        return milliseconds;
    }
}
