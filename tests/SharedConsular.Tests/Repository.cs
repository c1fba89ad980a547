using System.Runtime.CompilerServices;

namespace SharedConsular.Tests;

/// <summary>The files of this repository, for tests about the source itself. A path is relative, with forward slashes.</summary>
internal static class Repository
{
    /// <summary>What a build, an editor or a running installation leaves behind; none of it is committed.</summary>
    private static readonly string[] NotOurs = [".git", ".artifacts", ".vs", ".vscode", ".idea", "node_modules", "bin", "obj"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every file below a folder whose name ends like this.</summary>
    public static IReadOnlyList<string> Files(string folder, string ending)
    {
        var files = FilesBelow(Path.Combine(Root, folder))
            .Where(f => f.EndsWith(ending, StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .ToList();

        // A guard that looks at nothing never fails.
        Assert.NotEmpty(files);
        return files;
    }

    public static IReadOnlyList<string> Folders(string folder) =>
        [.. Files(folder, "").Select(f => f[..f.LastIndexOf('/')]).SelectMany(WithParents).Distinct().Order(StringComparer.Ordinal)];

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    /// <summary>The projects in a folder, by name, with the path of the project file.</summary>
    public static IReadOnlyDictionary<string, string> Projects(string folder) =>
        Files(folder, ".csproj").ToDictionary(f => Path.GetFileNameWithoutExtension(f));

    /// <summary>Fails with everything that was found, one a line, so that it can all be mended in one go.</summary>
    public static void FindsNothing(IEnumerable<string> found)
    {
        var all = found.ToList();

        Assert.True(all.Count == 0, "Found:\n" + string.Join('\n', all));
    }

    private static IEnumerable<string> WithParents(string folder)
    {
        for (var end = folder.Length; end > 0; end = folder.LastIndexOf('/', end - 1))
        {
            yield return folder[..end];
        }
    }

    private static IEnumerable<string> FilesBelow(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder)
            .Where(d => !NotOurs.Contains(Path.GetFileName(d)) && d != Path.Combine(Root, "data"))
            .SelectMany(FilesBelow));

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "SharedConsular.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests holds the solution.");
        }

        return folder.FullName;
    }
}
