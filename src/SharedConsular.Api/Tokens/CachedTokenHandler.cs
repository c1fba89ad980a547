using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SharedConsular.Api.Tokens;

/// <summary>
/// Checks a token's signature once and remembers the outcome for a while. A signature check costs more than a whole
/// command, and an officer sends the same token all day. The token's own word about its issuer only picks who checks it.
/// </summary>
internal sealed class CachedTokenHandler(
    TimeProvider time, SignInServices services, IssuerKeyring keys, IEnumerable<LocalIssuer> local) : TokenHandler
{
    /// <summary>More than all officers of all states at work at once; past it everything is forgotten and checked anew.</summary>
    private const int TokensMax = 20_000;

    /// <summary>A token longer than this is no token of ours and is not worth a signature check.</summary>
    private const int TokenLengthMax = 8 * 1024;

    /// <summary>How long a check is good for: a key that its issuer took back stops within this and the time keys are fresh.</summary>
    private static readonly TimeSpan CheckedForMax = TimeSpan.FromMinutes(10);

    private readonly JsonWebTokenHandler _inner = new() { MapInboundClaims = false };
    private readonly ConcurrentDictionary<string, Checked> _valid = new(StringComparer.Ordinal);

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var now = time.GetUtcNow();
        if (_valid.TryGetValue(token, out var known) && known.ValidUntil > now && IsStillTrusted(known))
        {
            return known.Validation;
        }

        if (token.Length > TokenLengthMax)
        {
            return Refused(new SecurityTokenMalformedException("Too long."));
        }

        var (result, service) = await Check(token, validationParameters);
        if (result.IsValid)
        {
            if (_valid.Count >= TokensMax)
            {
                _valid.Clear();
            }

            var validTo = new DateTimeOffset(DateTime.SpecifyKind(result.SecurityToken.ValidTo, DateTimeKind.Utc));
            var checkAgain = now + CheckedForMax;
            _valid[token] = new Checked(result, service, validTo < checkAgain ? validTo : checkAgain);
        }

        return result;
    }

    public override async Task<TokenValidationResult> ValidateTokenAsync(SecurityToken token, TokenValidationParameters validationParameters) =>
        await _inner.ValidateTokenAsync(token, validationParameters);

    public override SecurityToken ReadToken(string token) => _inner.ReadToken(token);

    private async Task<(TokenValidationResult Result, SignInService? Service)> Check(string token, TokenValidationParameters ofInstallation)
    {
        if (!_inner.CanReadToken(token))
        {
            return (Refused(new SecurityTokenMalformedException("Not a token.")), null);
        }

        JsonWebToken read;
        try
        {
            read = _inner.ReadJsonWebToken(token);
        }
        catch (ArgumentException fault)
        {
            return (Refused(new SecurityTokenMalformedException("Not a token.", fault)), null);
        }

        if (read.Issuer == LocalIssuer.Issuer)
        {
            return (await CheckOfLocalIssuer(token), null);
        }

        if (!services.Knows(read.Issuer))
        {
            return (await CheckOfInstallation(token, ofInstallation), null);
        }

        return services.Find(read.Issuer, read.Audiences) is { } service
            ? (await CheckOfTenant(token, read, service), service)
            : (Refused(new SecurityTokenInvalidAudienceException("Not for this platform.")), null);
    }

    /// <summary>The local issuer is spoken for by its own key and by no other, and only where it is on.</summary>
    private async Task<TokenValidationResult> CheckOfLocalIssuer(string token) =>
        await _inner.ValidateTokenAsync(token, SignIn.ParametersFor(
            LocalIssuer.Issuer, LocalIssuer.Audience, [SecurityAlgorithms.EcdsaSha256], local.Select(l => l.SecurityKey)));

    /// <summary>A tenant that signs its own people in is spoken for by nobody else.</summary>
    private async Task<TokenValidationResult> CheckOfInstallation(string token, TokenValidationParameters parameters)
    {
        var result = await _inner.ValidateTokenAsync(token, parameters);

        return !result.IsValid || !SpeaksForAnother(result.ClaimsIdentity)
            ? result
            : Refused(new SecurityTokenInvalidIssuerException("The tenant has sign-in services of its own."));
    }

    private bool SpeaksForAnother(ClaimsIdentity identity) =>
        TenantId.Parse(identity.FindFirst("tenant")?.Value) is { } tenant && services.SignsInItself(tenant);

    private async Task<TokenValidationResult> CheckOfTenant(string token, JsonWebToken read, SignInService service)
    {
        try
        {
            var found = await keys.Get(service.Issuer.Issuer, read.Kid is { Length: > 0 } kid ? kid : null, CancellationToken.None);
            var parameters = SignIn.ParametersFor(service.Issuer.Issuer, service.Issuer.Audience, service.Issuer.Algorithms, found);
            var result = await _inner.ValidateTokenAsync(token, parameters);

            return result.IsValid ? Translated(result, service) : result;
        }
        catch (SignInUnreachableException fault)
        {
            return Refused(fault);
        }
    }

    /// <summary>What the issuer says, in our words: whose tenant it is comes from the folder, whatever else the token claims.</summary>
    private static TokenValidationResult Translated(TokenValidationResult result, SignInService service)
    {
        if (service.FindSubject(result.ClaimsIdentity) is not { } subject)
        {
            return Refused(new SecurityTokenValidationException("The token names no subject that can be used."));
        }

        var claims = new List<Claim> { new("tenant", service.Tenant.Value), new("sub", $"{service.Issuer.Id}:{subject}") };
        if (service.FindRole(result.ClaimsIdentity) is { } role)
        {
            claims.Add(new Claim("role", Words.Of(role)));
        }

        return new TokenValidationResult
        {
            IsValid = true,
            SecurityToken = result.SecurityToken,
            ClaimsIdentity = new ClaimsIdentity(claims, authenticationType: service.Issuer.Id, "sub", "role")
            {
                BootstrapContext = new TokenEvidence((JsonWebToken)result.SecurityToken, result.ClaimsIdentity),
            },
        };
    }

    /// <summary>An issuer that was withdrawn, or a tenant that took its sign-in into its own hands, stops the token at once.</summary>
    private bool IsStillTrusted(Checked known) =>
        known.Service is { } service
            ? services.IsInForce(service)
            : known.Validation.SecurityToken.Issuer == LocalIssuer.Issuer || !SpeaksForAnother(known.Validation.ClaimsIdentity);

    private static TokenValidationResult Refused(Exception fault) => new() { IsValid = false, Exception = fault };

    private sealed record Checked(TokenValidationResult Validation, SignInService? Service, DateTimeOffset ValidUntil);
}
