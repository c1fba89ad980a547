using Microsoft.AspNetCore.Http;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Shared.Door;

/// <summary>Opens the door to the API for the person before a page.</summary>
internal sealed class ApiDoor
{
    /// <summary>A page says at once that the platform is busy; the person decides when to try again.</summary>
    private const int Attempts = 1;

    private static readonly Uri Here = new("http://in-process/");

    private RequestDelegate? _pipeline;

    /// <summary>Everything that comes after this point of the pipeline.</summary>
    public RequestDelegate StandBefore(RequestDelegate next) => _pipeline = next;

    /// <param name="page">The request of the page.</param>
    /// <param name="language">In which the API shall answer.</param>
    /// <param name="token">Whose credential; nobody's when left out.</param>
    public ConsularClient Open(HttpContext page, string language, string? token = null)
    {
        var http = new HttpClient(new InProcessDoor(_pipeline ?? throw new InvalidOperationException("The consoles are not in the pipeline."), page))
        {
            BaseAddress = Here,
        };
        page.Response.RegisterForDispose(http);

        return new ConsularClient(http, token, language, Attempts);
    }
}
