using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using SharedConsular.Orleans;
using SharedConsular.Runtime;
using SharedConsular.Runtime.Postgres;
using SharedConsular.Runtime.Tests.EventStore;
using SharedConsular.Staff;

namespace SharedConsular.Cluster.Tests.Orleans;

/// <summary>Two nodes with their silos, as in production on one PostgreSQL: members, reminders and entities are all there.</summary>
internal sealed class PlacementCluster : IAsyncDisposable
{
    private const string Store = nameof(Store);
    private const string RootKey = nameof(RootKey);

    private static int _clusters;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cluster-tests-");
    private readonly TestCluster _cluster;

    private PlacementCluster(string store, string name)
    {
        var builder = new TestClusterBuilder(initialSilosCount: 2);
        builder.Options.ClusterId = name;
        builder.Options.UseTestClusterMembership = false;
        builder.Options.ConnectionTransport = ConnectionTransportType.TcpSocket;
        builder.Options.InitializeClientOnDeploy = false;
        builder.Options.ConfigureFileLogging = false;
        builder.Properties[Store] = store;
        var rootKey = Path.Combine(_folder.FullName, "root-key");
        RootKeyring.Open(new RootKeyFile(rootKey)); // Made once; both nodes find it.
        builder.Properties[RootKey] = rootKey;
        builder.AddSiloBuilderConfigurator<Node>();
        _cluster = builder.Build();
        StoreAt = store;
    }

    public string StoreAt { get; }

    public InProcessSiloHandle One => (InProcessSiloHandle)_cluster.Silos[0];

    public InProcessSiloHandle Other => (InProcessSiloHandle)_cluster.Silos[1];

    /// <param name="isClockHolderHung">Whether a node that does nothing holds the lease of the clocks.</param>
    public static async Task<PlacementCluster> Start(bool isClockHolderHung = false)
    {
        var place = await (await PostgresServer.Get()).NewDatabase();
        await using (var store = await PostgresStore.Open(place, migrate: true, TestContext.Current.CancellationToken))
        {
            Assert.True(!isClockHolderHung || await store.TakeLease(Leases.Clocks, "hung", TimeSpan.FromHours(1), TestContext.Current.CancellationToken));
        }

        var cluster = new PlacementCluster(place, $"tests-{Environment.ProcessId}-{Interlocked.Increment(ref _clusters)}");
        await cluster._cluster.DeployAsync();

        return cluster;
    }

    public static EntityRuntime RuntimeOf(InProcessSiloHandle node) => node.ServiceProvider.GetRequiredService<EntityRuntime>();

    /// <summary>No handler runs, and nobody is told.</summary>
    public Task Kill(InProcessSiloHandle node) => _cluster.KillSiloAsync(node);

    /// <summary>The nodes that have an activation of the tenant's place.</summary>
    public static async Task<SiloAddress[]> PlacesOf(TenantId tenant, InProcessSiloHandle asked)
    {
        var grains = asked.ServiceProvider.GetRequiredService<IGrainFactory>();
        var all = await grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        var place = grains.GetGrain<ITenantGrain>(tenant.Value).GetGrainId();

        return [.. all.Where(a => a.GrainId == place).Select(a => a.SiloAddress)];
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class Node : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            var settings = siloBuilder.Configuration;
            var store = settings[Store]!;
            siloBuilder.AddPlacement(store);
            siloBuilder.Services.AddLogging(log => log.ClearProviders());
            siloBuilder.Services.TryAddSingleton<IRootKeyPlace>(new RootKeyFile(settings[RootKey]!));
            siloBuilder.Services.AddRuntime(
                new RuntimeOptions { DatabasePath = "", ConnectionString = store }, new EntityTypes().Register(StaffBook.Type).Register(Alarm.Type));
        }
    }
}
