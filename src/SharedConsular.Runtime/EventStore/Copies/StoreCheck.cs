using Microsoft.Extensions.Logging.Abstractions;
using SharedConsular.Audit;
using SharedConsular.Runtime.Postgres;
using SharedConsular.Runtime.Sqlite;

namespace SharedConsular.Runtime.Copies;

/// <summary>What a check of one tenant's chain found.</summary>
/// <param name="Difference">The first thing that is not as it was sealed; null when all is.</param>
public sealed record CheckedChain(TenantId Tenant, AuditDifference? Difference, AuditSummary Found);

/// <summary>
/// Checks a store against its own seals: every event and every read of every tenant is in a signed block, in its place and as
/// it was. What is not sealed yet is sealed first.
/// </summary>
public static class StoreCheck
{
    /// <param name="place">The file of an embedded store, or a connection string.</param>
    /// <param name="rootKey">Under which the keys lie that sign.</param>
    /// <param name="time">When it is checked.</param>
    public static async Task<IReadOnlyList<CheckedChain>> Run(string place, IRootKeyPlace rootKey, TimeProvider time, CancellationToken ct)
    {
        await using var store = await Open(place, ct).ConfigureAwait(false);
        using var root = RootKeyring.Open(rootKey);
        using var keys = new KeyRing(store, root);
        await keys.CheckRoot(ct).ConfigureAwait(false);
        using var signer = new TenantSigner(store, root);
        using var leases = new Leases(store, time, NullLogger<Leases>.Instance);
        using var notary = new Notary(store, leases, signer, root, time, NullLogger<Notary>.Instance);
        await notary.SealAll(ct).ConfigureAwait(false);
        var export = new AuditExport(store, notary, signer, root, time);
        var found = new List<CheckedChain>();
        foreach (var tenant in await store.ReadSealedTenants(ct).ConfigureAwait(false))
        {
            found.Add(await Check(export, tenant, ct).ConfigureAwait(false));
        }

        return found;
    }

    private static async Task<CheckedChain> Check(AuditExport export, TenantId tenant, CancellationToken ct)
    {
        var verifier = new AuditVerifier();
        await foreach (var line in export.Read(tenant, null, null, _ => Task.FromResult(false), ct).ConfigureAwait(false))
        {
            if (!verifier.Read(line.Write()))
            {
                return new CheckedChain(tenant, verifier.Difference, verifier.Summary);
            }
        }

        verifier.End();

        return new CheckedChain(tenant, verifier.Difference, verifier.Summary);
    }

    private static async Task<IEventStore> Open(string place, CancellationToken ct) => StoreCopy.IsPostgres(place)
        ? await PostgresStore.Open(place, migrate: false, ct).ConfigureAwait(false)
        : File.Exists(place)
            ? SqliteStore.Open(place)
            : throw new StoreUnavailableException(StoreUnavailableException.Foreign, $"There is no store at {place}.");
}
