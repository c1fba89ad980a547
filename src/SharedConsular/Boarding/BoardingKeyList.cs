using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SharedConsular.Boarding;

/// <summary>The public keys whose tokens open gates of a crisis today (ECDSA over P-256, SHA-256).</summary>
public sealed class BoardingKeyList : IDisposable
{
    /// <summary>A key is made each day and its tokens live at most so long; a list has as many keys.</summary>
    public const int DaysMax = 14;

    private readonly Dictionary<uint, ECDsa> _keys = [];
    private readonly Lock _gate = new();

    /// <summary>What is no such key is left out: a token it should have signed opens nothing.</summary>
    /// <param name="publicKeys">As SubjectPublicKeyInfo (RFC 5280).</param>
    public BoardingKeyList(IEnumerable<byte[]> publicKeys)
    {
        foreach (var publicKey in publicKeys.Take(DaysMax))
        {
            if (Open(publicKey) is { } key && !_keys.TryAdd(IdOf(publicKey), key))
            {
                key.Dispose();
            }
        }
    }

    public int Count => _keys.Count;

    /// <summary>The first bytes of the SHA-256 of a public key, by which a token names it.</summary>
    public static uint IdOf(ReadOnlySpan<byte> publicKey) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(publicKey));

    public bool IsSigned(uint key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        lock (_gate)
        {
            return _keys.TryGetValue(key, out var known) && known.VerifyData(data, signature, HashAlgorithmName.SHA256);
        }
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private static ECDsa? Open(byte[] publicKey)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value)
            {
                return key;
            }
        }
        catch (CryptographicException)
        {
            // Left out, as said above.
        }

        key.Dispose();

        return null;
    }
}
