using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Tokens;
using SharedConsular.Access;
using SharedConsular.Api.Follow;
using SharedConsular.Api.Limits;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;

namespace SharedConsular.Api.Tokens;

/// <summary>Every address asks for a token unless it says otherwise.</summary>
internal static class SignIn
{
    /// <summary>Clocks of sign-in services and ours may differ by this much.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>Signatures with a public key: whoever checks one can't make one.</summary>
    private static readonly string[] Algorithms =
        [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256];

    /// <summary>Kinds of token that are for an interface (RFC 9068 and what was usual before it): a logout token or a proof is none.</summary>
    private static readonly string[] Types = ["at+jwt", "JWT"];

    /// <summary>Picks who checks the credential; it then checks all of it.</summary>
    private const string Callers = "callers";

    public static IServiceCollection AddSignIn(this IServiceCollection services, PlatformOptions options, bool isLocalIssuerOn)
    {
        if (isLocalIssuerOn)
        {
            services.AddSingleton(s => LocalIssuer.Open(options.DataFolder, s.GetRequiredService<TimeProvider>()));
        }

        services.AddSingleton<IssuerKeyring>();
        services.AddSingleton<SignInServices>();
        services.AddSingleton<CachedTokenHandler>();
        services.AddAuthentication(Callers)
            .AddPolicyScheme(Callers, null, policy => policy.ForwardDefaultSelector = http =>
                ServiceAccountHandler.HasKey(http.Request) ? ServiceAccountHandler.Scheme
                : GuestHandler.HasKey(http.Request) ? GuestHandler.Scheme
                : JwtBearerDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, GuestHandler>(GuestHandler.Scheme, null)
            .AddScheme<AuthenticationSchemeOptions, ServiceAccountHandler>(ServiceAccountHandler.Scheme, null)
            .AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<CachedTokenHandler>((bearer, tokens) => Configure(bearer, options, tokens));
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

    /// <summary>What a token of an issuer must be, besides signed by one of its keys.</summary>
    public static TokenValidationParameters ParametersFor(
        string? issuer, string audience, IEnumerable<string> algorithms, IEnumerable<SecurityKey> keys) => new()
        {
            ValidIssuer = issuer,
            ValidAudience = audience,
            ValidAlgorithms = algorithms,
            ValidTypes = Types,
            IssuerSigningKeys = keys,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = ClockSkew,
        };

    private static void Configure(JwtBearerOptions bearer, PlatformOptions options, CachedTokenHandler tokens)
    {
        bearer.MapInboundClaims = false;
        bearer.Authority = options.Authority;
        bearer.TokenValidationParameters = ParametersFor(null, options.Audience ?? LocalIssuer.Audience, Algorithms, []);
        bearer.TokenHandlers.Clear();
        bearer.TokenHandlers.Add(tokens);
        bearer.Events = new JwtBearerEvents
        {
            OnAuthenticationFailed = context =>
            {
                context.HttpContext.RequestServices.GetRequiredService<SecurityLog>().NoteToken(context.Exception);

                return Task.CompletedTask;
            },
            OnChallenge = async context =>
            {
                context.HandleResponse();
                var refusal = context.AuthenticateFailure is SignInUnreachableException ? RequestRefusals.SignInUnreachable : RequestRefusals.NotSignedIn;
                await refusal.ToHttp().ExecuteAsync(context.HttpContext);
            },
            OnForbidden = context => AccessRefusals.NotForThisRole.ToHttp().ExecuteAsync(context.HttpContext),
        };
    }
}
