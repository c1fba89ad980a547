using System.Net;
using System.Text.Json;

namespace SharedConsular.Integrations.Dapr;

/// <summary>
/// Reads secrets through the Dapr sidecar's documented HTTP interface (<c>/v1.0/secrets/{store}/{key}</c>). Behind the sidecar
/// lies whatever store the operator has: a vault, Kubernetes, a cloud's own.
/// </summary>
public sealed class DaprSecrets(HttpClient http, string store, string? token = null)
{
    /// <summary>A secret is a key, never a document.</summary>
    private const int AnswerBytesMax = 64 * 1024;

    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(10);

    /// <param name="sidecar">Where the sidecar listens, such as <c>http://127.0.0.1:3500</c>.</param>
    /// <param name="token">What the sidecar asks its callers for (<c>DAPR_API_TOKEN</c>).</param>
    public static DaprSecrets At(Uri sidecar, string store, string? token) =>
        new(new HttpClient { BaseAddress = sidecar, Timeout = AnswerMax, MaxResponseContentBufferSize = AnswerBytesMax }, store, token);

    /// <summary>The secret of this name; null when the store has none.</summary>
    /// <exception cref="IOException">The sidecar or its store did not answer; the message says how, and holds no secret.</exception>
    public string? Find(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"v1.0/secrets/{Uri.EscapeDataString(store)}/{Uri.EscapeDataString(name)}");
        if (token is not null)
        {
            request.Headers.Add("dapr-api-token", token);
        }

        try
        {
            // At the start of the process, before anything else can be done.
            using var answer = http.Send(request);
            if (answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotFound)
            {
                return null;
            }

            if (answer.StatusCode is not HttpStatusCode.OK)
            {
                throw new IOException($"Dapr did not give the secret '{name}' of the store '{store}': it answered {(int)answer.StatusCode}.");
            }

            using var body = answer.Content.ReadAsStream();

            return ValueOf(JsonDocument.Parse(body).RootElement, name);
        }
        catch (Exception ex) when (ex is HttpRequestException or TaskCanceledException or JsonException)
        {
            throw new IOException($"Dapr did not give the secret '{name}' of the store '{store}': {ex.GetType().Name}.", ex);
        }
    }

    /// <summary>A store with one value a secret names it after the secret; one with several may call it anything.</summary>
    private static string? ValueOf(JsonElement secret, string name)
    {
        if (secret.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        var values = secret.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.String).ToArray();

        return (values.FirstOrDefault(p => p.Name == name) is { Value.ValueKind: JsonValueKind.String } named ? named
            : values.Length is 1 ? values[0] : default) is { Value.ValueKind: JsonValueKind.String } found ? found.Value.GetString() : null;
    }
}
