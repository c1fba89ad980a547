namespace SharedConsular.Cli.Servers;

/// <summary>A folder that is gone when its owner is.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private TemporaryFolder(string path) => Path = path;

    public string Path { get; }

    /// <param name="within">On which disk; the system's place for temporary files when null.</param>
    public static TemporaryFolder Create(string? within = null)
    {
        var path = System.IO.Path.Combine(within ?? System.IO.Path.GetTempPath(), "consular-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(path);

        return new TemporaryFolder(path);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // Something still holds a file; the system clears its temporary folder itself.
        }
    }
}
