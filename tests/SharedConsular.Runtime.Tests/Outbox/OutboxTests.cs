namespace SharedConsular.Runtime.Tests.Outbox;

public sealed class OutboxTests
{
    [Fact]
    public async Task Messages_of_one_key_arrive_in_order_and_once()
    {
        await using var harness = await WithWithdrawals("a", 5);
        var consumer = new RecordingConsumer();
        using var relay = harness.NewRelay(consumer);

        Assert.Equal(5, await relay.DeliverDue(RuntimeHarness.Stop));
        Assert.Equal(0, await relay.DeliverDue(RuntimeHarness.Stop));
        Assert.Equal(["a1", "a2", "a3", "a4", "a5"], consumer.Received);
    }

    [Fact]
    public async Task A_message_stored_before_a_crash_is_delivered_after_it()
    {
        await using var harness = await WithWithdrawals("a", 2);
        await harness.Restart();
        var consumer = new RecordingConsumer();
        using var relay = harness.NewRelay(consumer);
        await relay.DeliverDue(RuntimeHarness.Stop);

        Assert.Equal(["a1", "a2"], consumer.Received);
    }

    [Fact]
    public async Task A_failing_message_holds_up_its_own_key_only_and_is_tried_again_later()
    {
        await using var harness = await WithWithdrawals("a", 2);
        await Withdraw(harness, "b", 1);
        var consumer = new RecordingConsumer { Failing = "a1" };
        using var relay = harness.NewRelay(consumer);
        await relay.DeliverDue(RuntimeHarness.Stop);
        await relay.DeliverDue(RuntimeHarness.Stop);
        Assert.Equal(["b1"], consumer.Received);
        Assert.Equal(1, consumer.Failures);

        consumer.Failing = null;
        harness.Time.Advance(OutboxRelay.BackoffAfter(1));
        await relay.DeliverDue(RuntimeHarness.Stop);
        Assert.Equal(["b1", "a1", "a2"], consumer.Received);
    }

    [Fact]
    public async Task A_slow_key_holds_up_a_round_for_one_message_and_the_rest_comes_with_the_next()
    {
        await using var harness = await WithWithdrawals("a", 3);
        var consumer = new SlowConsumer(harness);
        using var relay = harness.NewRelay(consumer);

        Assert.Equal(3, await relay.DeliverDue(RuntimeHarness.Stop));
        Assert.Equal([3, 2, 1], consumer.Unsettled);
    }

    [Fact]
    public async Task A_message_that_keeps_failing_is_put_aside_lets_the_others_pass_and_can_be_replayed()
    {
        await using var harness = await WithWithdrawals("a", 2);
        var consumer = new RecordingConsumer { Failing = "a1" };
        using var relay = harness.NewRelay(consumer);
        for (var attempt = 1; attempt <= OutboxRelay.AttemptsMax; attempt++)
        {
            Assert.Empty(consumer.Received);
            await relay.DeliverDue(RuntimeHarness.Stop);
            harness.Time.Advance(OutboxRelay.BackoffAfter(attempt));
        }

        var admin = new OutboxAdmin(harness.Store);
        var dead = Assert.Single(await admin.ReadDead(null, 0, 10, RuntimeHarness.Stop));
        Assert.Equal((OutboxRelay.AttemptsMax, nameof(TimeoutException)), (dead.Message.Attempts, dead.ErrorCode));
        Assert.Equal(["a2"], consumer.Received);

        consumer.Failing = null;
        Assert.True(await admin.Replay(null, dead.Message.Position, RuntimeHarness.Stop));
        Assert.False(await admin.Replay(null, dead.Message.Position, RuntimeHarness.Stop));
        await relay.DeliverDue(RuntimeHarness.Stop);
        Assert.Equal(["a2", "a1"], consumer.Received);
        Assert.Empty(await admin.ReadDead(null, 0, 10, RuntimeHarness.Stop));
    }

    [Fact]
    public async Task A_message_that_waits_for_its_hour_has_not_failed_however_long_it_waits()
    {
        await using var harness = await WithWithdrawals("a", 2);
        await Withdraw(harness, "b", 1);
        var consumer = new RecordingConsumer { Waiting = "a1", Until = harness.Time.GetUtcNow().AddDays(2) };
        using var relay = harness.NewRelay(consumer);
        for (var hour = 0; hour < 2 * OutboxRelay.AttemptsMax; hour++)
        {
            await relay.DeliverDue(RuntimeHarness.Stop);
            harness.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(["b1"], consumer.Received);
        consumer.Waiting = null;
        harness.Time.Advance(TimeSpan.FromDays(2));
        await relay.DeliverDue(RuntimeHarness.Stop);
        Assert.Equal(["b1", "a1", "a2"], consumer.Received);
        Assert.Empty(await new OutboxAdmin(harness.Store).ReadDead(null, 0, 10, RuntimeHarness.Stop));
    }

    [Fact]
    public async Task What_waits_is_counted_and_a_dead_message_is_its_partys_alone()
    {
        await using var harness = await WithWithdrawals("a", 2);
        var stored = harness.Time.GetUtcNow();
        var (admin, other) = (new OutboxAdmin(harness.Store), TenantId.Get("lv"));
        Assert.Equal(new OutboxState(2, 0, 0, stored), await admin.ReadState(null, stored, RuntimeHarness.Stop));
        using var relay = harness.NewRelay();
        await relay.DeliverDue(RuntimeHarness.Stop);

        Assert.Equal(new OutboxState(0, 0, 2, null), await admin.ReadState(null, stored, RuntimeHarness.Stop));
        Assert.Equal(new OutboxState(0, 0, 0, null), await admin.ReadState(other, stored, RuntimeHarness.Stop));
        var dead = await admin.ReadDead(null, 0, 10, RuntimeHarness.Stop);
        var (source, first) = (dead[0].Message.Source.Tenant, dead[0].Message.Position);
        Assert.Equal(2, (await admin.ReadDead(source, 0, 10, RuntimeHarness.Stop)).Count);
        Assert.Equal(dead[1].Message.Position, Assert.Single(await admin.ReadDead(source, first, 1, RuntimeHarness.Stop)).Message.Position);
        Assert.Empty(await admin.ReadDead(other, 0, 10, RuntimeHarness.Stop));
        Assert.False(await admin.Replay(other, first, RuntimeHarness.Stop));
        Assert.False(await admin.Discard(other, first, RuntimeHarness.Stop));

        Assert.True(await admin.Discard(source, first, RuntimeHarness.Stop));
        Assert.False(await admin.Discard(source, first, RuntimeHarness.Stop));
        Assert.True(await admin.Replay(source, dead[1].Message.Position, RuntimeHarness.Stop));
        Assert.False(await admin.Discard(source, dead[1].Message.Position, RuntimeHarness.Stop));
        Assert.Equal(new OutboxState(1, 0, 0, stored), await admin.ReadState(null, stored, RuntimeHarness.Stop));
    }

    [Fact]
    public async Task A_message_nobody_delivers_is_put_aside_and_not_lost()
    {
        await using var harness = await WithWithdrawals("a", 1);
        using var relay = harness.NewRelay();
        await relay.DeliverDue(RuntimeHarness.Stop);

        var dead = Assert.Single(await new OutboxAdmin(harness.Store).ReadDead(null, 0, 10, RuntimeHarness.Stop));
        Assert.Equal(OutboxRelay.NoConsumer, dead.ErrorCode);
    }

    [Fact]
    public async Task A_stored_message_wakes_the_relay_without_waiting_for_a_timer()
    {
        await using var harness = new RuntimeHarness();
        var consumer = new RecordingConsumer();
        using var relay = harness.NewRelay(consumer);
        await relay.StartAsync(RuntimeHarness.Stop);
        await Withdraw(harness, "a", 1);
        await consumer.First.WaitAsync(RuntimeHarness.Stop);
        await relay.StopAsync(RuntimeHarness.Stop);

        Assert.Equal(["a1"], consumer.Received);
    }

    private static async Task<RuntimeHarness> WithWithdrawals(string id, int count)
    {
        var harness = new RuntimeHarness();
        await Withdraw(harness, id, count);

        return harness;
    }

    private static async Task Withdraw(RuntimeHarness harness, string id, int count)
    {
        await harness.Execute(id, new Deposit(1_000));
        for (var i = 1; i <= count; i++)
        {
            await harness.Execute(id, new Withdraw(i));
        }
    }

    /// <summary>Takes all the time that a key may take of a round, and counts what is not settled meanwhile.</summary>
    private sealed class SlowConsumer(RuntimeHarness harness) : IOutboxConsumer
    {
        public IReadOnlyCollection<string> Topics { get; } = ["withdrawn"];

        public List<int> Unsettled { get; } = [];

        public async Task Deliver(StoredMessage message, CancellationToken ct)
        {
            Unsettled.Add((await harness.Store.ReadDue(harness.Time.GetUtcNow(), 10, ct)).Count);
            harness.Time.Advance(OutboxRelay.KeyTimeMax);
        }
    }

    private sealed class RecordingConsumer : IOutboxConsumer
    {
        private readonly List<string> _received = [];
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyCollection<string> Topics { get; } = ["withdrawn"];

        public string? Failing { get; set; }

        public string? Waiting { get; set; }

        public DateTimeOffset Until { get; set; }

        public int Failures { get; private set; }

        public Task First => _first.Task;

        public IReadOnlyList<string> Received
        {
            get
            {
                lock (_received)
                {
                    return [.. _received];
                }
            }
        }

        private static string NameOf(StoredMessage message) => $"{message.OrderKey}{StoredJson.Read<Withdrawn>(message.Body.Span).Amount}";

        public Task<DateTimeOffset?> FindWait(StoredMessage message, CancellationToken ct) =>
            Task.FromResult(NameOf(message) == Waiting ? Until : default(DateTimeOffset?));

        public Task Deliver(StoredMessage message, CancellationToken ct)
        {
            lock (_received)
            {
                var name = NameOf(message);
                if (name == Failing)
                {
                    Failures++;
                    throw new TimeoutException("The other side does not answer.");
                }

                _received.Add(name);
                _first.TrySetResult();

                return Task.CompletedTask;
            }
        }
    }
}
