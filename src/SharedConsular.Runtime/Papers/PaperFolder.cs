using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SharedConsular.Runtime;

/// <summary>Keeps files in a folder that only the platform's user may enter: beside the embedded store, or on a disk that all nodes share.</summary>
public sealed class PaperFolder(string folder) : IPaperStore
{
    private const string Unfinished = ".unfinished";
    private const int RandomBytes = 8;
    private const int ReadOnlyFlag = 0;
    private const UnixFileMode OnlyTheUser = SecretFile.OnlyTheUser | UnixFileMode.UserExecute;

    private readonly string _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    public Task Put(PaperName name, ReadOnlyMemory<byte> contents, CancellationToken ct) => Reach(async () =>
    {
        var path = PathOf(name);
        var place = Path.GetDirectoryName(path)!;
        MakeFolders(place);
        var unfinished = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}{Unfinished}";
        try
        {
            await Write(unfinished, contents, ct).ConfigureAwait(false);

            // It takes its name when it is whole; the name is durable when the folders are that lead to it.
            File.Move(unfinished, path);
            foreach (var above in UpFrom(place))
            {
                FlushFolder(above);
            }

            return true;
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    });

    public Task<byte[]?> Find(PaperName name, CancellationToken ct) => Reach(async () =>
        File.Exists(PathOf(name)) ? await File.ReadAllBytesAsync(PathOf(name), ct).ConfigureAwait(false) : null);

    public Task Remove(PaperName name, CancellationToken ct) => Reach(() =>
    {
        var place = new DirectoryInfo(Path.GetDirectoryName(PathOf(name))!);
        if (place.Exists)
        {
            foreach (var file in place.EnumerateFiles($"{name.Id}*"))
            {
                file.Delete();
            }

            FlushFolder(place.FullName);
        }

        return Task.FromResult(true);
    });

    public Task<PaperPage> List(string? after, int countMax, CancellationToken ct) => Reach(() =>
    {
        var root = new DirectoryInfo(_folder);
        var paths = !root.Exists ? [] : root.EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(f => (Path: Path.GetRelativePath(root.FullName, f.FullName).Replace(Path.DirectorySeparatorChar, '/'), File: f))
            .Where(f => string.CompareOrdinal(f.Path, after) > 0)
            .OrderBy(f => f.Path, StringComparer.Ordinal).Take(countMax).ToList();
        var papers = paths.Select(f => (Name: NameOf(f.Path), At: new DateTimeOffset(f.File.LastWriteTimeUtc, TimeSpan.Zero)))
            .Where(f => f.Name is not null).Select(f => new StoredPaper(f.Name!, f.At)).ToList();

        return Task.FromResult(new PaperPage(papers, paths.Count < countMax ? null : paths[^1].Path));
    });

    private static async Task<T> Reach<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(
                StoreUnavailableException.Unwritable, "The folder of the papers can't be used. Look at its disk and its rights.", ex);
        }
    }

    private static async Task Write(string path, ReadOnlyMemory<byte> contents, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = SecretFile.OnlyTheUser;
        }

        await using var file = new FileStream(path, options);
        await file.WriteAsync(contents, ct).ConfigureAwait(false);
        file.Flush(flushToDisk: true);
    }

    private string PathOf(PaperName name) => Path.Combine(_folder, name.Entity.Tenant.Value, name.Entity.Type, name.Entity.Id, name.Id);

    /// <summary>Of a file, or of the rest that a broken attempt to write it has left.</summary>
    private static PaperName? NameOf(string path) =>
        PaperName.Parse(path.EndsWith(Unfinished, StringComparison.Ordinal) ? path[..path.IndexOf('.', StringComparison.Ordinal)] : path);

    /// <summary>One by one from the top: made in one go, only the last of them would be for its user alone.</summary>
    private void MakeFolders(string place)
    {
        foreach (var folder in UpFrom(place).Reverse())
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OnlyTheUser);
            }
        }
    }

    /// <summary>The folder of an entity, and those above it that are of this store.</summary>
    private IEnumerable<string> UpFrom(string place)
    {
        for (var folder = place; folder.Length >= _folder.Length; folder = Path.GetDirectoryName(folder)!)
        {
            yield return folder;
        }
    }

    /// <summary>A new name survives a power cut when its folder was flushed; .NET opens no folders, so the system is asked. See fsync(2).</summary>
    private static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(path, ReadOnlyFlag);
        if (handle < 0)
        {
            throw new IOException($"The folder of the files can't be opened (error {Marshal.GetLastPInvokeError()}).");
        }

        var result = Flush(handle);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(handle);
        if (result != 0)
        {
            throw new IOException($"The folder of the files can't be flushed (error {error}).");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int handle);

    [DllImport("libc", EntryPoint = "close"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
