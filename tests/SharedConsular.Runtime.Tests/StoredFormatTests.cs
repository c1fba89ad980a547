namespace SharedConsular.Runtime.Tests;

public sealed class StoredFormatTests
{
    private static readonly DateTimeOffset At = new(2027, 3, 1, 8, 0, 0, TimeSpan.FromHours(10));

    [Fact]
    public void Every_event_ever_stored_reads_back() =>
        StoredFormat.Check<LedgerEvent>(
            StoredFormat.Folder(), new Deposited(5, "Zoë"), new Withdrawn(2), new ReminderSet(At), new Reminded());

    [Fact]
    public void An_event_without_an_example_is_noticed() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => StoredFormat.Check<LedgerEvent>("nowhere"));

    [Fact]
    public void A_lost_field_is_noticed()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(StoredFormat.Folder()))
        {
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(folder.Path, "withdrawn.json"), """{"amount":2,"reason":"renamed since"}""");
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => StoredFormat.Check<LedgerEvent>(folder.Path));
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("stored-format-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
