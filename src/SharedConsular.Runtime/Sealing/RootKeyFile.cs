using System.Security.Cryptography;

namespace SharedConsular.Runtime;

/// <summary>A root key in a file that only its user can read; the next one lies beside it until it takes its place.</summary>
public sealed class RootKeyFile(string path) : IRootKeyPlace
{
    private const UnixFileMode OnlyTheUser = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _next = $"{path}.next";

    public byte[] ReadCurrent()
    {
        if (!File.Exists(path))
        {
            Make(path);
        }

        return Read(path);
    }

    public byte[]? FindNext() => File.Exists(_next) ? Read(_next) : null;

    public byte[] PrepareNext()
    {
        if (!File.Exists(_next))
        {
            Make(_next);
        }

        return Read(_next);
    }

    public void Promote() => File.Move(_next, path, overwrite: true);

    private static byte[] Read(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OnlyTheUser) is not UnixFileMode.None)
        {
            throw new IOException("The root key can be read by others than its user. Take their rights away (mode 600) and start again.");
        }

        var key = File.ReadAllBytes(path);

        return key.Length == AesRootKey.KeyBytes ? key : throw new IOException("The file of the root key holds no root key.");
    }

    private static void Make(string path)
    {
        // Renamed when whole: half a key after a power cut would be taken for a wrong one for ever.
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var unfinished = $"{path}.making";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OnlyTheUser;
        }

        using (var file = new FileStream(unfinished, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(AesRootKey.KeyBytes));
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path);
    }
}
