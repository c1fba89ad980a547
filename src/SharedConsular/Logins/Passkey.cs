using System.Security.Cryptography;
using System.Text;

namespace SharedConsular.Logins;

/// <summary>The public half of a key pair that an authenticator keeps (WebAuthn level 3, credential record).</summary>
/// <param name="Id">The credential id, base64url.</param>
/// <param name="PublicKey">COSE key, base64url.</param>
/// <param name="SignCount">How often it signed, as it says itself; stays 0 with authenticators that share a key over devices.</param>
/// <param name="IsBackupEligible">Whether the key may live on several devices; an authenticator never changes its mind.</param>
/// <param name="IsBackedUp">Whether it does.</param>
public sealed record Passkey(
    string Id, string PublicKey, long SignCount, bool IsBackupEligible, bool IsBackedUp, DateTimeOffset RegisteredAt, DateTimeOffset? UsedAt = null)
{
    /// <summary>What a login is found by when a passkey asks to be registered again.</summary>
    public static string TermOf(string id) => $"passkey:{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(id)))}";

    /// <summary>
    /// A counter that does not go up is the sign of a copied key, or of an assertion sent twice. Where it was always 0
    /// it says nothing (WebAuthn level 3, 7.2 step 22).
    /// </summary>
    internal bool MayFollow(long signCount) => signCount > SignCount || (signCount == 0 && SignCount == 0);

    internal Passkey After(PasskeyUsed used) => this with { SignCount = used.SignCount, IsBackedUp = used.IsBackedUp, UsedAt = used.UsedAt };
}
