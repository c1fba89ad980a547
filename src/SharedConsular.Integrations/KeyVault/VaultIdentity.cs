using System.Net;
using System.Text.Json;

namespace SharedConsular.Integrations.KeyVault;

/// <summary>
/// Who the installation is to Microsoft Entra ID: a client with a secret, or the identity that the machine has. Asked for tokens as
/// the vault's challenge says.
/// </summary>
/// <param name="clientId">The client; null for the identity of the machine.</param>
/// <param name="machine">Where a machine asks for its own identity.</param>
public sealed class VaultIdentity(HttpClient http, string? clientId, string? clientSecret, Uri? machine = null)
{
    /// <summary>The address that every Azure machine reaches its identity by, and nobody else.</summary>
    private static readonly Uri Machine = new("http://169.254.169.254/metadata/identity/oauth2/token");

    /// <exception cref="IOException">No token was given; the message names no secret.</exception>
    internal string GetToken(Uri authority, string resource)
    {
        using var request = clientId is not null && clientSecret is not null
            ? OfClient(authority, resource)
            : new HttpRequestMessage(HttpMethod.Get, new Uri(machine ?? Machine, $"?api-version=2018-02-01&resource={Uri.EscapeDataString(resource)}"));
        request.Headers.Add("Metadata", "true");
        using var answer = http.Send(request);
        if (answer.StatusCode is not HttpStatusCode.OK)
        {
            throw new IOException($"The key vault's sign-in gave no token: it answered {(int)answer.StatusCode}.");
        }

        using var body = answer.Content.ReadAsStream();

        return JsonDocument.Parse(body).RootElement.TryGetProperty("access_token", out var token) && token.GetString() is { Length: > 0 } text
            ? text
            : throw new IOException("The key vault's sign-in answered without a token.");
    }

    private HttpRequestMessage OfClient(Uri authority, string resource) =>
        new(HttpMethod.Post, new Uri($"{authority.ToString().TrimEnd('/')}/oauth2/v2.0/token"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = clientId!,
                ["client_secret"] = clientSecret!,
                ["scope"] = $"{resource.TrimEnd('/')}/.default",
            }),
        };
}
