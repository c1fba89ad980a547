namespace SharedConsular.Gateway.FrontDoor;

/// <summary>What the gateway adds to every answer. Nodes set their own; where they say nothing, nothing is allowed.</summary>
internal static class GatewayHeaders
{
    private const string OneYear = "max-age=31536000; includeSubDomains";

    public static void UseGatewayHeaders(this WebApplication app) =>
        app.Use((context, next) =>
        {
            context.Response.OnStarting(static state => Set((HttpContext)state), context);

            return next(context);
        });

    private static Task Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Remove("Server");
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        headers.TryAdd("Cache-Control", "no-store");
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = OneYear;
        }

        return Task.CompletedTask;
    }
}
