using Microsoft.Extensions.Logging.Abstractions;

namespace SharedConsular.Runtime.Tests.Audit;

public sealed class ReadCommitterTests
{
    [Fact]
    public async Task Reads_that_wait_for_the_disk_share_a_transaction()
    {
        var log = new GatedLog();
        await using var committer = new ReadCommitter(log, NullLogger<ReadCommitter>.Instance);
        var first = committer.Record([EvidenceStoreContract.NewRead("a")]);
        await log.Entered.WaitAsync(RuntimeHarness.Stop);
        var others = Enumerable.Range(0, 20).Select(i => committer.Record([EvidenceStoreContract.NewRead($"b{i}")])).ToList();

        Assert.False(first.IsCompleted); // Nothing is answered before its record is on the disk.
        log.Gate.SetResult();
        await Task.WhenAll([first, .. others]).WaitAsync(RuntimeHarness.Stop);
        Assert.Equal([1, 20], log.BatchSizes);
    }

    [Fact]
    public async Task What_can_not_be_recorded_is_not_answered()
    {
        var log = new GatedLog { Fault = new StoreUnavailableException(StoreUnavailableException.Full, "Full.") };
        log.Gate.SetResult();
        await using var committer = new ReadCommitter(log, NullLogger<ReadCommitter>.Instance);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => committer.Record([EvidenceStoreContract.NewRead("a")]));
        log.Fault = null;
        await committer.Record([EvidenceStoreContract.NewRead("a")]);
    }

    [Fact]
    public async Task When_too_many_wait_the_next_is_refused_at_once()
    {
        var log = new GatedLog();
        await using var committer = new ReadCommitter(log, NullLogger<ReadCommitter>.Instance, waitingMax: 2);
        List<Task> waiting = [committer.Record([EvidenceStoreContract.NewRead("a")])];
        await log.Entered.WaitAsync(RuntimeHarness.Stop);
        waiting.AddRange(Enumerable.Range(0, 2).Select(_ => committer.Record([EvidenceStoreContract.NewRead("b")])));

        await Assert.ThrowsAsync<StoreOverloadedException>(() => committer.Record([EvidenceStoreContract.NewRead("c")]));
        log.Gate.SetResult();
        await Task.WhenAll(waiting).WaitAsync(RuntimeHarness.Stop);
        Assert.Equal(3, log.BatchSizes.Sum());
    }

    [Fact]
    public async Task After_the_end_nothing_more_is_recorded()
    {
        var log = new GatedLog();
        log.Gate.SetResult();
        var committer = new ReadCommitter(log, NullLogger<ReadCommitter>.Instance);
        await committer.DisposeAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => committer.Record([EvidenceStoreContract.NewRead("a")]));
    }

    private sealed class GatedLog : IReadLog
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Entered => _entered.Task;

        public List<int> BatchSizes { get; } = [];

        public Exception? Fault { get; set; }

        public async Task AppendReads(IReadOnlyList<ReadRecord> reads, CancellationToken ct)
        {
            BatchSizes.Add(reads.Count);
            _entered.TrySetResult();
            await Gate.Task;
            if (Fault is not null)
            {
                throw Fault;
            }
        }

        public Task<ReadsFound> FindReads(ReadFilter filter, int countMax, CancellationToken ct) => throw new NotSupportedException();

        public Task<IReadOnlyList<StoredRead>> ReadAllReads(long afterPosition, int countMax, CancellationToken ct) => throw new NotSupportedException();
    }
}
