using System.Globalization;
using System.Threading.RateLimiting;

namespace SharedConsular.Api.LocalSignIn;

/// <summary>
/// How often anyone may try. Counted for users that exist and users that do not, in memory, so that neither the answer
/// nor its time says which exist, and so that no stranger makes the platform write. Passkeys need no count by login: a
/// signature can't be guessed, and a count would let a stranger lock an officer out.
/// </summary>
internal sealed class SignInTries : IDisposable
{
    /// <summary>How many codes are tried for one user in a window, right or wrong.</summary>
    public const int CodesMax = 10;

    /// <summary>How many attempts from one address may fail in a window; a whole consulate may sit behind one.</summary>
    public const int FailuresMax = 100;

    /// <summary>How many nationals sign up from one address in a window.</summary>
    public const int SignUpsMax = 20;

    /// <summary>How many codes are sent to one contact in a window: nobody's telephone is flooded.</summary>
    public const int SendingsMax = 5;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Users share this many counters, so that made-up ones take no more memory than real ones.</summary>
    private const int CountersMax = 65_536;

    private readonly PartitionedRateLimiter<int> _codes = Allowances<int>(CodesMax);
    private readonly PartitionedRateLimiter<int> _sendings = Allowances<int>(SendingsMax);
    private readonly PartitionedRateLimiter<string> _failures = Allowances<string>(FailuresMax);
    private readonly PartitionedRateLimiter<string> _signUps = Allowances<string>(SignUpsMax);

    /// <summary>Why nobody from this address may try now; null when they may.</summary>
    public Refusal? WhyNot(HttpContext http)
    {
        using var lease = _failures.AttemptAcquire(AddressOf(http), permitCount: 0);

        return lease.IsAcquired ? null : SignInRefusals.TooMany.With(Window.TotalMinutes.ToString(CultureInfo.InvariantCulture));
    }

    public void CountFailure(HttpContext http) => _failures.AttemptAcquire(AddressOf(http)).Dispose();

    /// <summary>Counts a code before it is looked at, so that many at once are no more than many in a row.</summary>
    public bool TakeCode(TenantId tenant, string user)
    {
        using var lease = _codes.AttemptAcquire((int)((uint)HashCode.Combine(tenant, user) % CountersMax));

        return lease.IsAcquired;
    }

    public Refusal? TakeSignUp(HttpContext http)
    {
        using var lease = _signUps.AttemptAcquire(AddressOf(http));

        return lease.IsAcquired ? null : SignInRefusals.TooMany.With(Window.TotalMinutes.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Counts a code that is to be sent, for its contact and like a sign-up for the address that asks.</summary>
    public Refusal? TakeSending(HttpContext http, string user)
    {
        if (TakeSignUp(http) is { } refusal)
        {
            return refusal;
        }

        using var lease = _sendings.AttemptAcquire((int)((uint)user.GetHashCode(StringComparison.Ordinal) % CountersMax));

        return lease.IsAcquired ? null : SignInRefusals.TooMany.With(Window.TotalMinutes.ToString(CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _codes.Dispose();
        _sendings.Dispose();
        _failures.Dispose();
        _signUps.Dispose();
    }

    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static PartitionedRateLimiter<T> Allowances<T>(int max)
        where T : notnull =>
        PartitionedRateLimiter.Create<T, T>(who => RateLimitPartition.GetFixedWindowLimiter(
            who, _ => new FixedWindowRateLimiterOptions { PermitLimit = max, Window = Window }));
}

internal static class SignInRefusals
{
    public static readonly Refusal TooMany =
        new(RefusalKind.NotAllowed, "sign-in.too-many", "Too many attempts from this address failed; wait {0} minutes and try again.");
}
