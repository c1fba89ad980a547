using SharedConsular.Api.Limits;

namespace SharedConsular.Api.Tests;

/// <summary>What an installation grows by: how long those who came lately had been trying.</summary>
public sealed class QueueAgeTests
{
    private readonly Clock _clock = new();

    [Fact]
    public void The_longest_wait_counts_and_is_forgotten_when_nobody_comes_any_more()
    {
        var queue = new QueueAge(_clock);
        Assert.Equal(TimeSpan.Zero, queue.Longest);

        queue.Came(TimeSpan.FromSeconds(40));
        queue.Came(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(40), queue.Longest);

        _clock.Now += QueueAge.Lately;
        queue.Came(TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.FromSeconds(40), queue.Longest);

        _clock.Now += QueueAge.Lately;
        Assert.Equal(TimeSpan.FromSeconds(7), queue.Longest);

        _clock.Now += 3 * QueueAge.Lately;
        Assert.Equal(TimeSpan.Zero, queue.Longest);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 8, 1, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
