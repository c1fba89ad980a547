using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using SharedConsular.Api.Tests;
using SharedConsular.Cluster.Tests.Chaos.Faults;
using SharedConsular.Runtime.Tests.EventStore;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>
/// An installation as an operator has it: a gateway, three nodes and one PostgreSQL, each a process of its own, with a wire of ours
/// between each node and the database, a disk of its own for the database where this machine lets us have one, and a partner's system.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    public const int NodesMax = 3;

    /// <summary>Two of them at once would be short of the machine, and not of what is tested.</summary>
    public const string OneAtATime = "Installations, one at a time";

    private const string DiskSize = "512m";
    private const int ConnectionsPerNode = 10;

    /// <summary>As the chart has it.</summary>
    private const string DrainSeconds = "6";

    /// <summary>Of one that has lost a node and must start it again on a busy machine.</summary>
    private static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(240);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chaos-tests-");
    private readonly List<Relay> _wires = [];
    private readonly List<ServerProcess> _nodes = [];
    private PostgresServer? _database;
    private ServerProcess? _gateway;
    private string _place = "";

    public PostgresServer Database => _database!;

    public IReadOnlyList<ServerProcess> Nodes => _nodes;

    /// <summary>Between the node of the same index and the database.</summary>
    public IReadOnlyList<Relay> Wires => _wires;

    public Uri Gateway => _gateway!.Address;

    public Receiver Receiver { get; private set; } = null!;

    /// <summary>The time of day of the last node; null where libfaketime is not installed.</summary>
    public MovedClock? LastNodesClock { get; private set; }

    /// <summary>Where the database's files lie alone on a disk that can be filled; null where nobody lets us mount one.</summary>
    public string? Disk { get; private set; }

    /// <summary>The store as its superuser sees it.</summary>
    public string AsSuperuser => Database.ConnectionTo(new NpgsqlConnectionStringBuilder(_place).Database!, "postgres") + ";Pooling=false";

    public string AsOwner => _place + ";Pooling=false";

    public string RootKey => Path.Combine(_folder.FullName, "data", "shared-consular.db.root-key");

    /// <param name="release">The folder of the build that the nodes are started from; null for this one.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<Installation> Start(string? release, CancellationToken ct)
    {
        var installation = new Installation();
        try
        {
            await installation.StartAll(release, ct);

            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    public Task Run(string sql, CancellationToken ct) => Count(sql, ct);

    /// <summary>The number that a question is answered with.</summary>
    public async Task<long> Count(string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(AsSuperuser);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);

        return await command.ExecuteScalarAsync(ct) is long count ? count : 0;
    }

    /// <summary>Waits until the gateway finds every node well, and somebody's command that was given after this began is answered.</summary>
    public Task<TimeSpan> UntilWell(History history, CancellationToken ct)
    {
        var began = TimeProvider.System.GetUtcNow();

        return Pause.Until(
            async () => await WellNodes(ct) == NodesMax && history.LastAcknowledgedWasAskedAt >= began,
            RecoveryMax, () => $"It did not recover.\n{string.Join("\n---\n", _nodes.Select(n => n.Output))}", ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _nodes.Append(_gateway).OfType<ServerProcess>())
        {
            await process.DisposeAsync();
        }

        foreach (var wire in _wires)
        {
            await wire.DisposeAsync();
        }

        await (Receiver?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (_database is not null)
        {
            _database.GoOn();
            await _database.DisposeAsync();
        }

        LastNodesClock?.Dispose();
        if (Disk is not null)
        {
            Shell("umount", "-l", Disk);
        }

        _folder.Delete(recursive: true);
    }

    private static bool Shell(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();

        return process.ExitCode == 0;
    }

    private async Task StartAll(string? release, CancellationToken ct)
    {
        MountDisk();
        Shell("chmod", "755", _folder.FullName); // PostgreSQL runs as somebody else.
        var files = Directory.CreateDirectory(Path.Combine(Disk ?? _folder.FullName, "postgres"));
        _database = await PostgresServer.StartOwn(
            files, "track_commit_timestamp=on", $"max_connections={NodesMax * ConnectionsPerNode * 2}", "min_wal_size=32MB", "max_wal_size=64MB");
        _place = await _database.NewDatabase();
        Receiver = await Receiver.Start(ct);
        LastNodesClock = FindClock();
        for (var i = 0; i < NodesMax; i++)
        {
            _wires.Add(new Relay(_database.Port));
            _nodes.Add(new ServerProcess("SharedConsular.Api", "/health/ready", [.. SettingsOf(i)]) { Release = release });
        }

        _gateway = new ServerProcess(
            "SharedConsular.Gateway", "/gateway/ready", ("Nodes", string.Join(',', _nodes.Select(n => n.Address.GetLeftPart(UriPartial.Authority)))),
            ("Limits__AddressRequestsPerMinute", "10000000"), ("Limits__HostRequestsPerMinute", "10000000"), ("Limits__IntakePerSecond", "100000"));

        // The first makes the tables and the keys that the others find.
        await _nodes[0].Start(ct);
        if (Disk is null)
        {
            await Run(DiskFull.Prepare, ct);
        }

        await Task.WhenAll(_nodes.Skip(1).Append(_gateway).Select(n => n.Start(ct)));
        await Pause.Until(async () => await WellNodes(ct) == NodesMax, RecoveryMax, () => "The gateway does not find its nodes.", ct);
    }

    private void MountDisk()
    {
        var at = Path.Combine(_folder.FullName, "disk");
        Directory.CreateDirectory(at);
        Disk = Environment.UserName == "root" && Shell("mount", "-t", "tmpfs", "-o", $"size={DiskSize}", "none", at) ? at : null;
    }

    private static MovedClock? FindClock() => Environment.GetEnvironmentVariable("CI") == "true" || MovedClock.IsInstalled ? MovedClock.Get() : null;

    private IEnumerable<(string, string)> SettingsOf(int node)
    {
        var store = new NpgsqlConnectionStringBuilder(_place) { Port = _wires[node].Port, CommandTimeout = 30, MaxPoolSize = ConnectionsPerNode };
        yield return ("ConnectionStrings__Store", store.ToString());
        yield return ("DataFolder", Path.Combine(_folder.FullName, "data"));
        yield return ("Node__DrainSeconds", DrainSeconds);
        yield return ("Webhooks__Private", "on");
        yield return ("Limits__AnonymousRequestsPerMinute", "10000000");
        yield return ("Limits__IntakeRequestsPerMinute", "10000000");
        if (node == NodesMax - 1 && LastNodesClock is { } clock)
        {
            // It asks for the time too often to look at a file each time, as tests of few requests do.
            foreach (var setting in clock.Settings.Where(s => s.Name != "FAKETIME_NO_CACHE").Append(("FAKETIME_CACHE_DURATION", "1")))
            {
                yield return setting;
            }
        }
    }

    private async Task<int> WellNodes(CancellationToken ct)
    {
        try
        {
            return JsonDocument.Parse(await _gateway!.Ask("/gateway/ready", ct)).RootElement.GetProperty("well").GetInt32();
        }
        catch (Exception ex) when (ex is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return 0;
        }
    }
}
