using System.Globalization;

namespace SharedConsular.Gateway.WaitingRoom;

/// <summary>
/// Stands before the addresses at which people register in a crisis, and before nothing else: who wants to see her own status never
/// waits. Programs get 503 with when to come again and a number to bring; browsers get a page that comes again by itself.
/// </summary>
internal sealed class WaitingRoomDoor(RequestDelegate next, Queue queue)
{
    /// <summary>The header that carries the number, there and back. Not the node's own, which has a row inside.</summary>
    public const string Header = "Waiting-Number";

    public const string Cookie = "waiting-number";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsIntake(context.Request))
        {
            await next(context);
            return;
        }

        // A page is looked at, by who has a number or is let in; the form of it, or a program's request, is what passes.
        var isBrowser = IsBrowser(context.Request);
        var ticket = isBrowser ? context.Request.Cookies[Cookie] : context.Request.Headers[Header].ToString();
        var place = queue.Enter(ticket, passes: HttpMethods.IsPost(context.Request.Method));
        Give(context, place, isBrowser);
        if (place.MayPass)
        {
            await next(context);
            return;
        }

        context.Response.Headers.RetryAfter = Math.Ceiling(place.Wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (isBrowser)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(
                WaitingPage.Html(context.Request.Headers.AcceptLanguage.ToString(), place, HttpMethods.IsGet(context.Request.Method)), context.RequestAborted);
            return;
        }

        await context.Refuse(
            StatusCodes.Status503ServiceUnavailable, "gateway.waiting-room",
            "Very many people are registering at the moment. Come again with your number when it is time; your place is kept.");
    }

    private static bool IsIntake(HttpRequest request) => request.Path.Value?.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["v1", "crises", _, "households" or "texts"] => HttpMethods.IsPost(request.Method),
        [.., "register"] => HttpMethods.IsPost(request.Method) || HttpMethods.IsGet(request.Method),
        _ => false,
    };

    private static bool IsBrowser(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static void Give(HttpContext context, Place place, bool isBrowser)
    {
        if (place.Ticket is not { } ticket)
        {
            return;
        }

        if (isBrowser)
        {
            context.Response.Cookies.Append(Cookie, ticket, new CookieOptions
            {
                HttpOnly = true,
                Secure = context.Request.IsHttps,
                SameSite = SameSiteMode.Strict,
                IsEssential = true,
                MaxAge = Queue.CalledFor,
            });
        }
        else
        {
            context.Response.Headers[Header] = ticket;
        }
    }
}
