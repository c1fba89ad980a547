using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using SharedConsular.Runtime.Tests.EventStore;

[assembly: AssemblyFixture(typeof(PostgresServer.Lifetime))]

namespace SharedConsular.Runtime.Tests.EventStore;

/// <summary>
/// A PostgreSQL of this test program's own: on a free port of the loopback, in a folder that goes away, started by the first
/// test that asks and stopped after the last. Each test gets a database of its own.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string WhyNot = "PostgreSQL 15 or newer is not installed here (tests/run.sh installs it where it may)";

    private const int StartTriesMax = 600;

    private static readonly SemaphoreSlim Turn = new(1);
    private static PostgresServer? _shared;

    private readonly DirectoryInfo _folder;
    private readonly string _programs;
    private readonly string[] _settings;
    private Process? _process;
    private int _databases;

    private PostgresServer(string programs, DirectoryInfo? folder, params string[] settings) =>
        (_programs, _folder, _settings) = (programs, folder ?? Directory.CreateTempSubdirectory("postgres-tests-"), settings);

    public int Port { get; private set; }

    /// <summary>The folder of its programs; null when it is not installed.</summary>
    public static string? Programs { get; } = new[] { "/usr/lib/postgresql" }.Where(Directory.Exists)
        .SelectMany(Directory.GetDirectories).OrderDescending().Select(f => Path.Combine(f, "bin"))
        .FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")));

    /// <summary>Skips the test where there is no PostgreSQL; on the machine that decides it fails instead.</summary>
    public static async Task<PostgresServer> Get()
    {
        Assert.SkipWhen(Programs is null && Environment.GetEnvironmentVariable("CI") != "true", WhyNot);
        Assert.True(Programs is not null, WhyNot);
        await Turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_shared is null)
            {
                var server = new PostgresServer(Programs, null, "fsync=off"); // No test cuts the power of the machine.
                await server.Start();
                _shared = server;
            }

            return _shared;
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>A server of one test's own, for what is done to the server itself.</summary>
    /// <param name="folder">Where its files lie, if that matters; it goes away with them.</param>
    /// <param name="settings">As <c>name=value</c>, besides those that all have.</param>
    public static async Task<PostgresServer> StartOwn(DirectoryInfo? folder = null, params string[] settings)
    {
        await Get();
        var server = new PostgresServer(Programs!, folder, settings);
        await server.Start();

        return server;
    }

    /// <summary>A new database, by its connection string. The user owns it, and is no superuser: row-level security holds for it.</summary>
    public async Task<string> NewDatabase()
    {
        var name = $"t{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres", "consular"));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        return ConnectionTo(name, "consular");
    }

    public string ConnectionTo(string database, string user) =>
        $"Host=127.0.0.1;Port={Port};Database={database};Username={user};Timeout=15;Command Timeout=60";

    /// <summary>Ends it as a power cut does.</summary>
    public void Kill() =>
        // Its children see that it is gone and end too; the files are nobody's only then.
        Tell("""kill -9 "$pid"; for ((i = 0; i < 300; i++)); do kill -0 $pid $children 2>/dev/null || break; sleep 0.1; done""");

    /// <summary>Starts it again on the same port and the same files.</summary>
    public Task StartAgain() => Launch();

    /// <summary>Whether it ended, by a hand or by itself.</summary>
    public bool HasEnded => _process is null or { HasExited: true };

    /// <summary>It lives and does nothing any more; whoever talks to it waits.</summary>
    public void Hang() => Tell("kill -STOP $pid $children");

    public void GoOn() => Tell("kill -CONT $pid $children");

    /// <summary>One of those who work for its clients dies: it ends all others and recovers by itself, as after a crash.</summary>
    public void KillOneBackend() => Tell("kill -9 $(ps -o pid=,args= --ppid $pid | grep ' consular ' | shuf -n 1 | awk '{print $1}')");

    public ValueTask DisposeAsync()
    {
        Stop();

        return ValueTask.CompletedTask;
    }

    /// <summary>Stops the shared one after the last test.</summary>
    public sealed class Lifetime : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            _shared?.Stop();
            _shared = null;

            return ValueTask.CompletedTask;
        }
    }

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <param name="script">May name its process as <c>$pid</c>, and those it has started as <c>$children</c>.</param>
    private void Tell(string script)
    {
        using var shell = Process.Start("bash", ["-c", $"""pid=$(head -n 1 "$0/postmaster.pid"); children=$(pgrep -P "$pid"); {script}""", Data]);
        shell.WaitForExit();
    }

    private async Task Start()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        if (Environment.UserName == "root")
        {
            await Run("chown", "postgres", _folder.FullName);
        }

        await RunAsItself(Path.Combine(_programs, "initdb"), "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await Launch();
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres", "postgres"));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("CREATE ROLE consular LOGIN CREATEDB CREATEROLE", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task Launch()
    {
        string[] arguments =
        [
            Path.Combine(_programs, "postgres"), "-D", Data, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", "max_connections=300", "-c", "shared_buffers=64MB", .. _settings.SelectMany(s => new[] { "-c", s }),
        ];
        _process = Process.Start(AsItself(arguments));
        _process!.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var i = 0; i < StartTriesMax && await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken); i++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionTo("postgres", "postgres") + ";Pooling=false");
                await connection.OpenAsync(TestContext.Current.CancellationToken);

                return;
            }
            catch (Exception ex) when (ex is NpgsqlException && !_process.HasExited)
            {
                // It is still starting.
            }
        }

        throw new InvalidOperationException("PostgreSQL did not start.");
    }

    private void Stop()
    {
        if (_process is not null)
        {
            // An immediate stop: nothing of it is wanted any more.
            using var stopper = Process.Start(AsItself([Path.Combine(_programs, "pg_ctl"), "-D", Data, "stop", "-m", "immediate"]));
            stopper!.WaitForExit();
            _process.WaitForExit();
            _process.Dispose();
            _process = null;
        }

        if (_folder.Exists)
        {
            _folder.Delete(recursive: true);
        }
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    internal static ProcessStartInfo AsItself(string[] command)
    {
        string[] prefix = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];
        string[] all = [.. prefix, .. command];

        return new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
    }

    private static Task RunAsItself(params string[] command) => Run(AsItself(command));

    internal static Task Run(params string[] command) =>
        Run(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true });

    private static async Task Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{start.FileName} failed: {await output} {await errors}");
    }
}
