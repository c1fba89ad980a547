using SharedConsular.Api.Worlds;

namespace SharedConsular.Api.Start;

/// <summary>The page at the root: what this is, and where the interfaces are.</summary>
internal static class StartPage
{
    public static void MapStartPage(this WebApplication app) =>
        app.MapGet("/", (WorldKeeper worlds, HttpContext http) =>
        {
            http.Response.Headers.ContentSecurityPolicy =
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
            return TypedResults.Content(Html(worlds), "text/html; charset=utf-8");
        }).AllowAnonymous().ExcludeFromDescription();

    private static string Html(WorldKeeper worlds) =>
        $"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>SharedConsular</title>
        <style>
        body{"{"}font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem{"}"}
        code{"{"}background:#eee;padding:.1rem .3rem{"}"}
        </style>
        <h1>SharedConsular</h1>
        <p>Many states serve their nationals together in places where each alone has no presence.
        {worlds.Current.Tenants.Length} states and operators, {worlds.Current.Posts.Count()} posts
        and {worlds.Current.Agreements.Length} agreements are loaded.</p>
        <ul>
        <li><a href="/openapi/v1.json">The interface (OpenAPI 3.1)</a></li>
        <li><a href="/v1/coverage?state=ee&amp;service=emergency_travel_document">Where nationals of Estonia get an emergency travel document</a></li>
        <li><a href="/health/ready">Health</a></li>
        </ul>
        <p>Ask who may help: <code>POST /v1/routing/decisions</code>.</p>
        </html>
        """;
}
