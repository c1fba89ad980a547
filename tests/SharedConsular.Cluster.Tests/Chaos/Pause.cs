namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>Time that passes because it must: between two faults, or while one lasts. Nothing is concluded from its having passed.</summary>
internal static class Pause
{
    public static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    /// <summary>A timer takes no less.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    public static async Task For(TimeSpan time, CancellationToken ct)
    {
        if (time >= Least)
        {
            using var timer = new PeriodicTimer(time);
            await timer.WaitForNextTickAsync(ct);
        }
    }

    /// <summary>Asks again and again until it is so.</summary>
    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> Until(Func<Task<bool>> isSo, TimeSpan max, Func<string> otherwise, CancellationToken ct)
    {
        var took = await TryUntil(isSo, max, ct);
        Assert.True(took is not null, otherwise());

        return took.Value;
    }

    /// <inheritdoc cref="Until"/>
    /// <returns>Null when it never was.</returns>
    public static async Task<TimeSpan?> TryUntil(Func<Task<bool>> isSo, TimeSpan max, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            if (TimeProvider.System.GetElapsedTime(began) > max)
            {
                return null;
            }

            await For(Short, ct);
        }

        return TimeProvider.System.GetElapsedTime(began);
    }
}
