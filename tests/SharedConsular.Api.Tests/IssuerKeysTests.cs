using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Tokens;
using SharedConsular.Api.Tokens;

namespace SharedConsular.Api.Tests;

/// <summary>How long keys are believed, and how seldom an issuer is asked, by a clock that the test moves.</summary>
public sealed class IssuerKeysTests : IDisposable
{
    private const string Issuer = "https://login.example";

    private readonly Clock _clock = new();
    private readonly Documents _documents = new();
    private readonly IssuerKeys _keys;

    public IssuerKeysTests() => _keys = new IssuerKeys(Issuer, _documents, _clock, NullLogger<IssuerKeys>.Instance);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_key_is_fetched_when_a_token_names_it_but_not_again_within_the_gap()
    {
        _documents.Keys = ["k1"];
        Assert.Equal(["k1"], await Names("k1"));

        _documents.Keys = ["k1", "k2"];
        Assert.Equal(["k1"], await Names("k2"));
        _clock.Move(IssuerKeys.AttemptGapMin);
        Assert.Equal(["k1", "k2"], await Names("k2"));
        Assert.Equal(2, _documents.Asked);

        Assert.Equal(["k1", "k2"], await Names("strange"));
        Assert.Equal(2, _documents.Asked);
    }

    [Fact]
    public async Task A_key_that_was_taken_back_is_forgotten_after_the_refresh()
    {
        _documents.Keys = ["k1", "k2"];
        await Names("k1");
        _documents.Keys = ["k2"];

        Assert.Equal(["k1", "k2"], await Names("k1"));
        _clock.Move(IssuerKeys.RefreshAfter);
        Assert.Equal(["k2"], await Names("k1"));
    }

    [Fact]
    public async Task Known_keys_stand_in_for_a_silent_issuer_until_they_are_too_old()
    {
        _documents.Keys = ["k1"];
        await Names("k1");
        _documents.Keys = null;

        _clock.Move(IssuerKeys.KeysAgeMax - TimeSpan.FromSeconds(1));
        Assert.Equal(["k1"], await Names("k1"));
        _clock.Move(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<SignInUnreachableException>(() => Names("k1"));

        _documents.Keys = ["k1"];
        await Assert.ThrowsAsync<SignInUnreachableException>(() => Names("k1"));
        _clock.Move(IssuerKeys.AttemptGapMin);
        Assert.Equal(["k1"], await Names("k1"));
    }

    [Fact]
    public async Task An_issuer_that_calls_itself_by_another_name_is_not_believed()
    {
        _documents.Keys = ["k1"];
        _documents.Issuer = "https://other.example";

        await Assert.ThrowsAsync<SignInUnreachableException>(() => Names("k1"));
    }

    [Fact]
    public async Task An_issuer_that_sends_nonsense_is_not_believed()
    {
        _documents.Keys = ["k1"];
        _documents.Nonsense = "<html>";

        await Assert.ThrowsAsync<SignInUnreachableException>(() => Names("k1"));
    }

    public void Dispose() => _keys.Dispose();

    private async Task<string[]> Names(string kid) => [.. (await _keys.Get(kid, Stop)).Select(k => k.KeyId)];

    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

        public void Move(TimeSpan by) => _now += by;

        public override DateTimeOffset GetUtcNow() => _now;
    }

    private sealed class Documents : IDocumentRetriever
    {
        public string[]? Keys { get; set; }

        public string Issuer { get; set; } = IssuerKeysTests.Issuer;

        public string? Nonsense { get; set; }

        /// <summary>How often the keys were fetched.</summary>
        public int Asked { get; private set; }

        public Task<string> GetDocumentAsync(string address, CancellationToken cancel)
        {
            if (Keys is null)
            {
                throw new IOException("Nobody answers.");
            }

            if (Nonsense is not null)
            {
                return Task.FromResult(Nonsense);
            }

            if (address.EndsWith("openid-configuration", StringComparison.Ordinal))
            {
                return Task.FromResult(JsonSerializer.Serialize(new { issuer = Issuer, jwks_uri = $"{IssuerKeysTests.Issuer}/keys" }));
            }

            Asked++;
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var point = key.ExportParameters(false).Q;

            return Task.FromResult(JsonSerializer.Serialize(new
            {
                keys = Keys.Select(k => new { kty = "EC", crv = "P-256", kid = k, x = Base64UrlEncoder.Encode(point.X!), y = Base64UrlEncoder.Encode(point.Y!) }),
            }));
        }
    }
}
