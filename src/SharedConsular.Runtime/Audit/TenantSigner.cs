using System.Collections.Concurrent;
using System.Security.Cryptography;
using SharedConsular.Audit;

namespace SharedConsular.Runtime;

/// <summary>
/// Signs for a tenant (ECDSA over P-256, SHA-256). Each tenant has a key of its own, made when it first signs and kept
/// wrapped by the root key; the public half goes with what was signed.
/// </summary>
public sealed class TenantSigner(IKeptDocuments documents, IRootKey root) : IDisposable
{
    public static readonly RootWrappedKind Wrapped = new(Kind, id => $"{Kind}/{id}");

    private const string Kind = "signing-key";

    /// <summary>One per tenant that ever signed; there are about 250 states and a few operators.</summary>
    private const int KeysMax = 2_000;

    private readonly ConcurrentDictionary<TenantId, ECDsa> _keys = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>A signature of IEEE P1363 form, 64 bytes.</summary>
    public async Task<byte[]> Sign(TenantId tenant, ReadOnlyMemory<byte> data, CancellationToken ct)
    {
        var key = await GetKey(tenant, ct).ConfigureAwait(false);
        lock (key)
        {
            return key.SignData(data.Span, HashAlgorithmName.SHA256);
        }
    }

    /// <summary>The public key of a tenant, as SubjectPublicKeyInfo (RFC 5280).</summary>
    public async Task<byte[]> GetPublicKey(TenantId tenant, CancellationToken ct)
    {
        var key = await GetKey(tenant, ct).ConfigureAwait(false);
        lock (key)
        {
            return key.ExportSubjectPublicKeyInfo();
        }
    }

    /// <summary>Whether this data was signed with the other half of a public key; needs no store and no secret.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        TenantSignature.IsGood(publicKey, data, signature);

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }

        _turn.Dispose();
    }

    private async ValueTask<ECDsa> GetKey(TenantId tenant, CancellationToken ct)
    {
        if (_keys.TryGetValue(tenant, out var known))
        {
            return known;
        }

        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (_keys.TryGetValue(tenant, out known))
            {
                return known;
            }

            if (_keys.Count >= KeysMax)
            {
                throw new InvalidOperationException($"More than {KeysMax} tenants sign.");
            }

            return _keys[tenant] = await FindKey(tenant, ct).ConfigureAwait(false) ?? await MakeKey(tenant, ct).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<ECDsa?> FindKey(TenantId tenant, CancellationToken ct)
    {
        if (await documents.FindKept(Kind, tenant.Value, ct).ConfigureAwait(false) is not { } wrapped)
        {
            return null;
        }

        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(root.Unwrap(wrapped.Span, Context(tenant)), out _);

        return key;
    }

    private async Task<ECDsa> MakeKey(TenantId tenant, CancellationToken ct)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            await documents.Keep(Kind, tenant.Value, root.Wrap(key.ExportPkcs8PrivateKey(), Context(tenant)), ct).ConfigureAwait(false);

            return key;
        }
        catch (InvalidOperationException)
        {
            // Another node was first; its key counts.
            key.Dispose();

            return (await FindKey(tenant, ct).ConfigureAwait(false))!;
        }
    }

    private static string Context(TenantId tenant) => $"{Kind}/{tenant}";
}
