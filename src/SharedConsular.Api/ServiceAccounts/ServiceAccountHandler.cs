using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using SharedConsular.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.ServiceAccounts;

/// <summary>Lets a partner's system in by its key, as long as the account stands and has not expired.</summary>
internal sealed class ServiceAccountHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, EntityRuntime entities, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public new const string Scheme = "service-account";

    private const string Bearer = "Bearer ";

    public static bool HasKey(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Bearer + ServiceAccountKey.Mark, StringComparison.Ordinal);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var text = Request.Headers.Authorization.ToString();
        if (!HasKey(Request) || ServiceAccountKey.Parse(text[Bearer.Length..]) is not { } key)
        {
            return AuthenticateResult.Fail("Not a key.");
        }

        var found = await entities.Find(ServiceAccountBook.Type, ServiceAccountBook.KeyOf(key.Tenant), Context.RequestAborted);
        if (found?.State.Accounts.GetValueOrDefault(key.Id) is not { } account
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(key.Hash), Encoding.ASCII.GetBytes(account.KeyHash))
            || account.ExpiresAt <= time.GetUtcNow())
        {
            return AuthenticateResult.Fail("No such key.");
        }

        List<Claim> claims =
        [
            new("tenant", key.Tenant.Value), new("sub", account.User.Value), new("role", Words.Of(account.Role)),
            .. account.Scopes.Select(s => new Claim(ServiceScopes.Claim, ServiceScopes.WordOf(s))),
        ];

        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => RequestRefusals.NotSignedIn.ToHttp().ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AccessRefusals.NotForThisRole.ToHttp().ExecuteAsync(Context);
}

/// <summary>
/// The key of a service account, <c>scs_ee-1f0c6c0e5a7b_…</c>: whose it is, which account, and 256 random bits. It can't be
/// guessed or found by trial, so that its plain SHA-256 may be stored: a slow hash protects words that people choose.
/// </summary>
internal sealed record ServiceAccountKey(TenantId Tenant, string Id, string Secret)
{
    public const string Mark = "scs_";

    private const int IdBytes = 6;
    private const int SecretBytes = 32;

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(ToString())));

    public static ServiceAccountKey Draw(TenantId tenant) => new(
        tenant, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)));

    public static ServiceAccountKey? Parse(string text)
    {
        var parts = text.Split('_');

        return parts is [_, var name, { Length: SecretBytes * 2 } secret] && name.Split('-') is [var code, { Length: IdBytes * 2 } id]
            && TenantId.Parse(code) is { } tenant && secret.All(char.IsAsciiHexDigitLower)
            ? new ServiceAccountKey(tenant, id, secret)
            : null;
    }

    public override string ToString() => $"{Mark}{Tenant}-{Id}_{Secret}";
}
