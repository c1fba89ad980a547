using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SharedConsular.Api.Tokens;

/// <summary>
/// Checks a token's signature once and remembers the outcome until the token expires. A signature check costs more
/// than a whole command, and an officer sends the same token all day.
/// </summary>
internal sealed class CachedTokenHandler(TimeProvider time) : TokenHandler
{
    /// <summary>More than all officers of all states at work at once; past it everything is forgotten and checked anew.</summary>
    private const int TokensMax = 20_000;

    /// <summary>A token longer than this is no token of ours and is not worth a signature check.</summary>
    private const int TokenLengthMax = 8 * 1024;

    private readonly JsonWebTokenHandler _inner = new() { MapInboundClaims = false };
    private readonly ConcurrentDictionary<string, TokenValidationResult> _valid = new(StringComparer.Ordinal);

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (_valid.TryGetValue(token, out var known) && known.SecurityToken.ValidTo > time.GetUtcNow().UtcDateTime)
        {
            return known;
        }

        if (token.Length > TokenLengthMax)
        {
            return new TokenValidationResult { IsValid = false, Exception = new SecurityTokenMalformedException("Too long.") };
        }

        var result = await _inner.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid)
        {
            if (_valid.Count >= TokensMax)
            {
                _valid.Clear();
            }

            _valid[token] = result;
        }

        return result;
    }

    public override async Task<TokenValidationResult> ValidateTokenAsync(SecurityToken token, TokenValidationParameters validationParameters) =>
        await _inner.ValidateTokenAsync(token, validationParameters);

    public override SecurityToken ReadToken(string token) => _inner.ReadToken(token);
}
