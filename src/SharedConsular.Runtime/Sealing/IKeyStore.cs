namespace SharedConsular.Runtime;

/// <summary>
/// The wrapped keys, as a store keeps them. Persons' keys come and go with the commits of their entity
/// (<see cref="Commit.NewKeys"/>, <see cref="Commit.Forgotten"/>), so that none is without its data or outlives it.
/// </summary>
public interface IKeyStore
{
    /// <summary>A tenant's key of this version, or the newest one; null when there is none.</summary>
    Task<StoredTenantKey?> FindTenantKey(TenantId tenant, int? version, CancellationToken ct);

    /// <summary>Any tenant's key, to see whether the root key opens it; null when there is none.</summary>
    Task<StoredTenantKey?> FindAnyTenantKey(CancellationToken ct);

    /// <summary>Keeps a tenant's key unless one of its version is there already; returns the one that is there now.</summary>
    Task<StoredTenantKey> KeepTenantKey(StoredTenantKey key, CancellationToken ct);

    /// <summary>The keys of all persons of these entities.</summary>
    Task<IReadOnlyList<StoredPersonKey>> ReadPersonKeys(IReadOnlyCollection<EntityKey> entities, CancellationToken ct);

    /// <summary>
    /// Keys that an older version of this tenant's key wraps, in a fixed order behind one of them or from the first; at most
    /// <paramref name="countMax"/>.
    /// </summary>
    Task<IReadOnlyList<StoredPersonKey>> ReadPersonKeysBefore(
        TenantId tenant, int version, StoredPersonKey? after, int countMax, CancellationToken ct);

    /// <summary>
    /// Puts these keys in place of the same ones under another key of the same tenant. One that was destroyed meanwhile, or is
    /// kept from that tenant now, stays so.
    /// </summary>
    Task Rewrap(IReadOnlyList<StoredPersonKey> keys, CancellationToken ct);

    /// <summary>
    /// Puts tenants' keys and documents of these kinds in place of the same wrapped by another root key, all in one step; what
    /// was there before lies in no file any more.
    /// </summary>
    /// <param name="kinds">The kinds of kept documents that are wrapped keys.</param>
    /// <param name="rewrap">The same key wrapped otherwise; null leaves it as it is.</param>
    /// <returns>How many were wrapped otherwise.</returns>
    Task<int> RewrapByRoot(IReadOnlyCollection<string> kinds, Func<RootWrapped, byte[]?> rewrap, CancellationToken ct);
}

/// <param name="Kind">Of the kept document; null for a tenant's key.</param>
/// <param name="Id">Of the kept document, or the tenant.</param>
/// <param name="Version">Of the tenant's key.</param>
public readonly record struct RootWrapped(string? Kind, string Id, int Version, ReadOnlyMemory<byte> Wrapped);

/// <param name="Wrapped">The key under the root key.</param>
public sealed record StoredTenantKey(TenantId Tenant, int Version, ReadOnlyMemory<byte> Wrapped);

/// <param name="Entity">Where the person stands; nowhere else is this key used.</param>
/// <param name="Subject">Who it is, as the entity says.</param>
/// <param name="Id">What sealed values call the key.</param>
/// <param name="TenantKey">The version of the tenant's key that wraps it.</param>
public sealed record StoredPersonKey(EntityKey Entity, string Subject, string Id, int TenantKey, ReadOnlyMemory<byte> Wrapped)
{
    /// <summary>The tenant whose key wraps it: another than the entity's where the person fears that one.</summary>
    public TenantId WrappedBy { get; init; } = Entity.Tenant;
}
