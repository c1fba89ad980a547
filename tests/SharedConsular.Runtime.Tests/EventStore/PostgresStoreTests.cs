using SharedConsular.Runtime.Postgres;

namespace SharedConsular.Runtime.Tests.EventStore;

public sealed class PostgresStoreTests : EventStoreContract, IAsyncLifetime
{
    private PostgresStore _store = null!;

    protected override IEventStore Store => _store;

    public async ValueTask InitializeAsync()
    {
        var server = await PostgresServer.Get();
        _store = await PostgresStore.Open(await server.NewDatabase(), migrate: true, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Plans_of_statements_are_kept_where_nothing_stands_between() => Assert.True(_store.KeepsPlans);

    public ValueTask DisposeAsync() => _store?.DisposeAsync() ?? ValueTask.CompletedTask;
}
