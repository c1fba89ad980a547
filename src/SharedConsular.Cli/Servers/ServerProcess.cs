using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Servers;

/// <summary>A server of our own, on a free port of this machine, that ends with the command that started it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Api = "SharedConsular.Api";
    private const string Gateway = "SharedConsular.Gateway";
    private const int OutputLinesMax = 40;
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan PollDelay = TimeSpan.FromMilliseconds(25);

    private readonly ProcessStartInfo _start;
    private readonly string _readyPath;
    private readonly Queue<string> _output = new();
    private Process _process;

    private ServerProcess(ProcessStartInfo start, Uri address, string readyPath) =>
        (_start, Address, _readyPath, _process) = (start, address, readyPath, Launch(start));

    public Uri Address { get; }

    /// <summary>From the start of the process to its first yes when it is asked whether it is ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>What the process holds in memory now (resident set).</summary>
    public long MemoryBytes
    {
        get
        {
            _process.Refresh();

            return _process.WorkingSet64;
        }
    }

    /// <summary>The time its threads have run so far, on all cores together.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();

            return _process.TotalProcessorTime;
        }
    }

    /// <param name="dataFolder">Where it keeps its database. The caller's to delete.</param>
    /// <param name="settings">Configuration beside that, as environment variables: <c>Runtime__CommitBatchMax</c>.</param>
    public static Task<ServerProcess> Start(string dataFolder, IReadOnlyDictionary<string, string> settings, CancellationToken ct) =>
        Start(Api, "/health/ready", dataFolder, settings, ct);

    /// <summary>A gateway before nodes that are there, which lets everybody through.</summary>
    public static Task<ServerProcess> StartGateway(string folder, Uri node, CancellationToken ct) => Start(
        Gateway, "/gateway/ready", folder,
        new Dictionary<string, string>
        {
            ["Nodes"] = node.GetLeftPart(UriPartial.Authority),
            ["Limits__AddressRequestsPerMinute"] = "100000000",
            ["Limits__HostRequestsPerMinute"] = "100000000",
            ["Limits__IntakePerSecond"] = "1000000",
        },
        ct);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    /// <summary>Ends it without a warning, as a power cut would, and starts it again at the same address on the same data.</summary>
    public async Task KillAndStartAgain(CancellationToken ct)
    {
        await DisposeAsync();
        _process = Launch(_start);
        Listen();
        await WaitUntilReady(Stopwatch.StartNew(), ct);
    }

    private static async Task<ServerProcess> Start(
        string project, string readyPath, string dataFolder, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = dataFolder,
            ArgumentList = { FindServer(project) },
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = address.ToString(),
                ["DOTNET_ENVIRONMENT"] = "Development",
                ["DataFolder"] = dataFolder,
                ["Logging__LogLevel__Default"] = "Warning",
            },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var watch = Stopwatch.StartNew();
        var server = new ServerProcess(start, address, readyPath);
        try
        {
            server.Listen();
            await server.WaitUntilReady(watch, ct);
            server.ReadyAfter = watch.Elapsed;

            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The server's program: beside this one, or where the same build put it.</summary>
    private static string FindServer(string project)
    {
        var program = $"{project}.dll";
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        string[] candidates =
        [
            Path.Combine(here.FullName, program),
            Path.Combine(here.Parent?.Parent?.FullName ?? here.FullName, project, here.Name, program),
        ];

        return candidates.FirstOrDefault(File.Exists)
            ?? throw new UsageException($"{program} is not here. Build src/{project}, or name a running server by --server.");
    }

    private static Process Launch(ProcessStartInfo start) => Process.Start(start) ?? throw new IOException("The server could not be started.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.Enqueue(line);
            if (_output.Count > OutputLinesMax)
            {
                _output.Dequeue();
            }
        }
    }

    private async Task WaitUntilReady(Stopwatch watch, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Address };
        while (watch.Elapsed < ReadyWithin)
        {
            if (_process.HasExited)
            {
                throw new IOException($"The server ended at once with code {_process.ExitCode}.\n{Output()}");
            }

            try
            {
                using var response = await http.GetAsync(_readyPath, ct);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(PollDelay, ct);
        }

        throw new IOException($"The server was not ready within {ReadyWithin.TotalSeconds} s.\n{Output()}");
    }

    private string Output()
    {
        lock (_output)
        {
            return string.Join('\n', _output);
        }
    }
}
