using System.Security.Cryptography;
using System.Text;

namespace SharedConsular.Runtime;

/// <summary>A root key in a file that only its user can read. Whoever loses the file loses every sealed word.</summary>
public sealed class LocalRootKey : IRootKey, IDisposable
{
    private const int KeyBytes = 32;
    private const UnixFileMode OnlyTheUser = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly AesGcm _cipher;
    private readonly Lock _gate = new();

    private LocalRootKey(ReadOnlySpan<byte> key) => _cipher = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);

    /// <summary>Opens the key in the file, or makes one.</summary>
    /// <exception cref="IOException">The file is not such a key, or others may read it.</exception>
    public static LocalRootKey Open(string path)
    {
        if (!File.Exists(path))
        {
            Make(path);
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OnlyTheUser) is not UnixFileMode.None)
        {
            throw new IOException("The root key can be read by others than its user. Take their rights away (mode 600) and start again.");
        }

        var key = File.ReadAllBytes(path);

        return key.Length == KeyBytes ? new LocalRootKey(key) : throw new IOException("The file of the root key holds no root key.");
    }

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

    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OnlyTheUser;
        }

        using var file = new FileStream(path, options);
        file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
        file.Flush(flushToDisk: true);
    }
}
