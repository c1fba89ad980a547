using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace SharedConsular.Api.LocalSignIn;

/// <summary>What a ceremony between server and authenticator is for.</summary>
internal enum CeremonyPurpose
{
    SignIn,
    Enrol,
    SignUp,
    Add,

    /// <summary>A code was sent to a national.</summary>
    Code,
}

/// <summary>What the server must remember between its options and the authenticator's answer.</summary>
/// <param name="Challenge">The state of Identity's passkey handler, with the random challenge.</param>
/// <param name="CodeHash">When a code began it: the code that is used up at its end.</param>
/// <param name="Generation">When a token began it: the login's generation then.</param>
internal sealed record Ceremony(
    CeremonyPurpose Purpose, string Challenge, string? Tenant = null, string? User = null, string? CodeHash = null, int? Generation = null);

/// <summary>
/// Keeps open ceremonies with those who began them, encrypted and authenticated, so that a stranger's thousand beginnings
/// take no memory here. Each ends once, and in time. The key lives as long as the process: a restart asks everyone who
/// was just signing in to begin again, and no key file can be stolen.
/// </summary>
internal sealed class Ceremonies(TimeProvider time)
{
    /// <summary>A person looks for the security key and types its PIN.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Four times the longest state that is ever made.</summary>
    public const int StateLengthMax = 4 * 1024;

    /// <summary>Ended ceremonies that are remembered until they would have expired. Past it no ceremony ends.</summary>
    private const int EndedMax = 100_000;

    private const int NonceBytes = 16;

    private readonly IDataProtector _protector = new EphemeralDataProtectionProvider().CreateProtector("SharedConsular.LocalSignIn.Ceremonies");
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);

    /// <returns>The state for the one who begins, and until when it is good.</returns>
    public (string State, DateTimeOffset ExpiresAt) Begin(Ceremony ceremony)
    {
        var expiresAt = time.GetUtcNow() + Lifetime;
        var nonce = RandomNumberGenerator.GetHexString(NonceBytes * 2);

        return (_protector.Protect(JsonSerializer.Serialize(new Sealed(nonce, expiresAt, ceremony))), expiresAt);
    }

    /// <summary>A ceremony that has not ended, and does not by this; null as below.</summary>
    public Ceremony? Find(string state) =>
        Open(state) is { } opened && opened.ExpiresAt > time.GetUtcNow() && !_ended.ContainsKey(opened.Nonce) ? opened.Ceremony : null;

    /// <summary>Ends a ceremony; null when it was not begun here, has expired or has ended before.</summary>
    public Ceremony? End(string state)
    {
        var now = time.GetUtcNow();
        if (Open(state) is not { } opened || opened.ExpiresAt <= now)
        {
            return null;
        }

        if (_ended.Count >= EndedMax)
        {
            Forget(now);
        }

        return _ended.Count < EndedMax && _ended.TryAdd(opened.Nonce, opened.ExpiresAt) ? opened.Ceremony : null;
    }

    private Sealed? Open(string state)
    {
        try
        {
            return state.Length <= StateLengthMax ? JsonSerializer.Deserialize<Sealed>(_protector.Unprotect(state)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (nonce, expiresAt) in _ended)
        {
            if (expiresAt <= now)
            {
                _ended.TryRemove(nonce, out _);
            }
        }
    }

    private sealed record Sealed(string Nonce, DateTimeOffset ExpiresAt, Ceremony Ceremony);
}
