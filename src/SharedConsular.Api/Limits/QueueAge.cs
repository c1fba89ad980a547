using SharedConsular.Api.Telemetry;

namespace SharedConsular.Api.Limits;

/// <summary>How long those who came to the door lately had been trying: what tells a crowd that is served from one that waits.</summary>
internal sealed class QueueAge
{
    /// <summary>Who is asked to come again does so within fifteen seconds; twice that sees everybody who still waits.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private TimeSpan _longest;
    private TimeSpan _longestBefore;
    private DateTimeOffset _began;

    public QueueAge(TimeProvider time)
    {
        _time = time;
        PlatformTelemetry.WatchIntakeQueue(() => Longest);
    }

    /// <summary>The longest of the last one or two such stretches; zero when nobody came who had waited.</summary>
    public TimeSpan Longest
    {
        get
        {
            lock (_gate)
            {
                Turn();

                return _longest > _longestBefore ? _longest : _longestBefore;
            }
        }
    }

    public void Came(TimeSpan waited)
    {
        lock (_gate)
        {
            Turn();
            _longest = waited > _longest ? waited : _longest;
        }
    }

    private void Turn()
    {
        var passed = _time.GetUtcNow() - _began;
        if (passed >= Lately)
        {
            (_longestBefore, _longest, _began) = (passed < 2 * Lately ? _longest : TimeSpan.Zero, TimeSpan.Zero, _began + passed);
        }
    }
}
