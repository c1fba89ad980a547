using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Tokens;

/// <summary>
/// Signs tokens on this machine: for whoever signs in here, and in Development for whoever asks. Its key is made at first
/// start and lies beside the database.
/// </summary>
internal sealed class LocalIssuer : IDisposable
{
    public const string Issuer = "urn:sharedconsular:local-issuer";
    public const string Audience = "sharedconsular";

    /// <summary>The claim that says which generation of a login a token belongs to.</summary>
    public const string LoginClaim = "login";

    /// <summary>When the person showed that she is there (OpenID Connect Core 1.0, section 2).</summary>
    public const string AuthTimeClaim = "auth_time";

    /// <summary>Of a Development token: a working day and a little more.</summary>
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(12);

    /// <summary>Of a login's token, which ends with its login at once: how long a stolen one is good.</summary>
    private static readonly TimeSpan LoginTokenLifetime = TimeSpan.FromHours(1);

    private readonly ECDsa _key;
    private readonly SigningCredentials _credentials;
    private readonly TimeProvider _time;

    private LocalIssuer(ECDsa key, TimeProvider time)
    {
        _key = key;
        _time = time;
        SecurityKey = new ECDsaSecurityKey(key) { KeyId = "local" };
        _credentials = new SigningCredentials(SecurityKey, SecurityAlgorithms.EcdsaSha256);
    }

    public SecurityKey SecurityKey { get; }

    /// <summary>Opens the issuer with the key in the folder, or makes one that only this user can read.</summary>
    public static LocalIssuer Open(string dataFolder, TimeProvider time)
    {
        var path = Path.Combine(dataFolder, "local-issuer.pem");
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (!File.Exists(path))
        {
            SecretFile.Make(path, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        }

        key.ImportFromPem(File.ReadAllText(path));

        return new LocalIssuer(key, time);
    }

    public (string Token, DateTimeOffset ExpiresAt) Sign(Caller caller) => Sign(caller, TokenLifetime, []);

    /// <summary>A token that lives no longer than this generation of its login.</summary>
    public (string Token, DateTimeOffset ExpiresAt) SignFor(Caller caller, int generation) =>
        Sign(caller, LoginTokenLifetime, new Dictionary<string, object>
        {
            [LoginClaim] = generation,
            [AuthTimeClaim] = _time.GetUtcNow().ToUnixTimeSeconds(),
        });

    private (string Token, DateTimeOffset ExpiresAt) Sign(Caller caller, TimeSpan lifetime, Dictionary<string, object> further)
    {
        var now = _time.GetUtcNow();
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            SigningCredentials = _credentials,
            Claims = new Dictionary<string, object>(further)
            {
                ["sub"] = caller.User.Value,
                ["tenant"] = caller.Tenant.Value,
                ["role"] = Words.Of(caller.Role),
            },
        });

        return (token, now + lifetime);
    }

    public void Dispose() => _key.Dispose();
}
