using SharedConsular.Gateway.WaitingRoom;

namespace SharedConsular.Gateway.Tests.WaitingRoom;

/// <summary>So many pass in a second, in the order they came; nobody passes with a number she made up, or twice with one.</summary>
public sealed class QueueTests
{
    private readonly SteppedTime _time = new();

    [Fact]
    public void As_many_pass_at_once_as_pass_in_a_second_and_the_next_wait()
    {
        var queue = NewQueue(perSecond: 2);

        Assert.True(queue.Enter(null, passes: true).MayPass);
        Assert.True(queue.Enter(null, passes: true).MayPass);
        var third = queue.Enter(null, passes: true);
        var fourth = queue.Enter(null, passes: true);

        Assert.False(third.MayPass);
        Assert.Equal((1, 2), (third.Ahead, fourth.Ahead));
        Assert.Equal(2, queue.Waiting);
    }

    [Fact]
    public void Numbers_are_called_in_order_and_who_comes_new_passes_nobody()
    {
        var queue = NewQueue(perSecond: 1);
        queue.Enter(null, passes: true);
        var (first, second) = (queue.Enter(null, passes: true), queue.Enter(null, passes: true));

        _time.Step(TimeSpan.FromSeconds(1));

        Assert.False(queue.Enter(second.Ticket, passes: true).MayPass);
        Assert.False(queue.Enter(null, passes: true).MayPass);
        Assert.True(queue.Enter(first.Ticket, passes: true).MayPass);
        _time.Step(TimeSpan.FromSeconds(1));
        Assert.True(queue.Enter(second.Ticket, passes: true).MayPass);
    }

    [Fact]
    public void A_number_passes_once()
    {
        var queue = NewQueue(perSecond: 1);
        queue.Enter(null, passes: true);
        var waiting = queue.Enter(null, passes: true);
        _time.Step(TimeSpan.FromSeconds(1));

        Assert.True(queue.Enter(waiting.Ticket, passes: false).MayPass);
        Assert.True(queue.Enter(waiting.Ticket, passes: true).MayPass);
        var again = queue.Enter(waiting.Ticket, passes: true);

        Assert.False(again.MayPass);
        Assert.NotEqual(waiting.Ticket, again.Ticket);
    }

    [Theory]
    [InlineData("1.000000000000000000000000")]
    [InlineData("-1.x")]
    [InlineData("nonsense")]
    [InlineData("99999999999999999999999999999999999999999999999999999999999999")]
    public void A_number_somebody_made_up_is_a_new_arrival(string ticket)
    {
        var queue = NewQueue(perSecond: 1);
        queue.Enter(null, passes: true);
        queue.Enter(null, passes: true);

        Assert.Equal(2, queue.Enter(ticket, passes: true).Ahead);
    }

    [Fact]
    public void A_number_called_long_ago_is_forgotten_and_who_was_late_a_little_still_passes()
    {
        var queue = NewQueue(perSecond: 1);
        queue.Enter(null, passes: true);
        var (late, later) = (queue.Enter(null, passes: true), queue.Enter(null, passes: true));
        _time.Step(TimeSpan.FromMinutes(14));
        Assert.True(queue.Enter(late.Ticket, passes: true).MayPass);

        for (var i = 0; i < Queue.CalledFor.TotalSeconds + 2; i++)
        {
            _time.Step(TimeSpan.FromSeconds(1));
            queue.Enter(null, passes: true);
        }

        Assert.NotEqual(later.Ticket, queue.Enter(later.Ticket, passes: true).Ticket);
    }

    [Fact]
    public void The_wait_that_is_said_is_about_what_it_takes_and_never_more_than_a_minute()
    {
        var queue = NewQueue(perSecond: 10);
        Place last = queue.Enter(null, passes: true);
        for (var i = 0; i < 209; i++)
        {
            last = queue.Enter(null, passes: true);
        }

        Assert.Equal(200, last.Ahead);
        Assert.Equal(TimeSpan.FromSeconds(20), last.Wait);
        for (var i = 0; i < 2000; i++)
        {
            last = queue.Enter(null, passes: true);
        }

        Assert.Equal(TimeSpan.FromMinutes(1), last.Wait);
    }

    private Queue NewQueue(int perSecond) => new(new GatewayOptions { IntakePerSecondMax = perSecond }, _time);

    private sealed class SteppedTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Step(TimeSpan by) => _ticks += by.Ticks;
    }
}
