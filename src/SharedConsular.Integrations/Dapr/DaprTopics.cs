using System.Net;
using System.Net.Http.Headers;

namespace SharedConsular.Integrations.Dapr;

/// <summary>
/// Publishes through the Dapr sidecar's documented HTTP interface (<c>/v1.0/publish/{component}/{topic}</c>). Behind the sidecar lies
/// whatever broker the operator has, such as Azure Service Bus. Each party has a topic of its own: nobody writes into another's, and
/// who may read one is the broker's to say.
/// </summary>
/// <param name="component">The pub/sub component; null where the installation publishes nothing.</param>
/// <param name="token">What the sidecar asks its callers for (<c>DAPR_API_TOKEN</c>).</param>
public sealed class DaprTopics(HttpClient http, string? component, string? token) : IDisposable
{
    /// <summary>What stands in the place of an address where a party's topic is meant.</summary>
    public const string Address = "dapr:events";

    private const int AnswerBytesMax = 64 * 1024;
    private const string CloudEvent = "application/cloudevents+json";
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(5);

    /// <param name="sidecar">Where the sidecar listens, such as <c>http://127.0.0.1:3500</c>.</param>
    public static DaprTopics At(Uri sidecar, string? component, string? token) => new(
        new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null, AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
        {
            BaseAddress = sidecar,
            Timeout = AnswerMax,
            MaxResponseContentBufferSize = AnswerBytesMax,
        },
        component, token);

    /// <returns>Null when this is not how a party's topic is named, or none is published to.</returns>
    public string? FindAddress(string text) => component is not null && text == Address ? Address : null;

    /// <param name="party">Whose topic.</param>
    /// <param name="cloudEvent">As JSON; the sidecar passes it on as it is.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>How the sidecar answered: 2xx when the broker has it.</returns>
    /// <exception cref="IOException">The installation publishes nothing any more.</exception>
    /// <exception cref="HttpRequestException">The sidecar did not answer.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public async Task<HttpStatusCode> Publish(string party, ReadOnlyMemory<byte> cloudEvent, CancellationToken ct)
    {
        if (component is null)
        {
            throw new IOException("Nothing is published here; Dapr__PubSub names the component to publish by.");
        }

        var topic = $"consular-{party}";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v1.0/publish/{Uri.EscapeDataString(component)}/{Uri.EscapeDataString(topic)}")
        {
            Content = new ReadOnlyMemoryContent(cloudEvent) { Headers = { ContentType = new MediaTypeHeaderValue(CloudEvent) } },
        };
        if (token is not null)
        {
            request.Headers.Add("dapr-api-token", token);
        }

        using var answer = await http.SendAsync(request, ct).ConfigureAwait(false);

        return answer.StatusCode;
    }

    public void Dispose() => http.Dispose();
}
