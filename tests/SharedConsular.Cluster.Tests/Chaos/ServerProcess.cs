using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>A program of the product as an operator runs it, always at the same address; it can be killed, hung and started again.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int OutputLinesMax = 20_000;

    /// <summary>Three of them start at once on a machine of two cores that has other things to do as well.</summary>
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(5);

    /// <summary>The <c>terminationGracePeriodSeconds</c> of the chart.</summary>
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(40);

    private readonly string _project;
    private readonly string _readyPath;
    private readonly (string Name, string Value)[] _settings;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly HttpClient _http;
    private Process? _process;

    /// <param name="project">What it is built from.</param>
    /// <param name="readyPath">Where it says that it is ready.</param>
    public ServerProcess(string project, string readyPath, params (string Name, string Value)[] settings)
    {
        (_project, _readyPath, _settings) = (project, readyPath, settings);
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        _http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
    }

    public Uri Address { get; }

    /// <summary>The last of what it wrote, over all its lives.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>The folder of the build that it is started from next; null for this one.</summary>
    public string? Release { get; set; }

    public void Launch()
    {
        var program = Release is null ? FindBuilt(_project) : Path.Combine(Release, $"{_project}.dll");
        var start = new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program),
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["DOTNET_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = Address.ToString(),
                ["Logging__LogLevel__Default"] = "Warning",
            },
        };
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public async Task Start(CancellationToken ct)
    {
        Launch();
        await Pause.Until(
            async () => _process!.HasExited ? throw new InvalidOperationException($"It ended at its start.\n{Output}") : await IsReady(ct),
            StartMax, () => $"It was not ready in {StartMax}.\n{Output}", ct);
    }

    public async Task<bool> IsReady(CancellationToken ct)
    {
        try
        {
            using var answer = await _http.GetAsync(_readyPath, ct);

            return answer.IsSuccessStatusCode;
        }
        catch (Exception ex) when (ex is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    public Task<string> Ask(string path, CancellationToken ct) => _http.GetStringAsync(path, ct);

    /// <summary>What a power cut leaves: no handler runs, nothing is flushed.</summary>
    public async Task Kill()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>Asks it to end, as Kubernetes does, and waits until it has; who does not end in time is killed there, and fails here.</summary>
    public async Task Stop(CancellationToken ct)
    {
        var process = _process!;
        Signal("-TERM");
        using (var late = CancellationTokenSource.CreateLinkedTokenSource(ct))
        {
            late.CancelAfter(StopMax);
            await process.WaitForExitAsync(late.Token);
        }

        Assert.True(process.ExitCode == 0, $"It ended with {process.ExitCode}.\n{Output}");
        process.Dispose();
        _process = null;
    }

    /// <summary>It lives and does nothing any more; whoever talks to it waits.</summary>
    public void Hang() => Signal("-STOP");

    public void GoOn() => Signal("-CONT");

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _http.Dispose();
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();

        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Where the same build has put it: beside this program's own folder.</summary>
    private static string FindBuilt(string project)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var found = Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, $"{project}.dll");

        return File.Exists(found) ? found : throw new FileNotFoundException($"{project} is not built.", found);
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process!.Id}"]);
        kill.WaitForExit();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
            while (_output.Count > OutputLinesMax)
            {
                _output.TryDequeue(out _);
            }
        }
    }
}
