using System.Security.Cryptography;
using System.Text;
using SharedConsular.Runtime;

namespace SharedConsular.Integrations.KeyVault;

/// <summary>
/// A root key that lies beside the database wrapped by a key that never leaves an Azure Key Vault. Without the vault the file
/// opens nothing; the vault's owner sees each opening, and can end them.
/// </summary>
public sealed class VaultRootKey(VaultKey vault, string path) : IRootKeyPlace
{
    private readonly string _next = $"{path}.next";

    public byte[] ReadCurrent() => File.Exists(path) ? Read(path) : Make(path);

    public byte[]? FindNext() => File.Exists(_next) ? Read(_next) : null;

    public byte[] PrepareNext() => FindNext() ?? Make(_next);

    public void Promote() => File.Move(_next, path, overwrite: true);

    private byte[] Read(string file)
    {
        if (File.ReadAllLines(file) is not [var version, var wrapped, ..] || !Uri.TryCreate(version, UriKind.Absolute, out var address))
        {
            throw new IOException("The file of the wrapped root key holds none.");
        }

        try
        {
            var key = vault.Unwrap(address, Convert.FromBase64String(wrapped));

            return key.Length == AesRootKey.KeyBytes ? key : throw new IOException("What the key vault opened is no root key.");
        }
        catch (FormatException)
        {
            throw new IOException("The file of the wrapped root key holds none.");
        }
    }

    private byte[] Make(string file)
    {
        var (version, wrapped) = vault.Wrap(RandomNumberGenerator.GetBytes(AesRootKey.KeyBytes));
        SecretFile.Make(file, Encoding.ASCII.GetBytes($"{version}\n{Convert.ToBase64String(wrapped)}\n"));

        // Not ours, if another node was first.
        return Read(file);
    }
}
