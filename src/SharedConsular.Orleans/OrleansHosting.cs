using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using SharedConsular.Runtime;

namespace SharedConsular.Orleans;

/// <summary>
/// Makes a node a silo of the cluster that shares its PostgreSQL. Where others reach it and what the cluster is called are settings
/// of Orleans' own: <c>Orleans:Endpoints:AdvertisedIPAddress</c> and <c>SiloPort</c>, <c>Orleans:ClusterId</c>.
/// </summary>
public static class OrleansHosting
{
    private const string Service = "shared-consular";
    private const string Npgsql = "Npgsql";

    /// <summary>Members and reminders are asked for seldom; the store keeps its own connections.</summary>
    private const int ConnectionsMax = 4;

    private const int ProbesMissedMax = 3;

    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>A node that says nothing for so long is given up for this command; it takes milliseconds to decide one.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);

    /// <summary>After so long without a command an entity gives its place up.</summary>
    private static readonly TimeSpan IdleMax = TimeSpan.FromMinutes(15);

    /// <param name="silo">Of the node.</param>
    /// <param name="connectionString">The PostgreSQL that is the store.</param>
    public static ISiloBuilder AddPlacement(this ISiloBuilder silo, string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString)
        {
            NoResetOnClose = true,
            Enlist = false,
            MaxPoolSize = ConnectionsMax,
            ApplicationName = $"{Service}-cluster",
        }.ConnectionString;
        silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (Npgsql, connection));
        silo.UseAdoNetReminderService(o => (o.Invariant, o.ConnectionString) = (Npgsql, connection));
        silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (silo.Configuration["Orleans:ClusterId"] ?? Service, Service));
        silo.Configure<EndpointOptions>(o => o.GatewayPort = 0); // Nobody but a node may call: there is no gateway for clients.
        silo.Configure<ClusterMembershipOptions>(o => (o.ProbeTimeout, o.NumMissedProbesLimit) = (ProbeTimeout, ProbesMissedMax));
        silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = ResponseTimeout);
        silo.Configure<GrainCollectionOptions>(o => o.CollectionAge = IdleMax);
        silo.AddActivityPropagation();
        silo.AddIncomingGrainCallFilter<CallerRequired>();
        silo.Services.AddSingleton<OrleansPlacement>();
        silo.Services.AddSingleton<IPlacement>(s => s.GetRequiredService<OrleansPlacement>());
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(s => s.GetRequiredService<OrleansPlacement>());
        silo.Services.AddSingleton<IGeneralizedCopier, CarriedAsIs>();
        silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(
            CarriedAsIs.IsCarried, isCopyable: null,
            options => options.Configure<EntityTypes>((json, types) => json.SerializerOptions = PlacementJson.OptionsFor(types))));

        return silo;
    }
}
