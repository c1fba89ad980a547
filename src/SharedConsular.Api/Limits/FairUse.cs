using System.Globalization;
using System.Threading.RateLimiting;
using SharedConsular.Api.Follow;
using SharedConsular.Api.Requests;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Limits;

/// <summary>
/// How much anyone may ask: an address without a token by the minute; a login and a party by the minute; and, when the
/// platform is busy, each party its fair share of it. Health is never limited, or a busy node would be taken for a dead one.
/// </summary>
internal sealed class FairUse(PlatformOptions options) : IMiddleware, IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>How often an allowance is refilled, a part at a time, so that a minute's is not spent in a second.</summary>
    private const int RefillsPerMinuteMax = 60;

    private readonly FairShares _shares = new(options.RequestsAtOnceMax);

    /// <summary>Of lookups of one's own status: whatever else is busy takes none of these places.</summary>
    private readonly FairShares _statusShares = new(options.RequestsAtOnceMax);

    private readonly PartitionedRateLimiter<string> _addresses = Windows(options.AnonymousRequestsPerMinuteMax);
    private readonly PartitionedRateLimiter<string> _intake = Windows(options.IntakeRequestsPerMinuteMax);
    private readonly PartitionedRateLimiter<string> _callers = Allowances(options.CallerRequestsPerMinuteMax);
    private readonly PartitionedRateLimiter<string> _tenants = Allowances(options.TenantRequestsPerMinuteMax);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        var lane = Lanes.Of(context);
        var (party, refusal, wait) = Ask(context, lane);
        if (refusal is not null)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
            await refusal.ToHttp().ExecuteAsync(context);
            return;
        }

        // Who may register at once is decided at the gate of the intake, by home states.
        if (lane is Lane.Intake)
        {
            await next(context);
            return;
        }

        var shares = lane is Lane.Status ? _statusShares : _shares;
        if (!shares.TryEnter(party))
        {
            await RequestRefusals.ShareUsed.ToHttp().ExecuteAsync(context);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            shares.Leave(party);
        }
    }

    public void Dispose()
    {
        _addresses.Dispose();
        _intake.Dispose();
        _callers.Dispose();
        _tenants.Dispose();
    }

    private (string Party, Refusal? Refusal, TimeSpan Wait) Ask(HttpContext context, Lane lane)
    {
        if (context.User.Identity?.IsAuthenticated is not true || GuestHandler.CallerOf(context.User) is not null)
        {
            var address = context.Connection.RemoteIpAddress?.ToString() ?? "";

            return ("", Take(lane is Lane.Intake ? _intake : _addresses, address, out var wait) ? null : RequestRefusals.TooMany, wait);
        }

        var tenant = context.User.FindFirst("tenant")?.Value ?? "";
        var login = $"{tenant}/{context.User.FindFirst("sub")?.Value}";

        return !Take(_callers, login, out var callerWaits) ? (tenant, RequestRefusals.CallerTooMany, callerWaits)
            : !Take(_tenants, tenant, out var tenantWaits) ? (tenant, RequestRefusals.TenantTooMany, tenantWaits)
            : (tenant, null, TimeSpan.Zero);
    }

    private static bool Take(PartitionedRateLimiter<string> limiter, string who, out TimeSpan wait)
    {
        using var lease = limiter.AttemptAcquire(who);
        wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : Minute;

        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Windows(int perMinute) => PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = Minute }));

    private static PartitionedRateLimiter<string> Allowances(int perMinute)
    {
        // Of a small allowance one at a time comes back, and seldom: a whole one each second would make it sixty.
        var refills = Math.Clamp(perMinute, 1, RefillsPerMinuteMax);

        return PartitionedRateLimiter.Create<string, string>(who =>
            RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perMinute,
                TokensPerPeriod = Math.Max(1, perMinute / refills),
                ReplenishmentPeriod = Minute / refills,
            }));
    }
}
