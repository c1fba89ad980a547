using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using SharedConsular.Consoles.Public;
using SharedConsular.Consoles.Shared.Door;
using SharedConsular.Consoles.Shared.Languages;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Shared;

/// <summary>One person before one page: the language, the way to the API, and the page that answers.</summary>
public sealed class Visit
{
    private readonly HttpContext _http;

    internal Visit(HttpContext http, Language language, string? token = null)
    {
        _http = http;
        Language = language;
        Texts = Texts.In(language);
        Brand = http.Features.Get<Brand>();
        Api = http.RequestServices.GetRequiredService<ApiDoor>().Open(http, language.ApiCode, token);
    }

    public Language Language { get; }

    public Texts Texts { get; }

    /// <summary>The state whose page it is; null on pages of no state.</summary>
    public Brand? Brand { get; }

    public ConsularClient Api { get; }

    public CancellationToken Stop => _http.RequestAborted;

    /// <summary>The same page with a credential.</summary>
    internal Visit As(string token) => new(_http, Language, token);

    /// <summary>
    /// The address of a page in the person's language. From a state's page one comes to its pages; those that leave no trace are no state's,
    /// and nor are the desks.
    /// </summary>
    public string To(string page) => $"/{Language.Code}{(Brand is { } brand && PublicPages.IsOfAState(page) ? brand.Path : "")}{page}";

    /// <summary>This page in another language; what was sent to it by POST is not carried over.</summary>
    public string In(Language other)
    {
        var path = _http.Request.Path.Value!;
        var page = path.Length > 3 && path[3] == '/' ? path[3..] : "";

        return $"/{other.Code}{page}{(HttpMethods.IsGet(_http.Request.Method) ? _http.Request.QueryString.Value : "")}";
    }

    /// <summary>What a form must carry, so that no other site can send it for the person.</summary>
    public AntiforgeryTokenSet Token() => _http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(_http);

    /// <summary>The page is the same for everybody and names nobody: it may be kept on the way for a few minutes.</summary>
    internal Visit MayBeKept()
    {
        _http.Response.Headers.CacheControl = "public, max-age=300";

        return this;
    }

    internal RazorComponentResult Show<TPage>(object? model = null, int status = StatusCodes.Status200OK)
        where TPage : ConsolePage
    {
        var parameters = new Dictionary<string, object?> { [nameof(ConsolePage.Visit)] = this };
        if (model is not null)
        {
            parameters["Model"] = model;
        }

        _http.Response.Headers.ContentLanguage = Language.Code;

        return new RazorComponentResult(typeof(TPage), parameters) { StatusCode = status, PreventStreamingRendering = true };
    }

    internal RazorComponentResult ShowNothing() => Show<Design.RefusalPage>(
        new ProblemResponse(null, null, StatusCodes.Status404NotFound, null, null, "page.not-found", null), StatusCodes.Status404NotFound);

    /// <summary>A refusal of the API as a page; what is not there and what may not be known look the same.</summary>
    internal RazorComponentResult ShowRefusal(ConsularProblemException refusal) =>
        Show<Design.RefusalPage>(refusal.Problem, (int)refusal.Status);
}

/// <summary>What every page is given.</summary>
public abstract class ConsolePage : ComponentBase
{
    [Parameter, EditorRequired]
    public required Visit Visit { get; set; }

    protected Texts T => Visit.Texts;
}
