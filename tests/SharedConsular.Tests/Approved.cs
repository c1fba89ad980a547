using System.Runtime.CompilerServices;

namespace SharedConsular.Tests;

/// <summary>Texts that were looked at once and may only change when someone looks again.</summary>
internal static class Approved
{
    public static string Folder { get; } = FolderOf();

    public static void Text(string name, string actual) =>
        Assert.Equal(Stored(name, () => actual).ReplaceLineEndings("\n"), actual);

    /// <summary>What the file says; a missing one is written when <c>UPDATE_STORED_FORMAT=1</c>, none is ever overwritten.</summary>
    public static string Stored(string name, Func<string> first)
    {
        var path = Path.Combine(Folder, name);
        if (!File.Exists(path) && Environment.GetEnvironmentVariable("UPDATE_STORED_FORMAT") == "1")
        {
            File.WriteAllText(path, first());
        }

        Assert.True(File.Exists(path), $"{name} is missing.");
        return File.ReadAllText(path);
    }

    private static string FolderOf([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
