using Microsoft.Extensions.Logging.Abstractions;
using SharedConsular.Runtime.Tests.EventStore;

namespace SharedConsular.Runtime.Tests.Commits;

public sealed class GroupCommitterTests : IAsyncDisposable
{
    private readonly RuntimeHarness _harness = new();
    private readonly GatedStore _gate;
    private readonly IEventStore _store;
    private readonly TaskCompletionSource _atGate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GroupCommitter _committer;
    private EntityRuntime _runtime;

    public GroupCommitterTests()
    {
        (_store, _gate) = GatedStore.Around(_harness.Store);
        (_committer, _runtime) = Open(_harness.Options);
    }

    [Fact]
    public async Task A_command_is_not_answered_before_its_events_are_durable()
    {
        CloseGate();
        var command = Execute("a", new Deposit(5));
        await _atGate.Task;

        Assert.False(command.IsCompleted);
        Assert.Empty(await _harness.Store.ReadAll(0, 10, RuntimeHarness.Stop));
        _opened.SetResult();
        await command;
        Assert.Single(await _harness.Store.ReadAll(0, 10, RuntimeHarness.Stop));
    }

    [Fact]
    public async Task A_refusal_decided_on_an_undurable_event_waits_for_it()
    {
        CloseGate();
        var deposit = Execute("a", new Deposit(5));
        await _atGate.Task;
        var refused = Execute("a", new Withdraw(6));
        var unchanged = Execute("a", new Deposit(0));
        var found = _runtime.Find(Ledger.Type, Ledger.Key("a"), RuntimeHarness.Stop);

        Assert.False(refused.IsCompleted || unchanged.IsCompleted || found.IsCompleted);
        _opened.SetResult();
        Assert.Equal("Only 5 is left.", (await refused).Refusal?.Text);
        Assert.Equal(5, (await found)?.State.Balance);
        await Task.WhenAll(deposit, unchanged);
    }

    [Fact]
    public async Task What_was_decided_on_a_failed_commit_fails_with_it_and_nothing_of_it_remains()
    {
        var failure = new StoreUnavailableException(StoreUnavailableException.Failed, "The disk is gone.");
        CloseGate(failure);
        var commands = new List<Task> { Execute("a", new Deposit(5)) };
        await _atGate.Task;
        commands.AddRange([Execute("a", new Deposit(1)), Execute("a", new Withdraw(5)), Execute("a", new Withdraw(9))]);
        var neighbour = Execute("b", new Deposit(7));
        _opened.SetResult();

        foreach (var command in commands)
        {
            Assert.Same(failure, await Assert.ThrowsAsync<StoreUnavailableException>(() => command));
        }

        Assert.Equal(7, (await neighbour).State.Balance);
        Assert.Equal(1, (await Execute("a", new Deposit(1))).Version);
    }

    [Fact]
    public async Task A_state_that_failed_to_be_stored_is_never_read()
    {
        await Execute("a", new Deposit(5));
        CloseGate(new StoreUnavailableException(StoreUnavailableException.Failed, "The disk is gone."));
        var failing = Execute("a", new Deposit(1));
        await _atGate.Task;
        var found = _runtime.Find(Ledger.Type, Ledger.Key("a"), RuntimeHarness.Stop);
        _opened.SetResult();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => failing);
        Assert.Equal(5, (await found)?.State.Balance);
    }

    [Fact]
    public async Task What_waits_behind_a_busy_disk_goes_into_one_transaction()
    {
        // They are in memory, so that what comes next is decided at once.
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Execute($"e{i}", new Deposit(1))));
        _gate.BatchSizes.Clear();
        CloseGate();
        var first = Execute("a", new Deposit(5));
        await _atGate.Task;
        var waiting = Enumerable.Range(0, 100).Select(i => Execute($"e{i % 30}", new Deposit(1))).ToList();
        _opened.SetResult();
        await Task.WhenAll([first, .. waiting]);

        Assert.Equal([1, 100], _gate.BatchSizes);
    }

    [Fact]
    public async Task No_batch_waits_for_a_thread_of_the_pool()
    {
        var ofThePool = new List<bool>();
        _gate.Gate = _ =>
        {
            ofThePool.Add(Thread.CurrentThread.IsThreadPoolThread);

            return Task.CompletedTask;
        };
        await Execute("a", new Deposit(1));
        await Execute("a", new Deposit(1));

        Assert.Equal([false, false], ofThePool);
    }

    [Fact]
    public async Task A_full_queue_sheds_the_command_and_leaves_the_entity_as_it_was()
    {
        (_committer, _runtime) = Open(_harness.Options with { CommitWaitingMax = 1 });
        CloseGate();
        var first = Execute("a", new Deposit(5));
        await _atGate.Task;
        var waiting = Execute("a", new Deposit(1));
        await Assert.ThrowsAsync<StoreOverloadedException>(() => Execute("a", new Deposit(1)));
        _opened.SetResult();
        await Task.WhenAll(first, waiting);

        Assert.Equal(3, (await Execute("a", new Deposit(1))).Version);
    }

    [Fact]
    public async Task A_commit_the_store_cannot_take_fails_alone()
    {
        CloseGate();
        var first = Execute("a", new Deposit(5));
        await _atGate.Task;
        _gate.Gate = batch => batch.Any(c => c.Key.Id == "poison")
            ? throw new InvalidOperationException("This row does not fit.")
            : Task.CompletedTask;
        var poison = Execute("poison", new Deposit(1));
        var neighbours = Enumerable.Range(0, 5).Select(i => Execute($"e{i}", new Deposit(1))).ToList();
        _opened.SetResult();

        await Assert.ThrowsAsync<InvalidOperationException>(() => poison);
        await Task.WhenAll([first, .. neighbours]);
    }

    [Fact]
    public async Task A_full_disk_acknowledges_nothing_and_the_store_recovers_when_there_is_room()
    {
        TestStore.SkipUnlessEmbedded();
        var store = (Sqlite.SqliteStore)_harness.Store;
        await Execute("a", new Deposit(1));
        await store.LimitPages(40);
        var acknowledged = 1;
        StoreUnavailableException? full = null;
        for (var i = 0; i < 1_000 && full is null; i++)
        {
            try
            {
                await Execute("a", new Deposit(1, new string('x', 4_000)));
                acknowledged++;
            }
            catch (StoreUnavailableException ex)
            {
                full = ex;
            }
        }

        Assert.Equal(StoreUnavailableException.Full, full?.Code);
        Assert.Equal(acknowledged, (await _harness.Store.ReadAll(0, 2_000, RuntimeHarness.Stop)).Count);
        Assert.Equal(acknowledged, (await _runtime.Find(Ledger.Type, Ledger.Key("a"), RuntimeHarness.Stop))?.Version);

        await store.LimitPages(100_000);
        Assert.True((await _harness.Store.CheckHealth(RuntimeHarness.Stop)).IsReady);
        Assert.Equal(acknowledged + 1, (await Execute("a", new Deposit(1))).Version);
    }

    public async ValueTask DisposeAsync()
    {
        _opened.TrySetResult();
        await _committer.DisposeAsync();
        await _harness.DisposeAsync();
    }

    private (GroupCommitter Committer, EntityRuntime Runtime) Open(RuntimeOptions options)
    {
        var committer = new GroupCommitter(_store, options, NullLogger<GroupCommitter>.Instance);

        return (committer, new EntityRuntime(_store, _harness.Keys, _harness.Types, committer, options, _harness.Time));
    }

    /// <summary>Holds the next batch until the gate is opened, then fails it or lets it through; later ones pass.</summary>
    private void CloseGate(Exception? failure = null) =>
        _gate.Gate = async _ =>
        {
            _gate.Gate = static _ => Task.CompletedTask;
            _atGate.SetResult();
            await _opened.Task;
            if (failure is not null)
            {
                throw failure;
            }
        };

    private Task<Outcome<Ledger, LedgerEvent>> Execute(string id, LedgerCommand command) =>
        RuntimeHarness.ExecuteOn(_runtime, id, command);
}
