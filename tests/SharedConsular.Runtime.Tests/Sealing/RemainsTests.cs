using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace SharedConsular.Runtime.Tests;

/// <summary>After an erasure and a cleaning no file of the store holds a word of the person, wherever pages were split or merged.</summary>
public sealed class RemainsTests : IAsyncDisposable
{
    private const int People = 400;
    private const int BodyBytesMin = 150;
    private const int BodyBytesMax = 420;

    private static readonly string[] Viewers = ["au", "fr"];

    private static readonly Actor Officer = new(TenantId.Get("au"), new UserId("officer-1"));

    private readonly RuntimeHarness _harness = new();

    private static CancellationToken Stop => RuntimeHarness.Stop;

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Nothing_is_left_of_the_words_she_was_found_by_nor_of_her_key()
    {
        // Rows that come, change and move in no order: pages are split and merged in their middle.
        var random = new Random(3);
        var versions = new Dictionary<int, int>();
        foreach (var number in Enumerable.Range(1, People).OrderBy(_ => random.Next()))
        {
            await Place(number);
            await Place(versions.Keys.ElementAt(random.Next(versions.Count)));
        }

        int[] erased = [.. versions.Keys.Where(n => n % 3 == 0).OrderBy(_ => random.Next())];
        foreach (var number in erased)
        {
            await Commit(number, [RowChange.Remove("au", "cases"), RowChange.Remove("fr", "cases")], ["liis"]);
        }

        using var sweep = new RemainsSweep(_harness.Store, _harness.Leases, TimeProvider.System, NullLogger<RemainsSweep>.Instance);
        Assert.True(await _harness.Store.HasRemains(Stop));
        Assert.True(await sweep.IsClean(Stop));
        Assert.False(await _harness.Store.HasRemains(Stop));
        Assert.Equal([], FoundInFiles(erased.Select(NameOf)));

        // Who was not erased is found as before, also by a process that comes later, and goes on as before.
        await _harness.Restart();
        foreach (var number in versions.Keys.Take(60))
        {
            var page = await _harness.ReadList(new ListQuery("fr", "cases") { Prefix = $"name:{NameOf(number)}" });
            Assert.Equal(erased.Contains(number) ? 0 : 1, page.Rows.Length);
        }

        await Place(9_999);
        Assert.Single((await _harness.ReadList(new ListQuery("fr", "cases") { Prefix = $"name:{NameOf(9_999)}" })).Rows);

        Task Place(int number)
        {
            RowChange[] rows = [.. Viewers.Select(viewer => new RowChange(
                viewer, "cases", $"{random.Next(100_000):D5}", [$"name:{NameOf(number)}", "status:open", "service:passport"],
                new byte[random.Next(BodyBytesMin, BodyBytesMax)], Removed: false))];

            return Commit(number, rows, []);
        }

        async Task Commit(int number, IReadOnlyList<RowChange> rows, IReadOnlyList<string> forgotten)
        {
            var version = versions.GetValueOrDefault(number);
            versions[number] = version + 1;
            var commit = new Commit
            {
                Key = Dossier.Key($"d{number}"),
                ExpectedVersion = version,
                RecordedAt = DateTimeOffset.UnixEpoch,
                Actor = Officer,
                Events = [new SerializedEvent("remarked", "{}"u8.ToArray())],
                Rows = rows,
                NewKeys = version > 0 ? [] : [new(Dossier.Key($"d{number}"), "liis", "k", 1, Encoding.UTF8.GetBytes(NameOf(number).PadRight(random.Next(60, 300))))],
                Forgotten = forgotten,
            };
            Assert.Equal(CommitResult.Stored, Assert.Single(await _harness.Store.CommitBatch([commit], Stop)));
        }
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

    private static string NameOf(int number) => $"quirine{number:D5}x";

    private Task<Outcome<Dossier, DossierEvent>> Execute(int number, DossierCommand command) =>
        _harness.Runtime.Execute(Dossier.Type, Dossier.Key($"d{number}"), command, RuntimeHarness.Officer, null, null, Stop);

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
