using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Shared;

namespace SharedConsular.Consoles.Public;

/// <summary>What anybody may open, without an account.</summary>
internal static class PublicPages
{
    public static void MapPublicPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("", (HttpContext http) => ConsoleSite.VisitOf(http).MayBeKept().Show<FrontPage>());
        pages.MapWhoMayHelp();
        pages.MapAskForHelp();
        pages.MapPrivateHelp();
        pages.MapFollowMyCase();
        pages.MapEmergencies();
    }
}
