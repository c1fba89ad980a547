namespace SharedConsular.Api.Limits;

/// <summary>What every answer tells a browser, whatever it is an answer to (OWASP ASVS 5.0, chapter V3).</summary>
internal static class SecurityHeaders
{
    private const string NothingIsLoaded = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private const string OneYear = "max-age=31536000; includeSubDomains";

    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = NothingIsLoaded;
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            if (context.Request.IsHttps)
            {
                headers.StrictTransportSecurity = OneYear;
            }

            return next(context);
        });
}
