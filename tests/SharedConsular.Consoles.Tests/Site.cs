using System.Diagnostics;
using SharedConsular.Consoles.Tests;
using SharedConsular.Contracts;

[assembly: AssemblyFixture(typeof(Site))]

namespace SharedConsular.Consoles.Tests;

/// <summary>The real program on a free port with a data folder of its own, for all tests.</summary>
public sealed class Site : IAsyncLifetime
{
    private readonly (string Name, string Value)[] _settings;
    /// <summary>A busy machine starts it in half a minute; past this it never will.</summary>
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(180);

    /// <summary>The host name that is a state's own door.</summary>
    public const string HostOfAState = "consular.samoa.example";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("consoles-tests-");
    private Process? _process;

    public Site()
        : this(("ASPNETCORE_ENVIRONMENT", "Development"))
    {
    }

    internal Site(params (string Name, string Value)[] settings) => _settings = settings;

    public string DataFolder => Path.Combine(_folder.FullName, "data");

    public Uri Address { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SharedConsular.Api.dll"), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
            Environment =
            {
                ["DataFolder"] = DataFolder,
                ["Limits__AnonymousRequestsPerMinute"] = "1000000",
                ["Limits__FollowPerMinute"] = "1000000",
                [$"StateHosts__{HostOfAState}"] = "fj",
            },
        };
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("The platform ended at its start."));
        _process.OutputDataReceived += (_, line) =>
        {
            const string sentence = "SharedConsular listens on ";
            if (line.Data?.StartsWith(sentence, StringComparison.Ordinal) is true)
            {
                address.TrySetResult(new Uri(line.Data[sentence.Length..].Trim()));
            }
        };
        _process.BeginOutputReadLine();
        Address = await address.Task.WaitAsync(StartMax);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    /// <summary>The API as somebody who works for a party; the local issuer gives a token to whoever asks, in Development.</summary>
    public async Task<ConsularClient> ApiOf(string tenant, string role)
    {
        var api = new ConsularClient(Http);
        var token = (await api.IssueToken(new TokenRequest(tenant, role, $"{role}-1"), TestContext.Current.CancellationToken)).Value.Token;

        return api.As(token);
    }

    /// <summary>Somebody who opens protection files, with the certificate that an administrator recorded.</summary>
    public async Task<ConsularClient> ProtectionOfficer(string tenant)
    {
        const int daysOfCertificate = 300;
        var until = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(daysOfCertificate);
        var administrator = await ApiOf(tenant, "administrator");
        await administrator.RecordCertificate(
            "protection_officer-1", "protection", new RecordCertificateRequest(until.AddYears(-1), until), null, TestContext.Current.CancellationToken);

        return await ApiOf(tenant, "protection_officer");
    }

    /// <summary>A crisis of a new name that gb leads.</summary>
    public async Task<string> DeclareCrisis()
    {
        var id = $"c-{Guid.NewGuid():N}"[..20];
        var cell = await ApiOf("gb", "crisis_cell");
        await cell.DeclareCrisis(new DeclareCrisisRequest(id, "Sudan", new CrisisAreaContract(["sd"])), null, TestContext.Current.CancellationToken);

        return id;
    }

    /// <summary>A household of adults, all of this state, that can get to these places.</summary>
    public async Task<HouseholdStatusRequest> Register(string crisis, string state, string[] from, params string[] names)
    {
        var members = names.Select(n => new HouseholdMemberContract([new PersonNameContract(n)], Nationalities: [new NationalityRequest(state)]));

        return await Register(crisis, new RegisterHouseholdRequest([.. members], Assemblies: from));
    }

    public async Task<HouseholdStatusRequest> Register(string crisis, RegisterHouseholdRequest request)
    {
        var receipt = (await new ConsularClient(Http).RegisterHousehold(
            crisis, request, new SendOptions(Guid.NewGuid().ToString("N")), TestContext.Current.CancellationToken)).Value;

        return new HouseholdStatusRequest(receipt.Reference, receipt.Secret);
    }

    /// <summary>A flight of the United Kingdom's from this place in some hours; its name.</summary>
    public async Task<string> PlanFlight(string crisis, string from, int seats)
    {
        var now = TimeProvider.System.GetUtcNow();
        var cell = await ApiOf("gb", "crisis_cell");
        var request = new PlanMovementRequest(
            $"f-{Guid.NewGuid():N}"[..12], "air", "RAF", from, "Larnaca", now.AddHours(6), now.AddHours(7), now.AddHours(11), new SeatCountsContract(seats));

        return (await cell.PlanMovement(crisis, request, null, TestContext.Current.CancellationToken)).Value.Name;
    }

    /// <summary>A flight from this place with seats for everybody, and the offers of its plan; its name when the household has its own.</summary>
    public async Task<string> Offer(string crisis, string from, HouseholdStatusRequest household)
    {
        const int seats = 20;
        var stop = TestContext.Current.CancellationToken;
        var flight = await PlanFlight(crisis, from, seats);
        var cell = await ApiOf("gb", "crisis_cell");
        var plan = (await cell.MakePlan(crisis, new MakePlanRequest(), stop)).Value;
        await cell.OfferPlan(crisis, plan.Id, new OfferPlanRequest(), null, stop);
        await Await(household, "offered");

        return flight;
    }

    /// <summary>Waits until the offer of a household has come so far; until it has none, when that is asked for.</summary>
    public async Task Await(HouseholdStatusRequest household, string? offer)
    {
        const int looksMax = 600;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var api = new ConsularClient(Http);
        for (var look = 0; look < looksMax; look++)
        {
            if ((await api.GetHouseholdStatus(household, TestContext.Current.CancellationToken)).Value.Offer?.Status == offer)
            {
                return;
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        Assert.Fail($"No offer of {household.Reference} was ever {offer}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Http?.Dispose();
        _folder.Delete(recursive: true);
    }
}
