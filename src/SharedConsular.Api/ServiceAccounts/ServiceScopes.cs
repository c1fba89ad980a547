using System.Security.Claims;
using SharedConsular.Api.Requests;
using SharedConsular.Tenants;

namespace SharedConsular.Api.ServiceAccounts;

/// <summary>
/// What a service account may reach. Every group of addresses says which scope it needs; an address that says nothing is
/// closed to service accounts, also where it is open to everyone.
/// </summary>
internal static class ServiceScopes
{
    public const string Claim = "scope";

    /// <summary>A scope as it is written: <c>cases:read</c>.</summary>
    public static string WordOf(ServiceScope scope) => Words.Of(scope).Replace('_', ':');

    public static ServiceScope? Parse(string? word) => word is null || word.Contains('_') ? null : Words.Parse<ServiceScope>(word.Replace(':', '_'));

    /// <summary>Names the scope that these addresses need, and the one for what changes something when that is another.</summary>
    public static TBuilder WithScope<TBuilder>(this TBuilder builder, ServiceScope read, ServiceScope? write = null)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new ScopeNeeded(read, write ?? read));

    /// <summary>Opens an address to another scope as well.</summary>
    public static TBuilder AlsoWithScope<TBuilder>(this TBuilder builder, ServiceScope scope)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new ScopeBesides(scope));

    /// <summary>After authentication: turns a service account away from an address that its scopes do not name.</summary>
    public static void UseServiceScopes(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (IsServiceAccount(http.User) && !WordsEnough(http).Any(w => http.User.HasClaim(Claim, w)))
        {
            await RequestRefusals.NotInScope.ToHttp().ExecuteAsync(http);
            return;
        }

        await next(http);
    });

    private static bool IsServiceAccount(ClaimsPrincipal user) => user.Identity?.AuthenticationType == ServiceAccountHandler.Scheme;

    private static IEnumerable<string> WordsEnough(HttpContext http) => http.GetEndpoint()?.Metadata is not { } metadata
        ? []
        :
        [
            .. metadata.GetMetadata<ScopeNeeded>() is { } needed
                ? [WordOf(HttpMethods.IsGet(http.Request.Method) ? needed.Read : needed.Write)]
                : Array.Empty<string>(),
            .. metadata.GetOrderedMetadata<ScopeBesides>().Select(s => WordOf(s.Scope)),
        ];
}

/// <param name="Read">For GET.</param>
/// <param name="Write">For everything else.</param>
internal sealed record ScopeNeeded(ServiceScope Read, ServiceScope Write);

internal sealed record ScopeBesides(ServiceScope Scope);
