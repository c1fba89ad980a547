using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace SharedConsular.Runtime;

/// <summary>
/// Opens keys: the root key opens a tenant's, and that one its persons'. Tenants' keys stay open in memory; a person's key
/// is open only as long as the entity is in memory.
/// </summary>
public sealed class KeyRing(IKeyStore store, IRootKey root) : IDisposable
{
    private const int KeyBytes = 32;

    /// <summary>There are about 250 states and a few operators, and few rotations in the life of a process.</summary>
    private const int TenantKeysMax = 4_000;

    private const int RewrapBatchMax = 256;
    private const int RewrapBatchesMax = 1_000_000;

    private readonly ConcurrentDictionary<(TenantId, int), TenantKey> _keys = new();
    private readonly ConcurrentDictionary<TenantId, TenantKey> _current = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Off in a bench that asks what sealing costs: no person gets a key then, and none is forgotten.</summary>
    public bool Seals { get; init; } = true;

    /// <summary>Looks whether the root key is the one this store was sealed with.</summary>
    /// <exception cref="StoreUnavailableException">
    /// It is another: nothing could be read, and what is written now would need both. Or the store was sealed, and nothing is to be now.
    /// </exception>
    public async Task CheckRoot(CancellationToken ct)
    {
        if (await store.FindAnyTenantKey(ct).ConfigureAwait(false) is not { } key)
        {
            return;
        }

        if (!Seals)
        {
            throw new StoreUnavailableException(
                StoreUnavailableException.Sealed, "This database holds sealed persons. What is to stay unsealed needs an empty one.");
        }

        try
        {
            await Open(key, ct).ConfigureAwait(false);
        }
        catch (CryptographicException ex)
        {
            throw new StoreUnavailableException(
                StoreUnavailableException.RootKey,
                "The root key is not the one this database was sealed with. Put the key back that was in use before.", ex);
        }
    }

    /// <summary>
    /// Gives a tenant a new key and wraps all persons' keys anew that its key wraps, batch by batch; what was sealed stays as it is.
    /// Where an earlier rotation was broken off, that one is carried to its end and no other is begun.
    /// </summary>
    public async Task<KeyRotation> Rotate(TenantId tenant, CancellationToken ct)
    {
        var key = await GetCurrent(tenant, ct).ConfigureAwait(false);
        var unfinished = await store.ReadPersonKeysBefore(tenant, key.Version, null, 1, ct).ConfigureAwait(false);
        if (unfinished.Count == 0)
        {
            key = await Add(tenant, key.Version + 1, ct).ConfigureAwait(false);
            _current[tenant] = key;
        }

        var count = 0;
        StoredPersonKey? last = null;
        for (var i = 0; i < RewrapBatchesMax; i++)
        {
            var batch = await store.ReadPersonKeysBefore(tenant, key.Version, last, RewrapBatchMax, ct).ConfigureAwait(false);
            if (batch.Count == 0)
            {
                break;
            }

            var rewrapped = new List<StoredPersonKey>(batch.Count);
            foreach (var stored in batch)
            {
                var old = await Get(tenant, stored.TenantKey, ct).ConfigureAwait(false);
                rewrapped.Add(key.Wrap(stored.Entity, old.Unwrap(stored)));
            }

            await store.Rewrap(rewrapped, ct).ConfigureAwait(false);
            count += batch.Count;
            last = batch[^1];
        }

        return new KeyRotation(key.Version, count, Resumed: unfinished.Count > 0);
    }

    /// <summary>The key that wraps new ones, made when the tenant first needs one.</summary>
    internal ValueTask<TenantKey> GetCurrent(TenantId tenant, CancellationToken ct) =>
        _current.TryGetValue(tenant, out var key) ? ValueTask.FromResult(key) : FindOrMake(tenant, ct);

    internal async ValueTask<PersonKeys> Open(EntityKey entity, IEnumerable<StoredPersonKey> stored, CancellationToken ct)
    {
        var keys = ImmutableArray.CreateBuilder<PersonKey>();
        foreach (var key in stored)
        {
            keys.Add((await Get(key.WrappedBy, key.TenantKey, ct).ConfigureAwait(false)).Unwrap(key));
        }

        return new PersonKeys(entity, keys.DrainToImmutable()) { Seals = Seals };
    }

    /// <summary>Gives rows the keys that what is sealed in them needs.</summary>
    internal async Task<ImmutableArray<StoredRow>> Open(IReadOnlyList<StoredRow> rows, CancellationToken ct)
    {
        var entities = rows.Where(r => SealingScope.MayHoldSealed(r.Body.Span)).Select(r => r.Entity).ToHashSet();
        if (entities.Count == 0)
        {
            return [.. rows];
        }

        var stored = (await store.ReadPersonKeys(entities, ct).ConfigureAwait(false)).ToLookup(k => k.Entity);
        var opened = ImmutableArray.CreateBuilder<StoredRow>(rows.Count);
        foreach (var row in rows)
        {
            opened.Add(entities.Contains(row.Entity)
                ? row with { Keys = await Open(row.Entity, stored[row.Entity], ct).ConfigureAwait(false) }
                : row);
        }

        return opened.MoveToImmutable();
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }

        _turn.Dispose();
    }

    private async ValueTask<TenantKey> FindOrMake(TenantId tenant, CancellationToken ct)
    {
        var stored = await store.FindTenantKey(tenant, null, ct).ConfigureAwait(false);
        var key = stored is null ? await Add(tenant, 1, ct).ConfigureAwait(false) : await Open(stored, ct).ConfigureAwait(false);
        _current.TryAdd(tenant, key);

        return key;
    }

    private async ValueTask<TenantKey> Get(TenantId tenant, int version, CancellationToken ct) =>
        _keys.TryGetValue((tenant, version), out var key)
            ? key
            : await Open(
                await store.FindTenantKey(tenant, version, ct).ConfigureAwait(false)
                    ?? throw new CryptographicException("A tenant's key is gone; what it wrapped can't be opened."),
                ct).ConfigureAwait(false);

    /// <summary>Whoever keeps a version first has made it; all others take that one.</summary>
    private async Task<TenantKey> Add(TenantId tenant, int version, CancellationToken ct)
    {
        var made = root.Wrap(RandomNumberGenerator.GetBytes(KeyBytes), ContextOf(tenant, version));

        return await Open(await store.KeepTenantKey(new StoredTenantKey(tenant, version, made), ct).ConfigureAwait(false), ct).ConfigureAwait(false);
    }

    private async ValueTask<TenantKey> Open(StoredTenantKey stored, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (_keys.TryGetValue((stored.Tenant, stored.Version), out var known))
            {
                return known;
            }

            if (_keys.Count >= TenantKeysMax)
            {
                throw new InvalidOperationException($"More than {TenantKeysMax} tenants' keys are open.");
            }

            var key = root.Unwrap(stored.Wrapped.Span, ContextOf(stored.Tenant, stored.Version));

            return _keys[(stored.Tenant, stored.Version)] = new TenantKey(stored.Tenant, stored.Version, key);
        }
        finally
        {
            _turn.Release();
        }
    }

    internal static string ContextOf(TenantId tenant, int version) => $"tenant-key/{tenant}/{version}";
}

/// <param name="Version">The version of the tenant's key that wraps all its persons' keys now.</param>
/// <param name="Rewrapped">How many were wrapped anew by this call.</param>
/// <param name="Resumed">An earlier rotation was carried to its end, and no new key was made.</param>
public sealed record KeyRotation(int Version, int Rewrapped, bool Resumed);
