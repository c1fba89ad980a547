using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SharedConsular.Api.Tests;

/// <summary>An OpenID Connect service of a state, as much of it as a platform asks: discovery and keys, over loopback HTTP.</summary>
internal sealed class SignInService : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly ConcurrentDictionary<string, ECDsa> _keys = new();

    private SignInService(WebApplication web) => _web = web;

    public string Issuer { get; private set; } = "";

    /// <summary>How often its keys were asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>Whether it answers; a service that is down answers 503.</summary>
    public bool IsUp { get; set; } = true;

    public static async Task<SignInService> Start(params string[] keys)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var service = new SignInService(builder.Build());
        service._web.Run(service.Answer);
        await service._web.StartAsync(PlatformServer.Stop);
        service.Issuer = service._web.Urls.Single().TrimEnd('/');
        foreach (var key in keys)
        {
            service.AddKey(key);
        }

        return service;
    }

    public void AddKey(string id) => _keys[id] = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void RemoveKey(string id) => _keys.TryRemove(id, out _);

    public TenantFolderText Folder(string tenant, string audience = "sharedconsular") => new(tenant, Issuer, audience);

    public string Sign(
        string subject, string[] groups, string key = "k1", string audience = "sharedconsular", string? issuer = null, TimeSpan? expires = null,
        TimeSpan? notBefore = null, string? tenant = null, string? role = null)
    {
        var now = DateTime.UtcNow;
        var claims = new Dictionary<string, object> { ["sub"] = subject, ["groups"] = groups };
        if (tenant is not null)
        {
            claims["tenant"] = tenant;
        }

        if (role is not null)
        {
            claims["role"] = role;
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Issuer,
            Audience = audience,
            IssuedAt = now.AddHours(-1),
            NotBefore = now + (notBefore ?? TimeSpan.FromHours(-1)),
            Expires = now + (expires ?? TimeSpan.FromHours(1)),
            SigningCredentials = new SigningCredentials(
                new ECDsaSecurityKey(_keys.GetOrAdd(key, _ => ECDsa.Create(ECCurve.NamedCurves.nistP256)))
                {
                    KeyId = key,
                    CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
                },
                SecurityAlgorithms.EcdsaSha256),
            Claims = claims,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private async Task Answer(HttpContext http)
    {
        if (!IsUp)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        else if (http.Request.Path == "/.well-known/openid-configuration")
        {
            await http.Response.WriteAsJsonAsync(new { issuer = Issuer, jwks_uri = $"{Issuer}/keys" });
        }
        else
        {
            Asked++;
            await http.Response.WriteAsJsonAsync(new
            {
                keys = _keys.Select(k => (Id: k.Key, Public: k.Value.ExportParameters(false).Q)).Select(k => new
                {
                    kty = "EC",
                    crv = "P-256",
                    kid = k.Id,
                    x = Base64UrlEncoder.Encode(k.Public.X!),
                    y = Base64UrlEncoder.Encode(k.Public.Y!),
                }),
            });
        }
    }
}

/// <summary>The smallest folder of a tenant that signs its people in with one service.</summary>
internal sealed record TenantFolderText(string Tenant, string Issuer, string Audience)
{
    public Contracts.TenantFolderRequest Request => new(new Dictionary<string, string>
    {
        ["profile.yaml"] = $$"""
            tenant: {{Tenant.ToUpperInvariant()}}
            basis: proposal
            languages: [en]
            branding: {short_name: {{Tenant}}, primary: "#000000", on_primary: "#ffffff"}
            name_rules: {order: given_first, scripts: [Latn], required: [given]}
            """,
        ["signin.yaml"] = $$"""
            issuers:
              - {id: main, issuer: "{{Issuer}}", audience: {{Audience}}, algorithms: [ES256], for_nationals: true}
            """,
        ["staff.yaml"] = """
            roles:
              - {group: admins, role: administrator}
              - {group: desk, role: officer}
            """,
    });
}
