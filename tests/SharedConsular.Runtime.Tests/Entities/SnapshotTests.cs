namespace SharedConsular.Runtime.Tests.Entities;

public sealed class SnapshotTests
{
    private const int Count = 120;

    [Fact]
    public async Task A_long_history_is_read_from_its_snapshot_and_gives_the_same_state()
    {
        await using var harness = await WithHistory();
        var folded = await harness.Find("a");
        var model = harness.Types.Get(Ledger.Type);
        var stored = await harness.Store.ReadStream(Ledger.Key("a"), model.Shape, long.MaxValue, RuntimeHarness.Stop);
        await harness.Restart();
        var loaded = await harness.Find("a");

        Assert.Equal((100L, 20), (stored.Snapshot?.Version, stored.Events.Count));
        Assert.Equal(StoredJson.Write(folded!.State), StoredJson.Write(loaded!.State));
        Assert.Equal(Count, loaded.Version);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_snapshot_of_another_shape_or_unreadable_is_passed_over(bool isOtherShape)
    {
        await using var harness = await WithHistory();
        var shape = isOtherShape ? "other" : harness.Types.Get(Ledger.Type).Shape;
        var body = isOtherShape ? "{\"balance\":-1}"u8.ToArray() : "{\"balance\":"u8.ToArray();
        await harness.Store.CommitBatch(
            [
                new Commit
                {
                    Key = Ledger.Key("a"),
                    ExpectedVersion = Count,
                    RecordedAt = harness.Time.GetUtcNow(),
                    Actor = new Actor(TenantId.Installation, new UserId("test")),
                    Snapshot = new SerializedSnapshot(Count, shape, body),
                },
            ], RuntimeHarness.Stop);
        await harness.Restart();

        Assert.Equal(Count, (await harness.Find("a"))?.State.Balance);
    }

    [Fact]
    public void States_that_are_stored_differently_have_different_shapes()
    {
        Assert.NotEqual(StateShape.Compute(typeof(Narrow)), StateShape.Compute(typeof(Wide)));
        Assert.NotEqual(StateShape.Compute(typeof(Outer<Narrow>)), StateShape.Compute(typeof(Outer<Wide>)));
        Assert.Equal(StateShape.Compute(typeof(Ledger)), StateShape.Compute(typeof(Ledger)));
    }

    [Fact]
    public void A_state_that_would_not_come_back_as_it_was_is_not_stored()
    {
        var type = new EntityType<Forgetful, object, LedgerEvent>("f", new Forgetful(), (_, _, _) => new Reminded(), (s, _) => s);
        var model = new EntityModel<Forgetful, object, LedgerEvent>(type, new EventNames<LedgerEvent>());

        Assert.Null(model.SnapshotAfter(0, 50, new Forgetful(3), PersonKeys.NoneOf(Ledger.Key("a"))));
        Assert.NotNull(model.SnapshotAfter(0, 50, new Forgetful(), PersonKeys.NoneOf(Ledger.Key("a"))));
    }

    private static async Task<RuntimeHarness> WithHistory()
    {
        var harness = new RuntimeHarness();
        await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => harness.Execute("a", new Deposit(1))));

        return harness;
    }

    private sealed record Forgetful
    {
        public Forgetful()
        {
        }

        public Forgetful(int balance) => Balance = balance;

        public int Balance { get; }
    }

    private sealed record Narrow(int Balance);

    private sealed record Wide(int Balance, string Owner);

    private sealed record Outer<T>(IReadOnlyList<T> Parts);
}
