using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SharedConsular.Api.Tokens;

/// <summary>
/// Signs tokens on this machine, so that the platform can be tried without a sign-in service. Its key is made at first
/// start and lies beside the database. On in Development only.
/// </summary>
internal sealed class LocalIssuer : IDisposable
{
    public const string Issuer = "urn:sharedconsular:local-issuer";
    public const string Audience = "sharedconsular";

    /// <summary>A working day and a little more.</summary>
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(12);

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
        if (File.Exists(path))
        {
            key.ImportFromPem(File.ReadAllText(path));
            return new LocalIssuer(key, time);
        }

        Directory.CreateDirectory(dataFolder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(key.ExportPkcs8PrivateKeyPem());

        return new LocalIssuer(key, time);
    }

    public (string Token, DateTimeOffset ExpiresAt) Sign(Caller caller)
    {
        var now = _time.GetUtcNow();
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + TokenLifetime).UtcDateTime,
            SigningCredentials = _credentials,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = caller.User.Value,
                ["tenant"] = caller.Tenant.Value,
                ["role"] = Words.Of(caller.Role),
            },
        });

        return (token, now + TokenLifetime);
    }

    public void Dispose() => _key.Dispose();
}
