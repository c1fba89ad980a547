using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SharedConsular.Runtime.Postgres;
using SharedConsular.Runtime.Tests.EventStore;

namespace SharedConsular.Runtime.Tests.Nodes;

/// <summary>Three nodes of one store, each a process. The one that works for all is killed in the middle of it.</summary>
public sealed class NodeKillTests : IAsyncLifetime
{
    private const int LedgersMax = 60;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("node-tests-");
    private readonly ConcurrentBag<(string Node, long Message)> _delivered = [];
    private readonly Dictionary<string, Process> _nodes = [];
    private string _place = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string RootKey => Path.Combine(_folder.FullName, "root-key");

    public async ValueTask InitializeAsync() => _place = await (await PostgresServer.Get()).NewDatabase();

    public ValueTask DisposeAsync()
    {
        foreach (var node in _nodes.Values)
        {
            node.Kill();
            node.WaitForExit();
            node.Dispose();
        }

        _folder.Delete(recursive: true);

        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task When_the_node_that_works_for_all_is_killed_every_clock_is_answered_once_and_no_message_is_lost()
    {
        await using var store = await PostgresStore.Open(_place, migrate: true, Stop);
        var options = new RuntimeOptions { DatabasePath = "" };
        await using var committer = new GroupCommitter(store, options, NullLogger<GroupCommitter>.Instance);
        using var root = RootKeyring.Open(new RootKeyFile(RootKey));
        using var keys = new KeyRing(store, root);
        var runtime = new EntityRuntime(store, keys, new EntityTypes().Register(Ledger.Type), committer, options, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => StartNode()));
        var (clocks, relay) = (await HolderOf(Leases.Clocks), await HolderOf(Leases.Relay));
        var begin = TimeProvider.System.GetUtcNow();
        await Task.WhenAll(Enumerable.Range(0, LedgersMax).Select(i =>
            RuntimeHarness.ExecuteOn(runtime, $"l{i}", new SetReminder(begin.AddMilliseconds(200 * i)))));

        // Some are answered by now, most are not.
        await Until(() => Task.FromResult(_delivered.Count > LedgersMax / 10));
        foreach (var holder in new[] { clocks, relay }.Distinct())
        {
            _nodes[holder].Kill();
        }

        await Until(async () => (await Reminders(runtime)).Sum() >= LedgersMax && _delivered.Select(d => d.Message).Distinct().Count() >= LedgersMax);
        Assert.All(await Reminders(runtime), count => Assert.Equal(1, count));
        Assert.NotEqual(clocks, await HolderOf(Leases.Clocks));
        Assert.Equal(LedgersMax, _delivered.Select(d => d.Message).Distinct().Count());

        // Given out a second time is only what the killed one had in hand.
        Assert.All(
            _delivered.GroupBy(d => d.Message).Where(g => g.Count() > 1),
            g => Assert.Contains(g, d => d.Node == relay));
    }

    private static async Task<int[]> Reminders(EntityRuntime runtime) =>
        await Task.WhenAll(Enumerable.Range(0, LedgersMax).Select(async i => (await runtime.Find(Ledger.Type, Ledger.Key($"l{i}"), Stop))!.State.Reminders));

    private static async Task Until(Func<Task<bool>> isSo)
    {
        const int triesMax = 600;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var so = false;
        for (var i = 0; i < triesMax && !so && await timer.WaitForNextTickAsync(Stop); i++)
        {
            so = await isSo();
        }

        Assert.True(so, "It never came to that.");
    }

    private async Task<string> HolderOf(string lease)
    {
        string? holder = null;
        await Until(async () =>
        {
            await using var connection = new NpgsqlConnection(_place);
            await connection.OpenAsync(Stop);
            await using var command = new NpgsqlCommand("SELECT holder FROM leases WHERE name = $1 AND until > clock_timestamp()", connection)
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = lease } },
            };
            holder = (string?)await command.ExecuteScalarAsync(Stop);

            return holder is not null;
        });

        return holder!;
    }

    private async Task StartNode()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(NodeKillTests).Assembly.Location);
        }

        foreach (var argument in (string[])[NodeProcess.Argument, _place, RootKey])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var name = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Split(' ') is ["node", var node])
            {
                name.TrySetResult(node);
            }
            else if (line.Data?.Split(' ') is ["delivered", var message])
            {
                _delivered.Add((name.Task.Result, long.Parse(message, System.Globalization.CultureInfo.InvariantCulture)));
            }
        };
        process.BeginOutputReadLine();
        var found = await name.Task.WaitAsync(TimeSpan.FromSeconds(120), Stop);
        lock (_nodes)
        {
            _nodes[found] = process;
        }
    }
}
