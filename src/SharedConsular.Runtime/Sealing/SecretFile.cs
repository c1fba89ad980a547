using System.Runtime.InteropServices;
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

            // File.Move looks whether the name is free and then takes it: two that look at once both take it. A second name does it in one step.
            if (OperatingSystem.IsWindows() || Link(unfinished, path) != 0)
            {
                // On Windows this is one step too; elsewhere the name was taken, or the disk knows no second names.
                File.Move(unfinished, path);
            }
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

    /// <summary>Gives a file a second name, unless something has that name: 0 when it did. See link(2).</summary>
    [DllImport("libc", EntryPoint = "link"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string file, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}
