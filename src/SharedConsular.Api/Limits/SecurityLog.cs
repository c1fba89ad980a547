using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using SharedConsular.Api.Access;

namespace SharedConsular.Api.Limits;

/// <summary>
/// One line for each refused sign-in, refused access and spent limit: code, party, operation and a hash of the address, and nothing
/// that a caller wrote. Who is refused by the thousand fills no disk: past a number of lines a minute only the counter counts.
/// </summary>
internal sealed partial class SecurityLog : IDisposable
{
    public const string MeterName = "SharedConsular.Security";

    /// <summary>More than a busy hour of honest mistakes; past it the counter says how many there were.</summary>
    private const int LinesPerMinuteMax = 600;

    private const int HashBytes = 8;

    private readonly ILogger<SecurityLog> _log;
    private readonly Meter _meter;
    private readonly Counter<long> _refusals;

    // Anew with each start: within one run an address is recognised, and nobody finds it out of the log by trying all there are.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly FixedWindowRateLimiter _lines = new(new FixedWindowRateLimiterOptions
    {
        PermitLimit = LinesPerMinuteMax,
        Window = TimeSpan.FromMinutes(1),
    });

    public SecurityLog(ILogger<SecurityLog> log, IMeterFactory meters)
    {
        _log = log;
        _meter = meters.Create(MeterName);
        _refusals = _meter.CreateCounter<long>("sharedconsular.refusals", description: "Refused sign-ins, refused access and spent limits.");
    }

    public void Note(HttpContext http, int status, string code)
    {
        if (KindOf(status, code) is not { } kind)
        {
            return;
        }

        var tenant = TenantId.Parse(http.User.FindFirst("tenant")?.Value)?.Value ?? "nobody";
        _refusals.Add(1, [new(nameof(kind), kind), new(nameof(code), code), new(nameof(tenant), tenant)]);
        using var lease = _lines.AttemptAcquire();
        if (lease.IsAcquired)
        {
            LogRefused(_log, kind, code, tenant, OperationMetadata.NameOf(http), HashOf(http.Connection.RemoteIpAddress));
        }
    }

    /// <summary>Says what was wrong with a token, by the kind of fault alone: an operator sees a clock that is wrong, or a key that is not known.</summary>
    public void NoteToken(Exception fault)
    {
        using var lease = _lines.AttemptAcquire();
        if (lease.IsAcquired)
        {
            LogToken(_log, fault.GetType().Name);
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _meter.Dispose();
    }

    /// <summary>What is not there is refused access too: whoever asks for many things that are not there is looking for some.</summary>
    private static string? KindOf(int status, string code) => (status, code) switch
    {
        (StatusCodes.Status401Unauthorized, _) or (_, "caller.sign-in-unreachable" or "caller.token-without-party" or "login.not-accepted") => "sign-in",
        (StatusCodes.Status429TooManyRequests, _) or (_, "platform.share-used") => "limit",
        (StatusCodes.Status403Forbidden, _) or (_, "case.not-found" or "tenant.not-found" or "follow.no-match") => "access",
        _ => null,
    };

    private string HashOf(IPAddress? address) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, address?.GetAddressBytes() ?? []).AsSpan(0, HashBytes));

    [LoggerMessage(LogLevel.Warning, "A token was not accepted: {Fault}.")]
    private static partial void LogToken(ILogger log, string fault);

    [LoggerMessage(LogLevel.Warning, "Refused {Kind}: {Code} to {Tenant} at {Operation} from {Address}.")]
    private static partial void LogRefused(ILogger log, string kind, string code, string tenant, string operation, string address);
}
