using System.Collections.Immutable;

namespace SharedConsular.Policies;

/// <summary>
/// The folders policies are read from. A file of a later folder stands in the place of one with the same name in an
/// earlier folder; the reference data comes with the product and can be replaced the same way (<c>reference/…</c>).
/// </summary>
public sealed record PolicySources(ImmutableArray<string> Folders)
{
    private const int FilesMax = 5000;

    /// <summary>The policies that come with the product, beside the running program.</summary>
    public static PolicySources Standard { get; } = new([Path.Combine(AppContext.BaseDirectory, "policies")]);

    /// <summary>The same, with an installation's own folder in front.</summary>
    public PolicySources With(string folder) => new(Folders.Add(folder));

    /// <summary>The content by name, with forward slashes and relative to its folder.</summary>
    internal SortedDictionary<string, byte[]> ReadFiles(List<PolicyFault> faults)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in typeof(PolicySources).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("reference/", StringComparison.Ordinal)))
        {
            using var stream = typeof(PolicySources).Assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            files[name] = content;
        }

        foreach (var folder in Folders)
        {
            ReadFolder(folder, files, faults);
        }

        return files;
    }

    private static void ReadFolder(string folder, SortedDictionary<string, byte[]> files, List<PolicyFault> faults)
    {
        if (!Directory.Exists(folder))
        {
            faults.Add(new PolicyFault(PolicyFaultLevel.Error, "policy.no-folder", folder, 0, "The folder is not there."));
            return;
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(PolicyFiles.IsPolicyFile).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (new FileInfo(path).Length > PolicyFiles.BytesMax(name))
            {
                faults.Add(PolicyFiles.TooLarge(name));
            }
            else if (files.Count >= FilesMax)
            {
                faults.Add(new PolicyFault(PolicyFaultLevel.Error, "policy.too-large", name, 0, $"More than {FilesMax} files."));
                return;
            }
            else
            {
                files[name] = File.ReadAllBytes(path);
            }
        }
    }
}
