using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace SharedConsular.Runtime.Tests;

/// <summary>After an erasure and a cleaning no file of the store holds a word of the person, wherever pages were split or merged.</summary>
public sealed class RemainsTests : IAsyncDisposable
{
    private const int People = 400;

    private readonly RuntimeHarness _harness = new();

    private static CancellationToken Stop => RuntimeHarness.Stop;

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Nothing_is_left_of_the_words_she_was_found_by()
    {
        using var sweep = new RemainsSweep(_harness.Store, TimeProvider.System, NullLogger<RemainsSweep>.Instance);
        foreach (var number in Shuffled())
        {
            await Execute(number, new Enrol("liis", NameOf(number), null));
        }

        Assert.True(await sweep.IsClean(Stop));
        Assert.False(await _harness.Store.HasRemains(Stop));
        int[] erased = [.. Shuffled().Where(n => n % 3 == 0)];
        foreach (var number in erased)
        {
            await Execute(number, new Forget("liis"));
        }

        Assert.True(await _harness.Store.HasRemains(Stop));
        Assert.True(await sweep.IsClean(Stop));
        Assert.False(await _harness.Store.HasRemains(Stop));
        Assert.Equal([], FoundInFiles(erased.Select(NameOf)));

        // Who was not erased is found as before, also by a process that comes later.
        await _harness.Restart();
        var kept = Shuffled().Except(erased).Select(NameOf).Order(StringComparer.Ordinal);
        var page = await _harness.ReadList(new ListQuery("au", "dossiers") { PageSize = People });
        Assert.Equal(kept, page.Rows.Select(r => r.Read<DossierRow>().Name).Order(StringComparer.Ordinal));
        await Execute(9_999, new Enrol("liis", NameOf(9_999), null));
    }

    [Fact]
    public async Task An_erasure_during_a_cleaning_is_left_for_the_next()
    {
        await Execute(1, new Enrol("liis", NameOf(1), null));
        await Execute(1, new Forget("liis"));
        await _harness.Store.Clean(Stop);
        await Execute(2, new Enrol("liis", NameOf(2), null));
        await Execute(2, new Forget("liis"));

        Assert.True(await _harness.Store.HasRemains(Stop));
        await _harness.Restart();
        Assert.True(await _harness.Store.HasRemains(Stop));
    }

    private static string NameOf(int number) => $"Quirine {number:D4} Zwart{(number * 7919) % 10_007:D5}";

    /// <summary>In an order that splits pages in their middle.</summary>
    private static IEnumerable<int> Shuffled() => Enumerable.Range(1, People).OrderBy(n => (n * 7919L) % 1_009);

    private Task<Outcome<Dossier, DossierEvent>> Execute(int number, DossierCommand command) =>
        _harness.Runtime.Execute(Dossier.Type, Dossier.Key($"d{(number * 31) % 997:D3}-{number}"), command, RuntimeHarness.Officer, null, null, Stop);

    private List<string> FoundInFiles(IEnumerable<string> words)
    {
        var path = _harness.Options.DatabasePath;
        var files = new[] { path, $"{path}-wal", $"{path}-shm" }.Where(File.Exists).Select(Read).ToList();

        return [.. words.Where(w => files.Any(f => f.AsSpan().IndexOf(Encoding.UTF8.GetBytes(w)) >= 0))];
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);

        return bytes.ToArray();
    }
}
