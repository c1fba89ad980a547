using System.Globalization;
using System.Security.Claims;
using SharedConsular.Api.Tokens;
using SharedConsular.Logins;
using SharedConsular.Runtime;

namespace SharedConsular.Api.LocalSignIn;

/// <summary>
/// Ends a token with its login: at each request the login's generation is compared, in memory nearly always. Who carries
/// a token of a login that was closed, recovered or renewed is nobody.
/// </summary>
internal sealed class EndedLogins(EntityRuntime entities, IWebHostEnvironment environment) : IMiddleware
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.User.FindFirstValue("iss") == LocalIssuer.Issuer && !await IsGood(context.User, context.RequestAborted))
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
        }

        await next(context);
    }

    private async Task<bool> IsGood(ClaimsPrincipal principal, CancellationToken ct)
    {
        if (LoginToken.Find(principal) is not { } token)
        {
            // Development tokens belong to no login. Their key may have come along to where they must not count.
            return environment.IsDevelopment() && !principal.HasClaim(c => c.Type == LocalIssuer.LoginClaim);
        }

        return await entities.Find(Login.Type, token.Key, ct) is { State: { IsActive: true } login } && login.Generation == token.Generation;
    }
}

/// <summary>What a token says of the login it was made for.</summary>
internal sealed record LoginToken(EntityKey Key, int Generation)
{
    public static LoginToken? Find(ClaimsPrincipal principal) =>
        principal.FindFirstValue("iss") == LocalIssuer.Issuer
        && TenantId.Parse(principal.FindFirstValue("tenant")) is { } tenant
        && principal.FindFirstValue("sub") is { } user
        && int.TryParse(principal.FindFirstValue(LocalIssuer.LoginClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            ? new LoginToken(Login.KeyOf(tenant, user), generation)
            : null;
}
