using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SharedConsular.Consoles.Administrator;
using SharedConsular.Consoles.CrisisCell;
using SharedConsular.Consoles.Entrance;
using SharedConsular.Consoles.Gate;
using SharedConsular.Consoles.Officer;
using SharedConsular.Consoles.Operator;
using SharedConsular.Consoles.Public;
using SharedConsular.Consoles.Shared.Design;
using SharedConsular.Consoles.Shared.Door;
using SharedConsular.Consoles.Shared.Languages;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Shared;

/// <summary>The pages, as part of the program that serves the API.</summary>
public static class ConsoleSite
{
    private const string ContentSecurity =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
        + "manifest-src 'self'; worker-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'";

    public static IServiceCollection AddConsoles(this IServiceCollection services)
    {
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // A page in Arabic is a third as long with its letters as they are.
        services.AddRazorComponents();
        services.AddSingleton<ApiDoor>();
        services.AddSingleton<Registers>();
        services.AddSingleton<Brands>();
        services.AddSingleton<Sessions>();
        KeptPages.AddTo(services);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "consular-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true; // The content security policy says it, for pages without a form too.
        });

        return services;
    }

    /// <summary>What comes after this in the pipeline is what a console's requests pass.</summary>
    public static void UseConsoles(this WebApplication app) => app.Use(app.Services.GetRequiredService<ApiDoor>().StandBefore);

    public static void MapConsoles(this WebApplication app)
    {
        app.MapBrowserFiles();
        var site = app.MapGroup("").AllowAnonymous().ExcludeFromDescription().CacheOutput(new KeptPages()).AddEndpointFilter(Serve);
        site.MapGet("/", (HttpContext http) =>
        {
            http.Response.Headers.Vary = "Accept-Language";

            return new Visit(http, Language.Negotiate(http.Request.GetTypedHeaders().AcceptLanguage)).MayBeKept().Show<FrontPage>();
        });
        var pages = site.MapGroup($"/{{language:regex(^({string.Join('|', Language.All.Select(l => l.Code))})$)}}");
        pages.MapPublicPages();
        pages.MapWayIn();
        pages.MapPasskeys();
        pages.MapDesk();
        pages.MapReviews();
        pages.MapOffice();
        pages.MapOperations();
        pages.MapWall();
        pages.MapMovements();
        pages.MapPlanning();
        pages.MapDeclaring();
        pages.MapMatching();
        pages.MapGates();
        pages.MapGet("/leave", Leave);
        pages.MapMethods("/{**nothing}", [HttpMethods.Get, HttpMethods.Post], (HttpContext http) => VisitOf(http).ShowNothing());
    }

    /// <summary>The person before a page, as its address has the language.</summary>
    internal static Visit VisitOf(HttpContext http) => new(http, Language.Find(http.GetRouteValue("language") as string) ?? Language.All[0]);

    /// <summary>The way out of a page that nobody should find: whoever opens it again finds nobody signed in.</summary>
    private static RedirectHttpResult Leave(HttpContext http)
    {
        Sessions.EndAll(http);

        return TypedResults.Redirect($"https://{VisitOf(http).Language.Code}.wikipedia.org/");
    }

    /// <summary>What holds for every page: what a browser may load, that a form is the person's own, and that a "no" of the API is a page too.</summary>
    private static async ValueTask<object?> Serve(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.ContentSecurityPolicy = ContentSecurity;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-store"; // A page that may be kept says so itself.
        if (http.GetEndpoint()?.Metadata.GetMetadata<PaperForms>() is not null && !PaperForms.Prepare(http))
        {
            var tooLarge = VisitOf(http).Texts["files.too-large"];

            return VisitOf(http).Show<RefusalPage>(
                new ProblemResponse(null, null, StatusCodes.Status413PayloadTooLarge, tooLarge, null, "paper-file.too-large", null),
                StatusCodes.Status413PayloadTooLarge);
        }

        if (HttpMethods.IsPost(http.Request.Method) && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
        {
            return VisitOf(http).Show<StalePage>(status: StatusCodes.Status400BadRequest);
        }

        try
        {
            http.Features.Set(await http.RequestServices.GetRequiredService<Brands>().Find(http));

            return await next(context);
        }
        catch (ConsularProblemException refusal)
        {
            return VisitOf(http).ShowRefusal(refusal);
        }
    }
}
