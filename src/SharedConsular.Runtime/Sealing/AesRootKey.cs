using System.Security.Cryptography;
using System.Text;

namespace SharedConsular.Runtime;

/// <summary>A root key that is held in memory: AES-256-GCM, a random nonce each time, the context authenticated.</summary>
public sealed class AesRootKey(ReadOnlySpan<byte> key) : IRootKey, IDisposable
{
    public const int KeyBytes = 32;

    private readonly AesGcm _cipher = new(key, AesGcm.TagByteSizes.MaxSize);
    private readonly Lock _gate = new();

    public byte[] Wrap(ReadOnlySpan<byte> key, string context)
    {
        var (nonceBytes, tagBytes) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var wrapped = new byte[nonceBytes + key.Length + tagBytes];
        var nonce = wrapped.AsSpan(0, nonceBytes);
        RandomNumberGenerator.Fill(nonce);
        lock (_gate)
        {
            _cipher.Encrypt(nonce, key, wrapped.AsSpan(nonceBytes, key.Length), wrapped.AsSpan(nonceBytes + key.Length), Encoding.UTF8.GetBytes(context));
        }

        return wrapped;
    }

    public byte[] Unwrap(ReadOnlySpan<byte> wrapped, string context)
    {
        var (nonceBytes, tagBytes) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        if (wrapped.Length < nonceBytes + tagBytes)
        {
            throw new CryptographicException("Too short to be a wrapped key.");
        }

        var key = new byte[wrapped.Length - nonceBytes - tagBytes];
        lock (_gate)
        {
            _cipher.Decrypt(
                wrapped[..nonceBytes], wrapped.Slice(nonceBytes, key.Length), wrapped[(nonceBytes + key.Length)..], key, Encoding.UTF8.GetBytes(context));
        }

        return key;
    }

    public void Dispose() => _cipher.Dispose();
}
