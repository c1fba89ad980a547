using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using SharedConsular.Api.Keys;
using SharedConsular.Api.Worlds;
using SharedConsular.Policies;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Start;

/// <summary>Opens the store, puts the policies in force, builds the world, and says where the platform is and what to try.</summary>
internal static partial class PlatformStart
{
    /// <summary>A database that does not answer for five minutes is not starting.</summary>
    private const int StoreTriesMax = 150;

    private static readonly TimeSpan StoreTryDelay = TimeSpan.FromSeconds(2);

    /// <returns>The exit code: 0 after a stop that was asked for, 1 when the platform can't start, with the reason on the error output.</returns>
    public static async Task<int> PrepareAndRun(this WebApplication app, Task<PolicyLoad> policies)
    {
        try
        {
            await Prepare(app, policies);
            await app.RunAsync();
            return 0;
        }
        catch (Exception ex) when (ex is StoreUnavailableException or PoliciesRefusedException or OptionsValidationException
            or IOException or UnauthorizedAccessException)
        {
            // A taken port arrives as an IOException; its message names the address.
            await Console.Error.WriteLineAsync($"SharedConsular can't start: {ex.Message}");
            return 1;
        }
    }

    /// <summary>What stops the start is said once, by us and without a stack; the host's own log would say it again with one.</summary>
    public static IServiceCollection AddStart(this IServiceCollection services)
    {
        var progress = new StartProgress();
        services.AddSingleton(progress);
        services.AddSingleton<Drain>();
        services.AddHostedService(s => s.GetRequiredService<Drain>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Drain.StopMax);
        services.Configure<LoggerFilterOptions>(filter => filter.Rules.Add(new LoggerFilterRule(
            null, "Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Warning, (_, _, _) => progress.IsDone)));

        return services;
    }

    private static async Task Prepare(WebApplication app, Task<PolicyLoad> policies)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("SharedConsular.Start");
        var began = TimeProvider.System.GetTimestamp();
        RefuseUnsealed(app);
        await WaitForStore(app);
        await app.Services.GetRequiredService<KeyRing>().CheckRoot(CancellationToken.None);
        await app.Services.GetRequiredService<RootRotation>().Resume(CancellationToken.None);
        await app.Services.GetRequiredService<FormKeys>().Open(CancellationToken.None);
        var entities = app.Services.GetRequiredService<EntityRuntime>();
        var faults = await app.Services.GetRequiredService<PolicyBundleInForce>()
            .PutInForce(await policies, entities, app.Services.GetRequiredService<IEventStore>(), CancellationToken.None);
        foreach (var fault in faults)
        {
            LogFault(log, fault.ToString());
        }

        var worlds = app.Services.GetRequiredService<WorldKeeper>();
        await worlds.Refresh(CancellationToken.None);
        var (world, took) = (worlds.Current, TimeProvider.System.GetElapsedTime(began));
        LogReady(log, world.Tenants.Length, world.Posts.Count(), world.Agreements.Length, took.TotalSeconds);
        app.Lifetime.ApplicationStarted.Register(() => app.Services.GetRequiredService<StartProgress>().IsDone = true);
        app.Lifetime.ApplicationStarted.Register(() => SayWhatToTry(app));
    }

    private static void RefuseUnsealed(WebApplication app)
    {
        if (!app.Services.GetRequiredService<PlatformOptions>().SealsPersons && !app.Environment.IsDevelopment())
        {
            throw new OptionsValidationException(
                nameof(PlatformOptions), typeof(PlatformOptions), ["Sealing:Persons=off is for a bench in Development; in earnest every person is sealed."]);
        }
    }

    /// <summary>A database that starts beside this node may take longer than it does; whatever else is wrong is said at once.</summary>
    private static async Task WaitForStore(WebApplication app)
    {
        var isShared = app.Services.GetRequiredService<PlatformOptions>().Store is not null;
        using var timer = new PeriodicTimer(StoreTryDelay, TimeProvider.System);
        for (var tries = 1; ; tries++)
        {
            try
            {
                _ = app.Services.GetRequiredService<IEventStore>();
                return;
            }
            catch (StoreUnavailableException ex) when (isShared && ex.Code == StoreUnavailableException.Failed && tries < StoreTriesMax)
            {
                Console.WriteLine($"Waiting for the store: {ex.Message}");
                await timer.WaitForNextTickAsync(app.Lifetime.ApplicationStopping);
            }
        }
    }

    private static void SayWhatToTry(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (address is null)
        {
            return;
        }

        Console.WriteLine(
            $$"""

            SharedConsular listens on {{address}}
            Try: curl -s {{address}}/v1/routing/decisions -H 'Content-Type: application/json' \
                   -d '{"nationalities":[{"state":"ee"}],"in":"vu","service":"emergency_travel_document"}'

            """);
    }

    [LoggerMessage(LogLevel.Information, "{Tenants} states and operators, {Posts} posts and {Agreements} agreements are loaded after {Seconds:0.0} s.")]
    private static partial void LogReady(ILogger log, int tenants, int posts, int agreements, double seconds);

    [LoggerMessage(LogLevel.Error, "The policy files are refused; those from before stay in force. {Fault}")]
    private static partial void LogFault(ILogger log, string fault);
}

/// <summary>Whether the platform has started.</summary>
internal sealed class StartProgress
{
    public bool IsDone { get; set; }
}
