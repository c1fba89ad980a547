using SharedConsular.Runtime.Sqlite;
using SharedConsular.Runtime.Tests.Audit;

namespace SharedConsular.Runtime.Tests.EventStore;

public sealed class SqliteOpeningTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opening-tests-");

    private string DatabasePath => Path.Combine(_folder.FullName, "deep", "store.db");

    [Fact]
    public async Task A_missing_folder_is_made()
    {
        await using var store = SqliteStore.Open(DatabasePath);

        Assert.True((await store.CheckHealth(RuntimeHarness.Stop)).IsReady);
    }

    [Fact]
    public async Task A_second_process_is_kept_out_until_the_first_has_gone()
    {
        await using (SqliteStore.Open(DatabasePath))
        {
            AssertRefused(StoreUnavailableException.Locked);
        }

        await SqliteStore.Open(DatabasePath).DisposeAsync();
    }

    [Fact]
    public async Task A_store_of_a_newer_release_is_left_alone()
    {
        await SqliteStore.Open(DatabasePath).DisposeAsync();
        RunScript("UPDATE meta SET value = 999 WHERE name = 'schema'");

        AssertRefused(StoreUnavailableException.NewerVersion);
    }

    [Fact]
    public async Task What_was_read_before_a_release_that_looks_for_it_elsewhere_is_found_after_it()
    {
        await using (var store = SqliteStore.Open(DatabasePath))
        {
            string[] read = ["a", "b", "a"];
            await store.AppendReads([.. read.Select(id => EvidenceStoreContract.NewRead(id))], RuntimeHarness.Stop);
        }

        RunScript("""
            DROP TABLE read_places; CREATE INDEX reads_by_entity ON reads(id, tenant);
            UPDATE audit_sealed SET reads = 1; UPDATE meta SET value = 5 WHERE name = 'schema';
            """);
        await using var later = SqliteStore.Open(DatabasePath);
        var found = await later.FindReads(new ReadFilter(TenantId.Get("ee")) { Id = "a" }, 10, RuntimeHarness.Stop);
        Assert.Equal([3L, 1L], found.Reads.Select(r => r.Position));
    }

    [Fact]
    public void A_database_of_another_program_is_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(DatabasePath)!);
        RunScript("CREATE TABLE recipes(name TEXT)");

        AssertRefused(StoreUnavailableException.Foreign);
    }

    [Fact]
    public void A_file_that_is_no_database_is_called_damaged()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(DatabasePath)!);
        File.WriteAllText(DatabasePath, new string('x', 10_000));

        AssertRefused(StoreUnavailableException.Corrupt);
    }

    [Fact]
    public async Task A_damaged_database_is_not_opened()
    {
        await SqliteStore.Open(DatabasePath).DisposeAsync();
        RunScript("PRAGMA wal_checkpoint(TRUNCATE)");
        var bytes = await File.ReadAllBytesAsync(DatabasePath, RuntimeHarness.Stop);
        const int pageSize = 4_096;
        bytes.AsSpan(pageSize * 2, bytes.Length - (pageSize * 2)).Fill(0x5a);
        await File.WriteAllBytesAsync(DatabasePath, bytes, RuntimeHarness.Stop);

        AssertRefused(StoreUnavailableException.Corrupt);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_unwritable()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "deep"), "a file where the folder should be");

        AssertRefused(StoreUnavailableException.Unwritable);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void AssertRefused(string code)
    {
        var thrown = Assert.Throws<StoreUnavailableException>(() => SqliteStore.Open(DatabasePath));

        Assert.Equal(code, thrown.Code);
    }

    private void RunScript(string sql)
    {
        using var session = SqliteSession.Open(DatabasePath);
        session.RunScript(sql);
    }
}
