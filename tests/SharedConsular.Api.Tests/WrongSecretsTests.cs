using System.Net;
using SharedConsular.Api.Follow;

namespace SharedConsular.Api.Tests;

/// <summary>What an address may guess in a window of time.</summary>
public sealed class WrongSecretsTests
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress There = IPAddress.Parse("198.51.100.7");

    private readonly Clock _clock = new();
    private readonly WrongSecrets _wrong;

    public WrongSecretsTests() => _wrong = new WrongSecrets(2, TimeSpan.FromMinutes(1), _clock);

    [Fact]
    public void So_many_and_no_more_until_the_window_is_over()
    {
        Assert.Equal([true, true, false, false], Enumerable.Range(0, 4).Select(_ => _wrong.Take(Here)));
        Assert.True(_wrong.Take(There));

        _clock.Now += TimeSpan.FromMinutes(1);

        Assert.True(_wrong.Take(Here));
    }

    [Fact]
    public void What_was_right_is_not_counted()
    {
        for (var look = 0; look < 10; look++)
        {
            Assert.True(_wrong.Take(Here));
            _wrong.GiveBack(Here);
        }
    }

    [Fact]
    public void What_is_given_back_late_is_not_given_back_twice()
    {
        _wrong.Take(Here);
        _clock.Now += TimeSpan.FromMinutes(1);
        _wrong.GiveBack(Here);
        _wrong.GiveBack(Here);

        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => _wrong.Take(Here)));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
