using System.Collections.Concurrent;
using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Crises;
using SharedConsular.Policies;
using SharedConsular.Posts;
using SharedConsular.Routing;
using SharedConsular.Runtime;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Worlds;

/// <summary>
/// Keeps the world that decisions are taken in: the policy files in force with what tenants recorded since. Every
/// version it ever showed is kept, so that a decision can be replayed in the world of its time.
/// </summary>
internal sealed partial class WorldKeeper(
    EntityRuntime entities, IEventStore store, PolicyBundleInForce policies, ILogger<WorldKeeper> log) : IDisposable
{
    /// <summary>The kind of kept document a world is.</summary>
    private const string ManifestKind = "world";

    /// <summary>Of one kind: every state may have a book of each kind, and every agreement a record.</summary>
    private const int RegistersMax = 2_000;

    /// <summary>Old worlds kept ready for replays; each takes about 30 MB.</summary>
    private const int OldWorldsMax = 2;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<string, World> _old = new(StringComparer.Ordinal);
    private World? _current;

    /// <exception cref="InvalidOperationException">The world has not been built yet: the platform is still starting.</exception>
    public World Current => _current ?? throw new InvalidOperationException("The world is not built yet.");

    public bool IsReady => _current is not null;

    /// <summary>Builds the world from the policies in force and the registers as they stand now.</summary>
    public async Task Refresh(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            var set = policies.Set;
            var (registers, versions) = await ReadRegisters(ct);
            var manifest = new WorldManifest(set.Version, versions);
            await store.Keep(PolicyBundleInForce.BundleKind, set.Version, policies.Bundle, ct);
            await store.Keep(ManifestKind, manifest.Version, manifest.ToBytes(), ct);
            _current = World.Of(set, registers, manifest.Version);
            LogBuilt(log, manifest.Version, versions.Length);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The world of a version, or null when no such world was ever shown here.</summary>
    public async Task<World?> Find(string version, CancellationToken ct)
    {
        if (_current?.Version == version)
        {
            return _current;
        }

        if (_old.TryGetValue(version, out var known))
        {
            return known;
        }

        if (await store.FindKept(ManifestKind, version, ct) is not { } kept)
        {
            return null;
        }

        var manifest = WorldManifest.FromBytes(kept.Span);
        var set = manifest.Policies == policies.Set.Version ? policies.Set : await ReadBundle(manifest.Policies, ct);
        var world = World.Of(set, await ReadRegisters(manifest.Registers, ct), version);
        if (_old.Count >= OldWorldsMax)
        {
            _old.Clear();
        }

        return _old[version] = world;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<PolicySet> ReadBundle(string version, CancellationToken ct)
    {
        var bundle = await store.FindKept(PolicyBundleInForce.BundleKind, version, ct)
            ?? throw new InvalidOperationException("A world was kept without its policies.");

        return PolicyFiles.Read(PolicyBundle.Unpack(bundle.ToArray())).Set
            ?? throw new InvalidOperationException("Kept policies no longer read.");
    }

    private async Task<(Registers Registers, ImmutableArray<RegisterVersion> Versions)> ReadRegisters(CancellationToken ct)
    {
        var versions = ImmutableArray.CreateBuilder<RegisterVersion>();
        var agreements = await ReadAll(AgreementRecord.Type, versions, ct);
        var posts = await ReadAll(PostBook.Type, versions, ct);
        var services = await ReadAll(ServiceBook.Type, versions, ct);

        var tenants = await ReadAll(TenantBook.Type, versions, ct);

        var crises = await ReadCrises(versions, ct);

        return (new Registers(agreements, posts, services, tenants, crises), versions.ToImmutable());
    }

    /// <summary>The crises that change something now; the others are no part of the world.</summary>
    private async Task<List<CrisisRule>> ReadCrises(ImmutableArray<RegisterVersion>.Builder versions, CancellationToken ct)
    {
        var rules = new List<CrisisRule>();
        foreach (var key in await store.ReadKeys(Crisis.Type.Name, null, RegistersMax, ct))
        {
            if (await entities.Find(Crisis.Type, key, ct) is { } found && CrisisRule.Of(key.Id, found.State) is { } rule)
            {
                rules.Add(rule);
                versions.Add(new RegisterVersion(key.Tenant, key.Type, key.Id, found.Version));
            }
        }

        return rules;
    }

    private async Task<List<TState>> ReadAll<TState, TCommand, TEvent>(
        EntityType<TState, TCommand, TEvent> type, ImmutableArray<RegisterVersion>.Builder versions, CancellationToken ct)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var states = new List<TState>();
        foreach (var key in await store.ReadKeys(type.Name, null, RegistersMax, ct))
        {
            if (await entities.Find(type, key, ct) is { } found)
            {
                states.Add(found.State);
                versions.Add(new RegisterVersion(key.Tenant, key.Type, key.Id, found.Version));
            }
        }

        return states;
    }

    private async Task<Registers> ReadRegisters(ImmutableArray<RegisterVersion> versions, CancellationToken ct) => new(
        await ReadAt(AgreementRecord.Type, versions, ct),
        await ReadAt(PostBook.Type, versions, ct),
        await ReadAt(ServiceBook.Type, versions, ct),
        await ReadAt(TenantBook.Type, versions, ct),
        (await ReadWithIds(Crisis.Type, versions, ct)).Select(c => CrisisRule.Of(c.Id, c.State)).OfType<CrisisRule>());

    private async Task<List<TState>> ReadAt<TState, TCommand, TEvent>(
        EntityType<TState, TCommand, TEvent> type, ImmutableArray<RegisterVersion> versions, CancellationToken ct)
        where TState : class
        where TCommand : class
        where TEvent : class =>
        [.. (await ReadWithIds(type, versions, ct)).Select(s => s.State)];

    private async Task<List<(string Id, TState State)>> ReadWithIds<TState, TCommand, TEvent>(
        EntityType<TState, TCommand, TEvent> type, ImmutableArray<RegisterVersion> versions, CancellationToken ct)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var states = new List<(string, TState)>();
        foreach (var version in versions.Where(v => v.Type == type.Name))
        {
            var key = new EntityKey(version.Tenant, version.Type, version.Id);
            var history = await entities.ReadHistory(type, key, 0, (int)version.Version, ct);
            states.Add((version.Id, history.Aggregate(type.Initial, (state, recorded) => type.Evolve(state, recorded.Event))));
        }

        return states;
    }

    [LoggerMessage(LogLevel.Information, "World {Version} is in force, with {Registers} registers.")]
    private static partial void LogBuilt(ILogger log, string version, int registers);
}
