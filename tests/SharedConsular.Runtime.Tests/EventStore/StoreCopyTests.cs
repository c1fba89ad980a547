using SharedConsular.Runtime.Copies;
using SharedConsular.Runtime.Postgres;
using SharedConsular.Runtime.Sqlite;
using SharedConsular.Runtime.Tests.Audit;

namespace SharedConsular.Runtime.Tests.EventStore;

public sealed class StoreCopyTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("copy-tests-");
    private string _postgres = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File(string name) => Path.Combine(_folder.FullName, name);

    public async ValueTask InitializeAsync() => _postgres = await (await PostgresServer.Get()).NewDatabase();

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);

        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task All_of_a_store_is_at_the_other_end_and_its_chains_hold_there()
    {
        var (place, rootKey, before) = await Worked();
        Assert.All(await Check(place, rootKey), c => Assert.Null(c.Difference));

        var copied = (await StoreCopy.Run(place, _postgres, Stop)).ToDictionary(c => c.Table, c => c.Rows);
        Assert.All(copied, c => Assert.True(c.Value > 0 || c.Key is "idempotency" or "snapshots" or "tallies" or "clocks" or "outbox", c.Key));
        var chains = await Check(_postgres, rootKey);
        Assert.Equal([5L, 4L], [chains.Sum(c => (long)c.Found.Events), chains.Sum(c => (long)c.Found.Reads)]);
        Assert.All(chains, c => Assert.Null(c.Difference));

        // And back again, to the last row, into a file that is a backup.
        await StoreCopy.Run(_postgres, File("backup.db"), Stop);
        await using var backup = SqliteStore.Open(File("backup.db"));
        Assert.Equal(Sorted(before), Sorted(await backup.DumpLists()));
        Assert.Single((await backup.FindReads(new ReadFilter(TenantId.Get("au")) { Id = "l1" }, 10, Stop)).Reads);
    }

    [Fact]
    public async Task What_comes_after_a_copy_goes_on_behind_it()
    {
        var (place, rootKey, _) = await Worked();
        await Check(place, rootKey);
        await StoreCopy.Run(place, _postgres, Stop);
        await using var store = await PostgresStore.Open(_postgres, migrate: true, Stop);
        var last = (await store.ReadAll(0, 100, Stop))[^1].Position;
        await store.AppendReads([EvidenceStoreContract.NewRead("l9", "au")], Stop);
        var commit = new Commit
        {
            Key = Ledger.Key("l9"),
            ExpectedVersion = 0,
            RecordedAt = DateTimeOffset.UnixEpoch,
            Actor = new Actor(TenantId.Get("au"), new UserId("officer-1")),
            Events = [new SerializedEvent("one", "{}"u8.ToArray())],
        };

        Assert.Equal([CommitResult.Stored], await store.CommitBatch([commit], Stop));
        Assert.Equal(last + 1, (await store.ReadAll(last, 10, Stop)).Single().Position);
    }

    [Fact]
    public async Task What_was_changed_behind_everybodys_back_is_found_by_a_check()
    {
        var (place, rootKey, _) = await Worked();
        await Check(place, rootKey);
        await StoreCopy.Run(place, _postgres, Stop);
        await TestStore.Run(_postgres, "UPDATE events SET actor_user = 'somebody-else' WHERE position = 2");

        Assert.Equal("content", (await Check(_postgres, rootKey)).Single(c => c.Difference is not null).Difference!.Code);
    }

    [Fact]
    public async Task A_store_that_is_not_empty_is_not_written_over()
    {
        var (place, rootKey, _) = await Worked();
        await Check(place, rootKey);
        await StoreCopy.Run(place, _postgres, Stop);

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => StoreCopy.Run(place, _postgres, Stop));
        Assert.Contains("not empty", refused.Message, StringComparison.Ordinal);
    }

    private async Task<(string Place, string RootKey, string Lists)> Worked()
    {
        await using var harness = new RuntimeHarness(o => o with { DatabasePath = File("store.db") }, File("store.db"));
        await using var evidence = new EvidenceHarness(harness);
        await evidence.Work(events: 4, reads: 4);
        await harness.Runtime.Execute(Dossier.Type, Dossier.Key("d"), new Enrol("liis", "Liis Kask", null), RuntimeHarness.Officer, null, null, Stop);

        return (File("store.db"), File("store.db.root-key"), await harness.Store.DumpLists());
    }

    private static Task<IReadOnlyList<CheckedChain>> Check(string place, string rootKey) =>
        StoreCheck.Run(place, new RootKeyFile(rootKey), TimeProvider.System, Stop);

    private static string[] Sorted(string dump) => [.. dump.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
