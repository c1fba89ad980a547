using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace SharedConsular.Api.Tokens;

/// <summary>The signing keys of all issuers, fetched by OpenID Connect discovery when first needed.</summary>
internal sealed class IssuerKeyring(TimeProvider time, ILoggerFactory logs) : IDisposable
{
    /// <summary>Ten for each of 250 states; past it all are fetched anew.</summary>
    private const int IssuersMax = 2_500;

    private const int DocumentBytesMax = 256 * 1024;
    private static readonly TimeSpan FetchMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = ConnectionLifetime })
    {
        Timeout = FetchMax,
        MaxResponseContentBufferSize = DocumentBytesMax,
    };

    private readonly ConcurrentDictionary<string, IssuerKeys> _issuers = new(StringComparer.Ordinal);

    /// <summary>The keys of an issuer, with the one asked for when it has it.</summary>
    /// <exception cref="SignInUnreachableException">The issuer does not answer, and no key of it is young enough to go on with.</exception>
    public Task<ImmutableArray<SecurityKey>> Get(string issuer, string? kid, CancellationToken ct)
    {
        if (_issuers.Count >= IssuersMax && !_issuers.ContainsKey(issuer))
        {
            _issuers.Clear();
        }

        return _issuers.GetOrAdd(issuer, i => new IssuerKeys(i, RetrieverFor(i), time, logs.CreateLogger<IssuerKeys>())).Get(kid, ct);
    }

    public void Dispose()
    {
        _http.Dispose();
        foreach (var keys in _issuers.Values)
        {
            keys.Dispose();
        }
    }

    private HttpDocumentRetriever RetrieverFor(string issuer) => new(_http) { RequireHttps = !new Uri(issuer).IsLoopback };
}

/// <summary>
/// The keys of one issuer. The library's own manager keeps keys for ever when an issuer is silent and asks no clock of
/// ours; here a key has an age, and a stranger's key name can't make us ask again and again.
/// </summary>
internal sealed partial class IssuerKeys(string issuer, IDocumentRetriever documents, TimeProvider time, ILogger<IssuerKeys> log) : IDisposable
{
    /// <summary>How long keys are used before they are fetched again.</summary>
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromHours(1);

    /// <summary>Between two attempts, whatever the reason: an unknown key name, or an issuer that was silent.</summary>
    public static readonly TimeSpan AttemptGapMin = TimeSpan.FromSeconds(30);

    /// <summary>How long known keys stand in for an issuer that does not answer: over a bad night, not over a bad week.</summary>
    public static readonly TimeSpan KeysAgeMax = TimeSpan.FromHours(24);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile Fetched? _known;
    private DateTimeOffset? _attemptedAt;

    /// <exception cref="SignInUnreachableException">The issuer does not answer, and no key of it is young enough to go on with.</exception>
    public async Task<ImmutableArray<SecurityKey>> Get(string? kid, CancellationToken ct)
    {
        if (FindFresh(kid) is { } fresh)
        {
            return fresh;
        }

        await _turn.WaitAsync(ct);
        try
        {
            if (FindFresh(kid) is { } meanwhile)
            {
                return meanwhile;
            }

            var now = time.GetUtcNow();
            if (_attemptedAt is not { } attempted || now - attempted >= AttemptGapMin)
            {
                _attemptedAt = now;
                _known = await Fetch(now, ct) ?? _known;
            }

            return _known is { } known && now - known.At < KeysAgeMax ? known.Keys : throw new SignInUnreachableException();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private ImmutableArray<SecurityKey>? FindFresh(string? kid) =>
        _known is { } known && time.GetUtcNow() - known.At < RefreshAfter && (kid is null || known.Keys.Any(k => k.KeyId == kid)) ? known.Keys : null;

    private async Task<Fetched?> Fetch(DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(
                $"{issuer.TrimEnd('/')}/.well-known/openid-configuration", documents, ct);
            if (configuration.Issuer != issuer || configuration.SigningKeys.Count is 0)
            {
                LogOdd(log, issuer);
                return null;
            }

            return new Fetched([.. configuration.SigningKeys], now);
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or InvalidOperationException or JsonException or HttpRequestException
            || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            LogSilent(log, issuer, fault.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The sign-in service {Issuer} can't be asked for its keys: {Reason}.")]
    private static partial void LogSilent(ILogger log, string issuer, string reason);

    [LoggerMessage(LogLevel.Warning, "The sign-in service {Issuer} calls itself by another name or has no keys.")]
    private static partial void LogOdd(ILogger log, string issuer);

    private sealed record Fetched(ImmutableArray<SecurityKey> Keys, DateTimeOffset At);
}

/// <summary>A token can't be checked because its issuer does not answer. Nobody is let in for that.</summary>
internal sealed class SignInUnreachableException() : SecurityTokenException("The issuer does not answer.");
