using System.Globalization;

namespace SharedConsular.Api.Tests;

/// <summary>
/// Gives a server another time of day by libfaketime, which stands between it and the system. Only the time of day
/// moves: what is measured from a moment to a later one, as timers do, goes on as it is.
/// </summary>
internal sealed class MovedClock : IDisposable
{
    private const string Missing = "libfaketime (package faketime) is not installed.";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("moved-clock-");
    private readonly string _library;

    private MovedClock(string library)
    {
        _library = library;
        Move(TimeSpan.Zero);
    }

    private string OffsetFile => Path.Combine(_folder.FullName, "offset");

    /// <summary>What a server has to be started with.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("LD_PRELOAD", _library),
        ("FAKETIME_TIMESTAMP_FILE", OffsetFile),
        ("FAKETIME_NO_CACHE", "1"),
        ("DONT_FAKE_MONOTONIC", "1"),
        ("NO_FAKE_STAT", "1"),
    ];

    /// <summary>Whether it can be had here.</summary>
    public static bool IsInstalled => FindLibrary() is not null;

    /// <summary>Skips the test where the library is not installed; there it fails when CI=true.</summary>
    public static MovedClock Get()
    {
        var found = FindLibrary();
        if (found is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", Missing);
            Assert.Fail(Missing);
        }

        return new MovedClock(found);
    }

    /// <summary>From now on the server's time is this far ahead of the machine's; or behind it, when it is negative.</summary>
    public void Move(TimeSpan ahead)
    {
        // The server reads the file whenever it asks for the time, so it must never find half of it.
        var draft = Path.Combine(_folder.FullName, "draft");
        File.WriteAllText(draft, string.Create(CultureInfo.InvariantCulture, $"{(long)ahead.TotalSeconds:+0;-0}\n"));
        File.Move(draft, OffsetFile, overwrite: true);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string? FindLibrary() => Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").Select(d => Path.Combine(d, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        : null;
}
