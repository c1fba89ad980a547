using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SharedConsular.Runtime.Postgres;
using SharedConsular.Runtime.Sqlite;

namespace SharedConsular.Runtime;

/// <summary>Puts the runtime together.</summary>
public static class RuntimeServices
{
    /// <summary>
    /// Registers the runtime on the store of its options. The store is opened when first asked for, and then throws
    /// <see cref="StoreUnavailableException"/> when it cannot be used. Outbox consumers are registered by whoever has them.
    /// </summary>
    public static IServiceCollection AddRuntime(
        this IServiceCollection services, RuntimeOptions options, EntityTypes types)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(types);
        services.AddSingleton(_ => Open(options));
        services.AddSingleton(s => new GroupCommitter(
            s.GetRequiredService<IEventStore>(), options, s.GetRequiredService<ILogger<GroupCommitter>>()));
        services.AddSingleton(s => new EntityRuntime(
            s.GetRequiredService<IEventStore>(), s.GetRequiredService<KeyRing>(), types, s.GetRequiredService<GroupCommitter>(), options,
            s.GetRequiredService<TimeProvider>(), s.GetService<IPlacement>()));
        services.TryAddSingleton<IRootKeyPlace>(_ => new RootKeyFile(options.RootKeyPath ?? $"{options.DatabasePath}.root-key"));
        services.AddSingleton(s => RootKeyring.Open(s.GetRequiredService<IRootKeyPlace>()));
        services.AddSingleton<IRootKey>(s => s.GetRequiredService<RootKeyring>());
        services.AddSingleton(TenantSigner.Wrapped);
        services.AddSingleton(LeafMaker.Wrapped);
        services.AddSingleton(s => new RootRotation(
            s.GetRequiredService<IEventStore>(), s.GetRequiredService<RootKeyring>(), s.GetServices<RootWrappedKind>()));
        services.AddSingleton(s => new TenantSigner(s.GetRequiredService<IEventStore>(), s.GetRequiredService<IRootKey>()));
        services.AddSingleton(s => new ReadCommitter(s.GetRequiredService<IEventStore>(), s.GetRequiredService<ILogger<ReadCommitter>>()));
        services.AddSingleton(s => new Leases(
            s.GetRequiredService<IEventStore>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<Leases>>()));
        services.AddSingleton<Notary>();
        services.AddSingleton<AuditExport>();
        services.AddSingleton(s => new KeyRing(s.GetRequiredService<IEventStore>(), s.GetRequiredService<IRootKey>()) { Seals = options.SealsPersons });
        services.AddSingleton<ListReader>();
        services.AddSingleton<ListRebuild>();
        services.AddSingleton<OutboxAdmin>();
        services.AddSingleton<ClockRunner>();
        services.AddSingleton<AnswerSweep>();
        services.AddSingleton<RemainsSweep>();
        services.AddSingleton(s => new OutboxRelay(
            s.GetRequiredService<IEventStore>(), s.GetRequiredService<Leases>(), s.GetRequiredService<GroupCommitter>(),
            s.GetServices<IOutboxConsumer>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<OutboxRelay>>()));
        // Services are stopped in the opposite order: leases are given back when the work has ended.
        services.AddHostedService(s => s.GetRequiredService<Leases>());
        services.AddHostedService(s => s.GetRequiredService<OutboxRelay>());
        services.AddHostedService(s => s.GetRequiredService<ClockRunner>());
        services.AddHostedService(s => s.GetRequiredService<AnswerSweep>());
        services.AddHostedService(s => s.GetRequiredService<RemainsSweep>());
        services.AddHostedService(s => s.GetRequiredService<Notary>());

        return services;
    }

    /// <exception cref="StoreUnavailableException">The store can't be used; asked for again, it is tried again.</exception>
    private static IEventStore Open(RuntimeOptions options) => options.ConnectionString is { } connection
        ? PostgresStore.Open(connection, options.MigratesAtStart, CancellationToken.None).GetAwaiter().GetResult()
        : SqliteStore.Open(options.DatabasePath);
}
