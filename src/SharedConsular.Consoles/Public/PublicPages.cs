using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Shared;

namespace SharedConsular.Consoles.Public;

/// <summary>What anybody may open, without an account.</summary>
internal static class PublicPages
{
    /// <summary>Where the pages that a state has in its own colours begin; the first page is one of them.</summary>
    private static readonly string[] OfAState = ["/who-may-help", AskForHelp.Page, "/emergencies", PostDirectory.Page];

    public static void MapPublicPages(this RouteGroupBuilder pages)
    {
        pages.MapPagesOfAState();
        pages.MapPrivateHelp();
        pages.MapFollowMyCase();
        pages.MapHouseholds();
        pages.MapGroup($"/of/{{{Brands.RouteName}:regex(^[a-z]+$)}}").MapPagesOfAState();
    }

    /// <summary>Whether a state has this page in its own colours. What should leave no trace, and what is followed by a secret, is of no state.</summary>
    public static bool IsOfAState(string page) => page.Length == 0 || Array.Exists(OfAState, p => page.StartsWith(p, StringComparison.Ordinal));

    private static void MapPagesOfAState(this RouteGroupBuilder pages)
    {
        pages.MapGet("", (HttpContext http) => ConsoleSite.VisitOf(http).MayBeKept().Show<FrontPage>());
        pages.MapWhoMayHelp();
        pages.MapAskForHelp();
        pages.MapEmergencies();
        pages.MapDirectory();
    }
}
