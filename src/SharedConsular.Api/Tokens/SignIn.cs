using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Tokens;
using SharedConsular.Api.Requests;

namespace SharedConsular.Api.Tokens;

/// <summary>Every address asks for a token unless it says otherwise.</summary>
internal static class SignIn
{
    /// <summary>Clocks of sign-in services and ours may differ by this much.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddSignIn(this IServiceCollection services, PlatformOptions options, bool isLocalIssuerOn)
    {
        if (isLocalIssuerOn)
        {
            services.AddSingleton(s => LocalIssuer.Open(options.DataFolder, s.GetRequiredService<TimeProvider>()));
        }

        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<TimeProvider, IServiceProvider>((bearer, time, provider) => Configure(bearer, options, time, provider.GetService<LocalIssuer>()));
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder()
                .RequireAssertion(context => context.User.Identity is { IsAuthenticated: true } || IsServedByNobody(context.Resource))
                .Build());

        return services;
    }

    /// <summary>
    /// No endpoint, or the framework's own answer to a method or content type that none takes: a public address says so
    /// to anyone instead of asking for a token it does not need.
    /// </summary>
    private static bool IsServedByNobody(object? resource) => resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint;

    private static void Configure(JwtBearerOptions bearer, PlatformOptions options, TimeProvider time, LocalIssuer? local)
    {
        bearer.MapInboundClaims = false;
        bearer.Authority = options.Authority;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = options.Audience ?? LocalIssuer.Audience,
            ValidIssuer = local is null ? null : LocalIssuer.Issuer,
            IssuerSigningKey = local?.SecurityKey,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = ClockSkew,
        };
        bearer.TokenHandlers.Clear();
        bearer.TokenHandlers.Add(new CachedTokenHandler(time));
        bearer.Events = new JwtBearerEvents
        {
            OnChallenge = async context =>
            {
                context.HandleResponse();
                await RequestRefusals.NotSignedIn.ToHttp().ExecuteAsync(context.HttpContext);
            },
            OnForbidden = context => RequestRefusals.NotForThisRole.ToHttp().ExecuteAsync(context.HttpContext),
        };
    }
}
