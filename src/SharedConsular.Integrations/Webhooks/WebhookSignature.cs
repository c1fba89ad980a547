using System.Security.Cryptography;
using System.Text;

namespace SharedConsular.Integrations.Webhooks;

/// <summary>
/// Signs a call as the Standard Webhooks specification says: HMAC-SHA256 over id, time and body, joined by dots. Of several secrets
/// each signs, so that the other side can change over.
/// </summary>
public static class WebhookSignature
{
    /// <summary>What a secret begins with where people see it; the rest is base64.</summary>
    private const string SecretMark = "whsec_";

    public static string TextOf(ReadOnlySpan<byte> secret) => SecretMark + Convert.ToBase64String(secret);

    /// <param name="at">When the call is made, in seconds since 1970: an old call sent again is not believed.</param>
    public static string Sign(IEnumerable<byte[]> secrets, string id, long at, ReadOnlySpan<byte> body)
    {
        byte[] said = [.. Encoding.ASCII.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id}.{at}.")), .. body];

        return string.Join(' ', secrets.Select(s => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(s, said))}"));
    }
}
