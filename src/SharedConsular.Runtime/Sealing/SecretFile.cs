using System.Security.Cryptography;

namespace SharedConsular.Runtime;

/// <summary>A file that only its user may read, and that is made once, also when several nodes that share a folder start at once.</summary>
public static class SecretFile
{
    /// <summary>All that the file may allow.</summary>
    public const UnixFileMode OnlyTheUser = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const int NameBytes = 8;

    /// <summary>Makes the file unless it is there. Whoever comes second leaves what the first one wrote: read it afterwards.</summary>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public static void Make(string path, ReadOnlySpan<byte> contents)
    {
        // Takes its name when whole: half a key after a power cut would be taken for a wrong one for ever.
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var unfinished = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes))}.making";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OnlyTheUser;
        }

        try
        {
            using (var file = new FileStream(unfinished, options))
            {
                file.Write(contents);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another was first.
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
