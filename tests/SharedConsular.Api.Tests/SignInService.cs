using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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

    /// <summary>Signs RS256; published beside the others.</summary>
    private readonly RSA _rsa = RSA.Create(2_048);

    private SignInService(WebApplication web) => _web = web;

    public string Issuer { get; private set; } = "";

    /// <summary>How often its keys were asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>Whether it answers; a service that is down answers 503.</summary>
    public bool IsUp { get; set; } = true;

    public static Task<SignInService> Start(params string[] keys) => Start(certificate: null, keys);

    /// <summary>Over TLS when there is a certificate, which whoever asks must then trust.</summary>
    public static async Task<SignInService> Start(X509Certificate2? certificate, params string[] keys)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener =>
        {
            if (certificate is not null)
            {
                listener.UseHttps(certificate);
            }
        }));
        builder.Logging.ClearProviders();
        var service = new SignInService(builder.Build());
        service._web.Run(service.Answer);
        await service._web.StartAsync(PlatformServer.Stop);
        service.Issuer = service._web.Urls.Single().TrimEnd('/').Replace("127.0.0.1", certificate is null ? "127.0.0.1" : "localhost", StringComparison.Ordinal);
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
        TimeSpan? notBefore = null, string? tenant = null, string? role = null, bool byRsa = false)
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
            SigningCredentials = byRsa
                ? new SigningCredentials(new RsaSecurityKey(_rsa) { KeyId = RsaKey, CryptoProviderFactory = Uncached() }, SecurityAlgorithms.RsaSha256)
                : new SigningCredentials(
                    new ECDsaSecurityKey(_keys.GetOrAdd(key, _ => ECDsa.Create(ECCurve.NamedCurves.nistP256)))
                    {
                        KeyId = key,
                        CryptoProviderFactory = Uncached(),
                    },
                    SecurityAlgorithms.EcdsaSha256),
            Claims = claims,
        });
    }

    private const string RsaKey = "r1";

    private static CryptoProviderFactory Uncached() => new() { CacheSignatureProviders = false };

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _rsa.Dispose();
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
            var rsa = _rsa.ExportParameters(includePrivateParameters: false);
            await http.Response.WriteAsJsonAsync(new
            {
                keys = _keys.Select(k => (Id: k.Key, Public: k.Value.ExportParameters(false).Q)).Select(k => new Dictionary<string, string>
                {
                    ["kty"] = "EC",
                    ["crv"] = "P-256",
                    ["kid"] = k.Id,
                    ["x"] = Base64UrlEncoder.Encode(k.Public.X!),
                    ["y"] = Base64UrlEncoder.Encode(k.Public.Y!),
                }).Append(new Dictionary<string, string>
                {
                    ["kty"] = "RSA",
                    ["kid"] = RsaKey,
                    ["n"] = Base64UrlEncoder.Encode(rsa.Modulus!),
                    ["e"] = Base64UrlEncoder.Encode(rsa.Exponent!),
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
