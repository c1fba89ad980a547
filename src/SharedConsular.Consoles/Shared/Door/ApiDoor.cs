using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Shared.Door;

/// <summary>Opens the door to the API for the person before a page.</summary>
internal sealed class ApiDoor
{
    /// <summary>A page says at once that the platform is busy; the person decides when to try again.</summary>
    private const int Attempts = 1;

    private static readonly Uri Here = new("http://in-process/");

    private RequestDelegate? _pipeline;

    private RequestDelegate Pipeline => _pipeline ?? throw new InvalidOperationException("The consoles are not in the pipeline.");

    /// <summary>Everything that comes after this point of the pipeline.</summary>
    public RequestDelegate StandBefore(RequestDelegate next) => _pipeline = next;

    /// <summary>Lets the API itself answer a page's request, as it comes: a stream that begins and ends as everybody's does.</summary>
    /// <param name="page">The request that gets the answer.</param>
    /// <param name="path">Of the API.</param>
    /// <param name="token">Whose credential.</param>
    public async Task PassOn(HttpContext page, string path, string token)
    {
        await using var scope = page.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Method = HttpMethods.Get,
            Protocol = page.Request.Protocol,
            Scheme = page.Request.Scheme,
            Path = path,
            Headers = new HeaderDictionary { ["Host"] = page.Request.Host.Value, ["Authorization"] = $"Bearer {token}" },
        });
        features.Set(page.Features.Get<IHttpResponseFeature>());
        features.Set(page.Features.Get<IHttpResponseBodyFeature>());
        features.Set(page.Features.Get<IHttpRequestLifetimeFeature>());
        features.Set(page.Features.Get<IHttpConnectionFeature>());

        await Pipeline(new DefaultHttpContext(features) { RequestServices = scope.ServiceProvider });
    }

    /// <param name="page">The request of the page.</param>
    /// <param name="language">In which the API shall answer.</param>
    /// <param name="token">Whose credential; nobody's when left out.</param>
    public ConsularClient Open(HttpContext page, string language, string? token = null)
    {
        var http = new HttpClient(new InProcessDoor(Pipeline, page))
        {
            BaseAddress = Here,
        };
        page.Response.RegisterForDispose(http);

        return new ConsularClient(http, token, language, Attempts);
    }
}
