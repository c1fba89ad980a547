using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace SharedConsular.Integrations.Webhooks;

/// <param name="Id">The same however often it is sent.</param>
/// <param name="Body">A CloudEvent as JSON.</param>
public sealed record OutgoingCall(Uri Address, string Id, ReadOnlyMemory<byte> Body);

/// <summary>
/// Calls addresses that parties named. The name is looked up here and the connection goes to what was found, so that it can't
/// point elsewhere between the look and the call; nothing that is not public is ever connected to. Redirects, proxies and
/// cookies are not followed, and what is answered is not read.
/// </summary>
/// <param name="reachesPrivate">While somebody tries the platform on one machine.</param>
public sealed class WebhookClient(bool reachesPrivate, TimeProvider time) : IDisposable
{
    /// <summary>Who takes longer is tried again later; the relay waits for nobody for long.</summary>
    public static readonly TimeSpan CallMax = TimeSpan.FromSeconds(5);

    private const int AnswerHeadersKilobytesMax = 16;
    private const int AddressLengthMax = 500;
    private const string CloudEvent = "application/cloudevents+json";

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = AnswerHeadersKilobytesMax,
        PooledConnectionLifetime = ConnectionLifetime,
        ConnectCallback = (context, ct) => Connect(context.DnsEndPoint, reachesPrivate, ct),
    })
    {
        Timeout = CallMax,
    };

    /// <summary>The address as it is called; null when nothing there will ever be called.</summary>
    public Uri? FindAddress(string text) =>
        text.Length <= AddressLengthMax && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (reachesPrivate && address.Scheme == Uri.UriSchemeHttp))
        && address is { UserInfo: "", Fragment: "", Host: not "" }
        && (reachesPrivate || !(address.IsLoopback || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && !PublicAddresses.Contains(ip))))
            ? address
            : null;

    /// <returns>How it was answered.</returns>
    /// <exception cref="HttpRequestException">Nobody answered, or the name is of no public address.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public async Task<HttpStatusCode> Call(OutgoingCall call, IEnumerable<byte[]> secrets, CancellationToken ct)
    {
        var at = time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, call.Address) { Content = new ReadOnlyMemoryContent(call.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(CloudEvent);
        request.Headers.Add("webhook-id", call.Id);
        request.Headers.Add("webhook-timestamp", at.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(secrets, call.Id, at, call.Body.Span));
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);

        return answer.StatusCode;
    }

    public void Dispose() => _http.Dispose();

    private static async ValueTask<Stream> Connect(DnsEndPoint to, bool reachesPrivate, CancellationToken ct)
    {
        var found = await Dns.GetHostAddressesAsync(to.Host, ct).ConfigureAwait(false);
        if (found.Length == 0 || (!reachesPrivate && !found.All(PublicAddresses.Contains)))
        {
            throw new PrivateAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, to.Port, ct).ConfigureAwait(false);

            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The name leads to an address that is not of the public internet.</summary>
public sealed class PrivateAddressException() : IOException("The name leads to an address that is not public.");

/// <summary>The other side did not take it.</summary>
public sealed class CallNotTakenException(HttpStatusCode status) : IOException($"It was answered with {(int)status}.");
