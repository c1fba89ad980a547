using SharedConsular.Runtime.Sqlite;

namespace SharedConsular.Runtime.Tests.EventStore;

public sealed class SqliteStoreTests : EventStoreContract, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-tests-");
    private readonly SqliteStore _store;

    public SqliteStoreTests() => _store = SqliteStore.Open(Path.Combine(_folder.FullName, "store.db"));

    protected override IEventStore Store => _store;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
