using System.Net;
using System.Threading.RateLimiting;

namespace SharedConsular.Api.Follow;

/// <summary>How often one address may ask, and how often one reference may be guessed at from anywhere.</summary>
internal sealed class FollowLimits(PlatformOptions options, TimeProvider time) : IDisposable
{
    private const int GuessesPerReferenceMax = 20;
    private static readonly TimeSpan AddressWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ReferenceWindow = TimeSpan.FromHours(1);

    private readonly PartitionedRateLimiter<string> _addresses =
        PartitionedRateLimiter.Create<string, string>(address => Window(address, options.FollowPerMinuteMax, AddressWindow));

    private readonly PartitionedRateLimiter<string> _references =
        PartitionedRateLimiter.Create<string, string>(reference => Window(reference, GuessesPerReferenceMax, ReferenceWindow));

    /// <summary>Of those who come with a reference and a secret as their credential.</summary>
    public WrongSecrets Wrong { get; } = new(options.FollowPerMinuteMax, AddressWindow, time);

    public bool AllowsAddress(IPAddress? address)
    {
        using var lease = _addresses.AttemptAcquire(address?.ToString() ?? "");

        return lease.IsAcquired;
    }

    /// <summary>Counts one wrong answer. What is no reference at all is no guess at one.</summary>
    public bool AllowsGuess(string reference)
    {
        if (reference.Length == 0)
        {
            return true;
        }

        using var lease = _references.AttemptAcquire(reference);

        return lease.IsAcquired;
    }

    public void Dispose()
    {
        _addresses.Dispose();
        _references.Dispose();
    }

    private static RateLimitPartition<string> Window(string key, int max, TimeSpan window) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = max, Window = window });
}
