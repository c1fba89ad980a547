using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SharedConsular.Api.Tests;

public sealed class TokenTests(SharedPlatform platform)
{
    private const string Issuer = "urn:sharedconsular:local-issuer";
    private const string Audience = "sharedconsular";

    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_token_that_was_changed_is_no_token()
    {
        var token = await _server.Token("ee", "officer", "officer-1");
        var parts = token.Split('.');
        var payload = Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[1]));
        var stolen = Base64UrlEncoder.Encode(payload.Replace("\"ee\"", "\"de\"", StringComparison.Ordinal));

        await AssertRefused($"{parts[0]}.{stolen}.{parts[2]}");
        await AssertRefused($"{parts[0]}.{parts[1]}.");
        await AssertRefused($"{parts[0]}.{parts[1]}");
        await AssertRefused(token[..^2] + (token[^2] == 'A' ? "BB" : "AA"));
        await AssertRefused("nonsense");
        await AssertRefused(new string('x', 20_000));
        Assert.Equal(HttpStatusCode.OK, (await new Impostor(_server, token).Get("/v1/cases")).Status);
    }

    [Fact]
    public async Task A_token_without_a_signature_is_no_token()
    {
        var payload = (await _server.Token("ee", "officer", "officer-1")).Split('.')[1];

        foreach (var algorithm in new[] { "none", "None", "NONE" })
        {
            await AssertRefused($"{Base64UrlEncoder.Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""")}.{payload}.");
        }
    }

    [Fact]
    public async Task A_token_of_another_key_or_another_algorithm_is_no_token()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await AssertRefused(Sign(Credentials(new ECDsaSecurityKey(stranger), SecurityAlgorithms.EcdsaSha256)));

        // The public key is no secret: a server that let the token choose the algorithm would take it as one.
        using var own = await OwnKey();
        await AssertRefused(Sign(Credentials(new SymmetricSecurityKey(own.ExportSubjectPublicKeyInfo()), SecurityAlgorithms.HmacSha256)));
    }

    [Fact]
    public async Task A_token_out_of_its_time_or_for_another_house_is_no_token()
    {
        using var own = await OwnKey();
        var credentials = Credentials(new ECDsaSecurityKey(own), SecurityAlgorithms.EcdsaSha256);

        Assert.Equal(HttpStatusCode.OK, (await new Impostor(_server, Sign(credentials)).Get("/v1/cases")).Status);
        await AssertRefused(Sign(credentials, expires: TimeSpan.FromMinutes(-5)));
        await AssertRefused(Sign(credentials, notBefore: TimeSpan.FromMinutes(5)));
        await AssertRefused(Sign(credentials, issuer: "urn:another"));
        await AssertRefused(Sign(credentials, audience: "another"));
        await AssertRefused(Sign(credentials, forever: true));
    }

    [Theory, InlineData("JWT", true), InlineData("at+jwt", true), InlineData("logout+jwt", false), InlineData("dpop+jwt", false), InlineData("jwe", false)]
    public async Task A_token_of_another_kind_is_no_token(string type, bool isTaken)
    {
        using var own = await OwnKey();
        var token = Sign(Credentials(new ECDsaSecurityKey(own), SecurityAlgorithms.EcdsaSha256), type: type);

        Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, (await new Impostor(_server, token).Get("/v1/cases")).Status);
    }

    [Theory]
    [InlineData("ee", "system")]
    [InlineData("ee", "anonymous")]
    [InlineData("ee", "king")]
    [InlineData("ee", "3")]
    [InlineData("installation", "officer")]
    [InlineData("EE", "officer")]
    [InlineData("", "officer")]
    public async Task A_token_that_names_no_party_and_role_of_ours_opens_nothing(string tenant, string role)
    {
        using var own = await OwnKey();
        var credentials = Credentials(new ECDsaSecurityKey(own), SecurityAlgorithms.EcdsaSha256);

        (await new Impostor(_server, Sign(credentials, tenant: tenant, role: role)).Get("/v1/cases"))
            .Refused(HttpStatusCode.Forbidden, "caller.token-without-party");
    }

    [Theory]
    [InlineData("""{"tenant":"ee","role":"system"}""")]
    [InlineData("""{"tenant":"installation","role":"officer"}""")]
    [InlineData("""{"tenant":"zz","role":"officer"}""")]
    [InlineData("""{"role":"officer"}""")]
    [InlineData("""{"tenant":"ee"}""")]
    public async Task The_local_issuer_signs_for_no_one_who_is_not_of_a_party(string body) =>
        (await _server.Anybody().PostText("/v1/dev/tokens", body)).Refused(HttpStatusCode.UnprocessableEntity, "request.faulty");

    private async Task<ECDsa> OwnKey()
    {
        // The issuer makes its key when it is first asked for a token.
        await _server.Token("ee", "officer", "officer-1");
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(_server.DataFolder, "local-issuer.pem")));

        return key;
    }

    private static SigningCredentials Credentials(SecurityKey key, string algorithm)
    {
        key.KeyId = "local";
        key.CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false };

        return new SigningCredentials(key, algorithm);
    }

    private static string Sign(
        SigningCredentials credentials, TimeSpan? expires = null, TimeSpan? notBefore = null, string issuer = Issuer, string audience = Audience,
        string tenant = "ee", string role = "officer", bool forever = false, string type = "JWT")
    {
        var now = DateTime.UtcNow;
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };

        return handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = type,
            Issuer = issuer,
            Audience = audience,
            IssuedAt = now.AddHours(-1),
            NotBefore = now + (notBefore ?? TimeSpan.FromHours(-1)),
            Expires = forever ? null : now + (expires ?? TimeSpan.FromHours(1)),
            SigningCredentials = credentials,
            Claims = new Dictionary<string, object> { ["sub"] = "officer-1", ["tenant"] = tenant, ["role"] = role },
        });
    }

    private async Task AssertRefused(string token) =>
        (await new Impostor(_server, token).Get("/v1/cases")).Refused(HttpStatusCode.Unauthorized, "caller.not-signed-in");
}
