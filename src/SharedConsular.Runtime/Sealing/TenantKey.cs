using System.Security.Cryptography;
using System.Text;

namespace SharedConsular.Runtime;

/// <summary>
/// One version of a tenant's key, open. It wraps the keys of the persons in that tenant's entities, and of those in others'
/// who fear the state their entity is of.
/// </summary>
internal sealed class TenantKey(TenantId tenant, int version, ReadOnlySpan<byte> key) : IDisposable
{
    private readonly AesGcm _cipher = new(key, AesGcm.TagByteSizes.MaxSize);
    private readonly Lock _gate = new();

    public TenantId Tenant { get; } = tenant;

    public int Version { get; } = version;

    public StoredPersonKey Wrap(EntityKey entity, PersonKey person)
    {
        var (nonceBytes, tagBytes) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var wrapped = new byte[nonceBytes + person.Key.Length + tagBytes];
        var nonce = wrapped.AsSpan(0, nonceBytes);
        RandomNumberGenerator.Fill(nonce);
        lock (_gate)
        {
            _cipher.Encrypt(
                nonce, person.Key, wrapped.AsSpan(nonceBytes, person.Key.Length), wrapped.AsSpan(nonceBytes + person.Key.Length),
                ContextOf(entity, person.Subject, person.Id));
        }

        return new StoredPersonKey(entity, person.Subject, person.Id, Version, wrapped) { WrappedBy = Tenant };
    }

    /// <exception cref="CryptographicException">It was not wrapped by this key, or was changed or moved since.</exception>
    public PersonKey Unwrap(StoredPersonKey stored)
    {
        var (nonceBytes, tagBytes) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var wrapped = stored.Wrapped.Span;
        if (wrapped.Length != nonceBytes + PersonKey.KeyBytes + tagBytes)
        {
            throw new CryptographicException("Not a wrapped key.");
        }

        var key = new byte[PersonKey.KeyBytes];
        lock (_gate)
        {
            _cipher.Decrypt(
                wrapped[..nonceBytes], wrapped.Slice(nonceBytes, key.Length), wrapped[(nonceBytes + key.Length)..], key,
                ContextOf(stored.Entity, stored.Subject, stored.Id));
        }

        return new PersonKey(stored.Subject, stored.Id, key) { WrappedBy = Tenant };
    }

    public void Dispose() => _cipher.Dispose();

    private static byte[] ContextOf(EntityKey entity, string subject, string id) => Encoding.UTF8.GetBytes($"person-key/{entity}/{id}/{subject}");
}
