using System.Security.Cryptography;

namespace SharedConsular.Runtime;

/// <summary>A root key in a file that only its user can read; the next one lies beside it until it takes its place.</summary>
public sealed class RootKeyFile(string path) : IRootKeyPlace
{
    private readonly string _next = $"{path}.next";

    public byte[] ReadCurrent() => ReadOrMake(path);

    public byte[]? FindNext() => File.Exists(_next) ? Read(_next) : null;

    public byte[] PrepareNext() => ReadOrMake(_next);

    public void Promote() => File.Move(_next, path, overwrite: true);

    private static byte[] ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            SecretFile.Make(path, RandomNumberGenerator.GetBytes(AesRootKey.KeyBytes));
        }

        return Read(path);
    }

    private static byte[] Read(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~SecretFile.OnlyTheUser) is not UnixFileMode.None)
        {
            throw new IOException("The root key can be read by others than its user. Take their rights away (mode 600) and start again.");
        }

        var key = File.ReadAllBytes(path);

        return key.Length == AesRootKey.KeyBytes ? key : throw new IOException("The file of the root key holds no root key.");
    }
}
