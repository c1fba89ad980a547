using System.Security.Cryptography;
using System.Text;

namespace SharedConsular.Runtime;

/// <summary>
/// Seals a file before it leaves for its store: AES-256-GCM under a key that is drawn for this file and used once. The key is kept by
/// the entity as something personal, so it is sealed under the person's own and gone with it. The name is authenticated.
/// </summary>
public static class PaperSeal
{
    private const int KeyBytes = 32;

    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    public static string DrawKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    public static byte[] Seal(ReadOnlySpan<byte> plain, string key, PaperName name)
    {
        var box = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(Convert.FromBase64String(key), TagBytes);
        cipher.Encrypt(
            box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length), ContextOf(name));

        return box;
    }

    /// <exception cref="CryptographicException">It was changed in its store, or belongs to another name.</exception>
    public static byte[] Open(ReadOnlySpan<byte> box, string key, PaperName name)
    {
        if (box.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("Too short to be a sealed file.");
        }

        var plain = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(Convert.FromBase64String(key), TagBytes);
        cipher.Decrypt(box[..NonceBytes], box.Slice(NonceBytes, plain.Length), box[(NonceBytes + plain.Length)..], plain, ContextOf(name));

        return plain;
    }

    private static byte[] ContextOf(PaperName name) => Encoding.UTF8.GetBytes($"paper/{name}");
}
