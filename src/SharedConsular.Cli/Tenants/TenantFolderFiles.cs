using System.Text;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using SharedConsular.Policies;

namespace SharedConsular.Cli.Tenants;

/// <summary>A tenant's folder on this machine, read and written byte by byte.</summary>
internal static class TenantFolderFiles
{
    private const int FilesMax = 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The last name of the path: <c>policies/tenants/ee</c> is the folder of <c>ee</c>.</summary>
    public static string TenantOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path));

    /// <exception cref="UsageException">There is no such folder, or it holds what no folder of a tenant does.</exception>
    public static TenantFolderRequest Read(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new UsageException($"There is no folder '{path}'.");
        }

        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(path).Take(FilesMax + 1).Order(StringComparer.Ordinal))
        {
            if (files.Count >= FilesMax || new FileInfo(file).Length > TenantFolder.FileBytesMax)
            {
                throw new UsageException($"A tenant's folder has at most {FilesMax} files of at most {TenantFolder.FileBytesMax} bytes.");
            }

            files[Path.GetFileName(file)] = TextOf(file);
        }

        return new TenantFolderRequest(files);
    }

    /// <exception cref="UsageException">The folder holds files that the version has not: together they would be another version.</exception>
    public static void Write(string path, TenantFolderResponse folder)
    {
        if (folder.Files.Keys.FirstOrDefault(name => Path.GetFileName(name) != name) is { } odd)
        {
            throw new UsageException($"The server names a file '{odd}', which is none of a tenant's folder.");
        }

        Directory.CreateDirectory(path);
        if (Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName).FirstOrDefault(name => !folder.Files.ContainsKey(name!)) is { } stranger)
        {
            throw new UsageException($"'{path}' holds '{stranger}', which is not of this version. Name an empty folder.");
        }

        foreach (var (name, text) in folder.Files)
        {
            File.WriteAllBytes(Path.Combine(path, name), Utf8.GetBytes(text));
        }
    }

    private static string TextOf(string file)
    {
        try
        {
            return Utf8.GetString(File.ReadAllBytes(file));
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException($"'{file}' is not UTF-8.");
        }
    }
}
