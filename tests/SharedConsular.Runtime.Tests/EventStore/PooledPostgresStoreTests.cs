using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using SharedConsular.Runtime.Postgres;

namespace SharedConsular.Runtime.Tests.EventStore;

/// <summary>The store through a pooler that hands out another connection for each transaction, and has fewer than are asked for.</summary>
public sealed class PooledPostgresStoreTests : EventStoreContract, IAsyncLifetime
{
    private Pooler _pooler = null!;
    private PostgresStore _store = null!;

    protected override IEventStore Store => _store;

    public async ValueTask InitializeAsync()
    {
        var place = await (await PostgresServer.Get()).NewDatabase();
        _pooler = await Pooler.Start(place);
        _store = await PostgresStore.Open(_pooler.Place, migrate: true, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task One_connection_of_ours_is_another_of_the_server_from_transaction_to_transaction()
    {
        await using var connection = new NpgsqlConnection(_pooler.Place + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var servers = new HashSet<int>();
        for (var i = 0; i < 2 * Pooler.ConnectionsMax; i++)
        {
            servers.Add(await Pooler.ServerOf(connection));
        }

        Assert.Equal(Pooler.ConnectionsMax, servers.Count);
    }

    [Fact]
    public void Nothing_is_prepared_by_name_where_the_next_transaction_has_another_connection() => Assert.False(_store.KeepsPlans);

    public async ValueTask DisposeAsync()
    {
        await (_store?.DisposeAsync() ?? ValueTask.CompletedTask);
        _pooler?.Dispose();
    }
}

/// <summary>A pgbouncer of one test's own, in transaction mode.</summary>
internal sealed class Pooler : IDisposable
{
    private const string Program = "/usr/sbin/pgbouncer";
    private const string WhyNot = "pgbouncer is not installed here (tests/run.sh installs it where it may)";
    private const int StartTriesMax = 300;

    /// <summary>Fewer than a node asks for.</summary>
    public const int ConnectionsMax = 3;

    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private Pooler(DirectoryInfo folder, Process process, string place) => (_folder, _process, Place) = (folder, process, place);

    public string Place { get; }

    public static async Task<Pooler> Start(string place)
    {
        Assert.SkipWhen(!File.Exists(Program) && Environment.GetEnvironmentVariable("CI") != "true", WhyNot);
        Assert.True(File.Exists(Program), WhyNot);
        var server = new NpgsqlConnectionStringBuilder(place);
        var (folder, port) = (Directory.CreateTempSubdirectory("pooler-tests-"), FreePort());
        var settings = Path.Combine(folder.FullName, "pooler.ini");
        await File.WriteAllTextAsync(settings, $"""
            [databases]
            {server.Database} = host=127.0.0.1 port={server.Port} dbname={server.Database} user={server.Username}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = {ConnectionsMax}
            server_round_robin = 1
            ignore_startup_parameters = extra_float_digits
            """);
        await PostgresServer.Run("chmod", "755", folder.FullName); // It runs as somebody else, who has to read this.
        var process = Process.Start(PostgresServer.AsItself([Program, settings]))!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var pooler = new Pooler(folder, process, new NpgsqlConnectionStringBuilder(place) { Port = port }.ToString());
        await pooler.UntilItAnswers();
        await pooler.OpenAll();

        return pooler;
    }

    /// <summary>Which process of the server works for a connection just now.</summary>
    public static async Task<int> ServerOf(NpgsqlConnection connection)
    {
        await using var asked = new NpgsqlCommand("SELECT pg_backend_pid()", connection);

        return (int)(await asked.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task UntilItAnswers()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var answers = false;
        for (var i = 0; i < StartTriesMax && !answers && await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken); i++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Place + ";Pooling=false");
                await connection.OpenAsync(TestContext.Current.CancellationToken);
                answers = true;
            }
            catch (NpgsqlException) when (!_process.HasExited)
            {
                // It is still starting.
            }
        }

        Assert.True(answers, "The pooler did not start.");
    }

    /// <summary>From now on they take turns; before, one would do for whoever comes alone.</summary>
    private async Task OpenAll()
    {
        var under = new List<NpgsqlTransaction>();
        for (var i = 0; i < ConnectionsMax; i++)
        {
            var connection = new NpgsqlConnection(Place + ";Pooling=false");
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            under.Add(await connection.BeginTransactionAsync(TestContext.Current.CancellationToken));
            await ServerOf(connection);
        }

        foreach (var transaction in under)
        {
            await using var connection = transaction.Connection;
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();

        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
