using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SharedConsular.Cli.Randomness;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Bench;

/// <summary>People without an account who register households of 1 to 6 in a crisis, at many connections.</summary>
internal sealed class IntakeLoad : IHttpLoad
{
    private const int BodiesDrawn = 512;
    private const int AdultAges = 50;
    private static readonly string[] States = ["gb", "fr", "de", "in", "ke", "eg", "se", "us"];
    private static readonly string[] Given = ["Amina", "Bruno", "Chen", "Daniel", "Eman", "Farid", "Grace", "Huda"];
    private static readonly string[] Family = ["Abdalla", "Brown", "Costa", "Dubois", "Eriksson", "Farah", "Gupta", "Hassan", "Idris", "Jones"];

    private readonly LoadConnection[] _connections;
    private readonly string _run = Stopwatch.GetTimestamp().ToString("x", CultureInfo.InvariantCulture);
    private readonly string _crisis;
    private readonly byte[][] _bodies;

    private long _sent;

    private IntakeLoad(LoadConnection[] connections, byte[][] bodies, string crisis) => (_connections, _bodies, _crisis) = (connections, bodies, crisis);

    public long Sent => Interlocked.Read(ref _sent);

    public int Connections => _connections.Length;

    public int BytesPerBody => (int)_bodies.Average(b => b.Length);

    public static async Task<IntakeLoad> Open(IReadOnlyList<Uri> servers, int connections, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = servers[0] };
        var nobody = new ConsularClient(http);
        var cell = nobody.As((await nobody.IssueToken(new TokenRequest("gb", "crisis_cell"), ct)).Value.Token);
        var crisis = string.Create(CultureInfo.InvariantCulture, $"bench-{Stopwatch.GetTimestamp():x}"); // Two loads may share a server.
        await cell.DeclareCrisis(new DeclareCrisisRequest(crisis, "Bench", new CrisisAreaContract(["sd"])), null, ct);
        var opened = new LoadConnection[connections];
        for (var i = 0; i < connections; i++)
        {
            opened[i] = await LoadConnection.Open(servers[i % servers.Count], null, ct);
        }

        return new IntakeLoad(opened, [.. Enumerable.Range(0, BodiesDrawn).Select(i => Body(SeededRandom.For(1, (ulong)i)))], crisis);
    }

    /// <summary>Every connection registers as fast as it is answered.</summary>
    public async Task<LoadResult> Run(TimeSpan warmUp, TimeSpan time, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var measured = await Task.WhenAll(_connections.Select((_, i) => Task.Run(() => Work(i, watch, warmUp, warmUp + time, ct), ct)));
        var milliseconds = measured.SelectMany(m => m).Order().ToArray();

        return new LoadResult(
            milliseconds.Length, milliseconds.Length / time.TotalSeconds, Medians.Percentile(milliseconds, 0.5), Medians.Percentile(milliseconds, 0.99));
    }

    /// <summary>One registration over a connection of one's own.</summary>
    public ValueTask<(int Status, ReadOnlyMemory<byte> Body)> Register(int connection, long number, CancellationToken ct) =>
        _connections[connection].Post(
            $"/v1/crises/{_crisis}/households", string.Create(CultureInfo.InvariantCulture, $"{_run}-{number:x}"), _bodies[number % BodiesDrawn], ct);

    /// <summary>Asks where a household stands, by its receipt.</summary>
    public ValueTask<(int Status, ReadOnlyMemory<byte> Body)> Follow(int connection, string reference, string secret, CancellationToken ct) =>
        _connections[connection].Post(
            "/v1/households/status", reference, JsonSerializer.SerializeToUtf8Bytes(new HouseholdStatusRequest(reference, secret), ConsularClient.Json), ct);

    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }

    private async Task<List<double>> Work(int connection, Stopwatch watch, TimeSpan from, TimeSpan until, CancellationToken ct)
    {
        var (milliseconds, number) = (new List<double>(), ((long)connection << 40) + watch.ElapsedTicks);
        while (watch.Elapsed < until)
        {
            var before = watch.Elapsed;
            var (status, answer) = await Register(connection, number++, ct);
            Interlocked.Increment(ref _sent);
            if (status is not 201)
            {
                throw new IOException($"The server answered {status}: {System.Text.Encoding.UTF8.GetString(answer.Span)}");
            }

            if (before >= from && watch.Elapsed <= until)
            {
                milliseconds.Add((watch.Elapsed - before).TotalMilliseconds);
            }
        }

        return milliseconds;
    }

    private static byte[] Body(SeededRandom random)
    {
        var (state, family, size) = (random.Pick(States), random.Pick(Family), 1 + random.Below(6));

        return JsonSerializer.SerializeToUtf8Bytes(
            new RegisterHouseholdRequest(
                [
                    .. Enumerable.Range(0, size).Select(i => new HouseholdMemberContract(
                        [new PersonNameContract($"{random.Pick(Given)} {family}")],
                        new DateOnly(1950 + random.Below(AdultAges), 1 + random.Below(12), 1 + random.Below(28)),
                        [new NationalityRequest(state)], Document: string.Create(CultureInfo.InvariantCulture, $"P{random.Below(100_000_000):00000000}"))),
                ],
                "Near the hospital", ["Wadi Seidna", "Port Sudan"], null,
                string.Create(CultureInfo.InvariantCulture, $"+2499{random.Below(100_000_000):00000000}")),
            ConsularClient.Json);
    }
}
