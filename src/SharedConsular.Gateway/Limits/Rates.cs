using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;

namespace SharedConsular.Gateway.Limits;

/// <summary>
/// What one address, and all who come through one tenant's door, may ask in a minute. The nodes know callers and are stricter; this
/// keeps a flood from reaching them, and the flood of one door from the others'.
/// </summary>
internal static class Rates
{
    private const int PeriodsAMinute = 12;

    /// <summary>An address of version 6 belongs to whoever has its first 64 bits.</summary>
    private const int NetworkBytes = 8;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1) / PeriodsAMinute;

    public static IServiceCollection AddRates(this IServiceCollection services, GatewayOptions options) =>
        services.AddRateLimiter(limits =>
        {
            limits.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(c => Bucket(AddressOf(c.Connection.RemoteIpAddress), options.AddressRequestsPerMinuteMax)),
                PartitionedRateLimiter.Create<HttpContext, string>(c => Bucket(c.Request.Host.Host.ToUpperInvariant(), options.HostRequestsPerMinuteMax)));
            limits.OnRejected = async (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(Period.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await rejected.HttpContext.Refuse(
                    StatusCodes.Status429TooManyRequests, "gateway.too-many", "Too many requests came from here in a short time. Wait a moment and try again.");
            };
        });

    private static RateLimitPartition<string> Bucket(string who, int perMinuteMax) =>
        RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinuteMax,
            TokensPerPeriod = Math.Max(1, perMinuteMax / PeriodsAMinute),
            ReplenishmentPeriod = Period,
            QueueLimit = 0,
        });

    private static string AddressOf(IPAddress? address)
    {
        var bytes = address is null ? [] : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().GetAddressBytes() : address.GetAddressBytes();

        return Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, NetworkBytes)));
    }
}
