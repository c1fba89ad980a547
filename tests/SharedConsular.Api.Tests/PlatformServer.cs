using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using SharedConsular.Contracts;
using SharedConsular.Runtime.Tests.EventStore;
using SQLitePCL;

namespace SharedConsular.Api.Tests;

/// <summary>The real program, as an operator starts it: a process of its own on a free port, with a data folder of its own.</summary>
internal sealed class PlatformServer : IAsyncDisposable
{
    /// <summary>A busy machine starts it in half a minute; past this it never will.</summary>
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(180);

    /// <summary>The setting that names the PostgreSQL to run on.</summary>
    public const string StoreSetting = "ConnectionStrings__Store";

    private readonly Dictionary<string, string> _settings;
    private readonly ConcurrentDictionary<(string Tenant, string Role, string User), string> _tokens = new();
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;
    private HttpClient _http = new();

    private PlatformServer(Dictionary<string, string> settings) => _settings = settings;

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("api-tests-");

    public string DataFolder => Path.Combine(Folder.FullName, "data");

    public string DatabasePath => Path.Combine(DataFolder, "shared-consular.db");

    public HttpClient Http => _http;

    /// <summary>All it wrote, to both outputs, since it was first started.</summary>
    public string Output => string.Join('\n', _output);

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "SharedConsular.Api.dll");

    /// <param name="settings">Configuration besides the data folder, for example <c>PolicyFolder</c>.</param>
    public static async Task<PlatformServer> Start(params (string Name, string Value)[] settings)
    {
        var server = new PlatformServer(settings.ToDictionary(s => s.Name, s => s.Value));
        await server.Start();

        return server;
    }

    /// <summary>A server that is not started yet, for what goes wrong at the start.</summary>
    public static PlatformServer Stopped(params (string Name, string Value)[] settings) => new(settings.ToDictionary(s => s.Name, s => s.Value));

    public async Task Start(string? shellPrefix = null)
    {
        await ChooseStore();
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = Process.Start(StartInfo(shellPrefix))!;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException($"The platform ended at its start.\n{Output}"));
        process.OutputDataReceived += (_, line) => Note(line.Data, address);
        process.ErrorDataReceived += (_, line) => Note(line.Data, address);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        var found = await address.Task.WaitAsync(StartMax, Stop);
        _http.Dispose();
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = found };
    }

    /// <summary>Starts it and waits until it gives up.</summary>
    public async Task<(int ExitCode, string Errors, string Output)> StartInVain(string? arguments = null)
    {
        await ChooseStore();
        using var process = Process.Start(StartInfo(null, arguments))!;
        _process = process;
        var output = process.StandardOutput.ReadToEndAsync(Stop);
        var errors = process.StandardError.ReadToEndAsync(Stop);
        try
        {
            await process.WaitForExitAsync(Stop).WaitAsync(StartMax, Stop);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }

        _process = null;

        return (process.ExitCode, await errors, await output);
    }

    /// <summary>Puts a hand into the database, while the program is not running.</summary>
    public void RunScript(string sql)
    {
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(DatabasePath, out var database));
        using (database)
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(database, sql));
        }
    }

    /// <summary>What a power cut leaves: no handler runs, nothing is flushed.</summary>
    public async Task Kill()
    {
        if (_process is null)
        {
            return;
        }

        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _process = null;
    }

    /// <summary>It lives and does nothing any more; whoever talks to it waits.</summary>
    public void Hang()
    {
        using var stop = Process.Start("kill", ["-STOP", $"{_process!.Id}"]);
        stop.WaitForExit();
    }

    public async Task Restart()
    {
        await Kill();
        await Start();
    }

    public Officer Officer(string tenant, string user = "officer-1") => new(this, tenant, "officer", user);

    public Officer Supervisor(string tenant, string user = "supervisor-1") => new(this, tenant, "supervisor", user);

    /// <summary>A protection officer with a certificate, which an administrator recorded.</summary>
    public async Task<Officer> ProtectionOfficer(string tenant, string user = "protection-1", int days = 300)
    {
        var until = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(days);
        var reply = await Administrator(tenant).Put($"/v1/staff/{user}/certificates/protection", new RecordCertificateRequest(until.AddYears(-1), until));
        Assert.True(reply.IsSuccess, reply.ToString());

        return Uncertified(tenant, user);
    }

    public Officer Uncertified(string tenant, string user = "protection-2") => new(this, tenant, "protection_officer", user);

    public Officer Staff(string tenant, string role) => new(this, tenant, role, $"{role}-1");

    public Officer Administrator(string tenant, string user = "administrator-1") => new(this, tenant, "administrator", user);

    public Officer Auditor(string tenant, string user = "auditor-1") => new(this, tenant, "auditor", user);

    /// <summary>Someone with any role the platform knows, by its word.</summary>
    public Officer InRole(string tenant, string role) => new(this, tenant, role, $"{role}-1");

    public Person Person(string tenant, string user) => new(this, tenant, user);

    public Anybody Anybody() => new(this);

    /// <summary>Asks for new ones from now on, where time was moved past the end of those it has.</summary>
    public void ForgetTokens() => _tokens.Clear();

    /// <summary>A token of the local issuer, asked for once: it stays good over a restart, as its key does.</summary>
    public async Task<string> Token(string tenant, string role, string user)
    {
        tenant = role is "platform_operator" ? "installation" : tenant; // Who runs the platform is of no party.
        if (_tokens.TryGetValue((tenant, role, user), out var known))
        {
            return known;
        }

        using var response = await Http.PostAsJsonAsync("/v1/dev/tokens", new TokenRequest(tenant, role, user), Stop);
        response.EnsureSuccessStatusCode();
        var token = (await response.Content.ReadFromJsonAsync<TokenResponse>(Stop))!.Token;

        return _tokens[(tenant, role, user)] = token;
    }

    /// <summary>Asks again until the answer is as awaited, for what follows from a command after its answer.</summary>
    public static async Task<T> Eventually<T>(Func<Task<T>> ask, Func<T, bool> isAwaited)
    {
        const int attemptsMax = 200;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var answer = await ask();
        for (var attempt = 0; attempt < attemptsMax && !isAwaited(answer); attempt++)
        {
            await timer.WaitForNextTickAsync(Stop);
            answer = await ask();
        }

        Assert.True(isAwaited(answer), $"It never came; the last answer was {answer}.");

        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _http.Dispose();
        Folder.Delete(recursive: true);
    }

    /// <summary>The same tests run on PostgreSQL when the environment says <c>TEST_STORE=postgres</c>.</summary>
    private async Task ChooseStore()
    {
        if (Environment.GetEnvironmentVariable("TEST_STORE") == "postgres" && !_settings.ContainsKey(StoreSetting))
        {
            _settings[StoreSetting] = await (await PostgresServer.Get()).NewDatabase();
        }
    }

    private ProcessStartInfo StartInfo(string? shellPrefix, string? arguments = null)
    {
        var start = new ProcessStartInfo(shellPrefix is null ? "dotnet" : "bash")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        string[] program = [Program, "--urls", arguments ?? "http://127.0.0.1:0"];
        foreach (var argument in shellPrefix is null ? program : ["-c", $"{shellPrefix}; exec dotnet {string.Join(' ', program.Select(p => $"'{p}'"))}"])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // Its shared memory would count as a file where file sizes are bounded.
        start.Environment["DataFolder"] = DataFolder;
        start.Environment["Limits__AnonymousRequestsPerMinute"] = "1000000";
        start.Environment["Limits__FollowPerMinute"] = "1000000"; // Who waits for what follows asks more often than people do.
        start.Environment["Papers__Folder"] = Path.Combine(DataFolder, "papers"); // Where nodes share a database it must be named.
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private void Note(string? line, TaskCompletionSource<Uri> address)
    {
        const string sentence = "SharedConsular listens on ";
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (line.StartsWith(sentence, StringComparison.Ordinal))
        {
            address.TrySetResult(new Uri(line[sentence.Length..].Trim()));
        }
    }
}
