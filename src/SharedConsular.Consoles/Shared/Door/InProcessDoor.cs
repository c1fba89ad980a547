using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace SharedConsular.Consoles.Shared.Door;

/// <summary>
/// Carries a console's request to the same pipeline that everybody's requests pass, without a socket: the same limits, the
/// same gate, the same refusals, from the same address. A console can do nothing that its person could not ask of the API.
/// </summary>
/// <param name="pipeline">All that a request from outside passes.</param>
/// <param name="page">The request of the page on whose behalf it asks.</param>
internal sealed class InProcessDoor(RequestDelegate pipeline, HttpContext page) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await using var scope = page.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        using var asked = new MemoryStream();
        if (request.Content is not null)
        {
            await request.Content.CopyToAsync(asked, cancellationToken);
            asked.Position = 0;
        }

        using var answered = new MemoryStream();
        var response = new HeldResponse();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(RequestOf(request, asked));
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answered));
        features.Set<IHttpRequestBodyDetectionFeature>(new BodyDetection(asked.Length > 0));
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = cancellationToken });
        features.Set(page.Features.Get<IHttpConnectionFeature>());
        var context = new DefaultHttpContext(features) { RequestServices = scope.ServiceProvider };

        await pipeline(context);
        await context.Response.BodyWriter.FlushAsync(cancellationToken);
        await response.Start();

        return MessageOf(request, context.Response, answered.ToArray());
    }

    private HttpRequestFeature RequestOf(HttpRequestMessage request, Stream body)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, values) in request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
        {
            headers[name] = values.ToArray();
        }

        headers["Host"] = page.Request.Host.Value;

        return new HttpRequestFeature
        {
            Method = request.Method.Method,
            Protocol = "HTTP/1.1",
            Scheme = page.Request.Scheme,
            Path = PathString.FromUriComponent(request.RequestUri!).Value!,
            QueryString = request.RequestUri!.Query,
            Headers = headers,
            Body = body,
        };
    }

    private static HttpResponseMessage MessageOf(HttpRequestMessage request, HttpResponse response, byte[] body)
    {
        var message = new HttpResponseMessage((HttpStatusCode)response.StatusCode) { RequestMessage = request, Content = new ByteArrayContent(body) };
        foreach (var (name, values) in response.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                message.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        return message;
    }

    private sealed record BodyDetection(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;

    /// <summary>Nothing of it leaves before all is there, so that what must run at its start runs at its end.</summary>
    private sealed class HeldResponse : HttpResponseFeature
    {
        private readonly Stack<(Func<object, Task> Callback, object State)> _atStart = new();

        public override void OnStarting(Func<object, Task> callback, object state) => _atStart.Push((callback, state));

        public async Task Start()
        {
            while (_atStart.TryPop(out var next))
            {
                await next.Callback(next.State);
            }
        }
    }
}
