using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SharedConsular.Integrations.Tests.KeyVault;

/// <summary>
/// What an Azure Key Vault and its sign-in answer, as their REST reference shows it (7.4): a 401 that says where to sign in, wrapkey and
/// unwrapkey of RSA keys, and errors on demand.
/// </summary>
internal sealed class KeyVaultStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, RSA> _versions = [];
    private string _current = "";

    private KeyVaultStandIn(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Answered before anything else, one after another; <c>0</c> is no answer at all.</summary>
    public ConcurrentQueue<int> Troubles { get; } = new();

    /// <summary>All that was sent here without a token.</summary>
    public ConcurrentQueue<string> SentUnsigned { get; } = new();

    public int TokensGiven { get; private set; }

    public string? Resource { get; set; }

    public string Secret { get; set; } = "client-secret";

    public static async Task<KeyVaultStandIn> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var vault = new KeyVaultStandIn(app);
        vault.Renew();
        app.MapPost("/tenant-1/oauth2/v2.0/token", vault.SignInClient);
        app.MapGet("/machine", vault.SignInMachine);
        app.MapPost("/keys/{name}/wrapkey", (HttpRequest request) => vault.Answer(request, null, wrap: true));
        app.MapPost("/keys/{name}/{version}/unwrapkey", (string version, HttpRequest request) => vault.Answer(request, version, wrap: false));
        await app.StartAsync();

        return vault;
    }

    /// <summary>Gives the key a new version; the ones before still open what they wrapped.</summary>
    public void Renew()
    {
        _current = $"v{_versions.Count + 1}";
        _versions[_current] = RSA.Create(2048);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var key in _versions.Values)
        {
            key.Dispose();
        }
    }

    private async Task<IResult> SignInClient(HttpRequest request)
    {
        var form = await request.ReadFormAsync();

        return form["client_secret"] == Secret && form["grant_type"] == "client_credentials" && form["scope"] == $"{Address.ToString().TrimEnd('/')}/.default"
            ? Token()
            : Results.Json(new { error = "invalid_client" }, statusCode: StatusCodes.Status401Unauthorized);
    }

    private IResult SignInMachine(HttpRequest request) =>
        request.Headers["Metadata"] == "true" && request.Query["resource"].ToString().Length > 0 ? Token() : Results.BadRequest();

    private IResult Token() => Results.Json(new { access_token = $"token-{++TokensGiven}", expires_in = 3599, token_type = "Bearer" });

    private async Task<IResult> Answer(HttpRequest request, string? version, bool wrap)
    {
        if (Troubles.TryDequeue(out var trouble))
        {
            if (trouble == 0)
            {
                request.HttpContext.Abort();
                return Results.Empty;
            }

            request.HttpContext.Response.Headers.RetryAfter = "0";
            return Results.Json(new { error = new { code = "Throttled", message = "later" } }, statusCode: trouble);
        }

        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        if (request.Headers.Authorization != $"Bearer token-{TokensGiven}" || TokensGiven == 0)
        {
            SentUnsigned.Enqueue(body);
            request.HttpContext.Response.Headers.WWWAuthenticate =
                $"Bearer authorization=\"{Address}tenant-1\", resource=\"{Resource ?? Address.ToString().TrimEnd('/')}\"";
            return Results.Json(new { error = new { code = "Unauthorized", message = "AKV10000: Request is missing a Bearer token." } }, statusCode: 401);
        }

        var asked = JsonElement.Parse(body);
        if (asked.GetProperty("alg").GetString() != "RSA-OAEP-256" || request.Query["api-version"] != "7.4" || !_versions.ContainsKey(version ?? _current))
        {
            return Results.Json(new { error = new { code = "BadParameter", message = "" } }, statusCode: 400);
        }

        var (key, value) = (_versions[version ?? _current], Base64Url.DecodeFromChars(asked.GetProperty("value").GetString()));
        try
        {
            var result = wrap ? key.Encrypt(value, RSAEncryptionPadding.OaepSHA256) : key.Decrypt(value, RSAEncryptionPadding.OaepSHA256);

            return Results.Json(new { kid = $"{Address}keys/root/{version ?? _current}", value = Base64Url.EncodeToString(result) });
        }
        catch (CryptographicException)
        {
            return Results.Json(new { error = new { code = "BadParameter", message = "" } }, statusCode: 400);
        }
    }
}
