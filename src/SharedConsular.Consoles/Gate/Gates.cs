using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.CrisisCell;
using SharedConsular.Consoles.Officer;
using SharedConsular.Consoles.Shared;
using SharedConsular.Consoles.Shared.Design;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Gate;

/// <summary>
/// The page at a gate. It is opened once with a network; from then on it is there without one, checks tokens itself, keeps what
/// was scanned, and sends it when there is a network again. It names nobody.
/// </summary>
internal static class Gates
{
    private const int CrisesMax = 50;
    private const int MovementsMax = 500;

    /// <summary>A batch of the largest size has a quarter of it.</summary>
    private const int BatchBytesMax = 256 * 1024;

    public static void MapGates(this RouteGroupBuilder pages)
    {
        pages.MapGet("/gate", (HttpContext http, Sessions sessions) => Desk.Inside(http, sessions, List));
        pages.MapGet("/gate/worker.js", SendWorker);
        pages.MapGet(
            "/gate/app.webmanifest", (HttpContext http) => TypedResults.Json(AppOf(ConsoleSite.VisitOf(http)), contentType: "application/manifest+json"));
        pages.MapGet("/gate/{organiser}/{movement}", (string organiser, string movement, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, async visit =>
                visit.Show<GatePage>((await visit.Api.GetMovement(Movements.NameOf(organiser, movement), visit.Stop)).Value)));
        pages.MapGet("/gate/{organiser}/{movement}/list", (string organiser, string movement, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Answer(() => GetList(visit, Movements.NameOf(organiser, movement)))));
        pages.MapPost("/gate/{organiser}/{movement}/scans", (string organiser, string movement, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Answer(() => Send(http, visit, Movements.NameOf(organiser, movement)))));
    }

    private static IResult SendWorker(HttpContext http)
    {
        http.Response.Headers["Service-Worker-Allowed"] = ConsoleSite.VisitOf(http).To("/gate"); // Also the list of gates, above its own folder.

        return BrowserFiles.SendFresh("gate-worker.js", http);
    }

    /// <summary>The movements that still board, of the crises whose team the party is of.</summary>
    private static async Task<IResult> List(Visit visit)
    {
        var boarding = new List<MovementLineResponse>();
        var crises = (await visit.Api.ListCrises(visit.Stop)).Value.Items.Where(c => c.EndedAt is null).Take(CrisesMax);
        foreach (var crisis in crises)
        {
            try
            {
                var planned = new MovementFilter("planned", Limit: MovementsMax);
                boarding.AddRange((await visit.Api.ListMovements(crisis.Id, planned, visit.Stop)).Value.Items);
            }
            catch (ConsularProblemException refusal) when (refusal.Status is System.Net.HttpStatusCode.Forbidden)
            {
                // Others' crisis.
            }
        }

        return visit.Show<GatesPage>(boarding.OrderBy(m => m.DepartsAt).ToList());
    }

    private static async Task<IResult> GetList(Visit visit, string name)
    {
        var list = (await visit.Api.GetGateList(name, visit.Stop)).Value;
        var movement = (await visit.Api.GetMovement(name, visit.Stop)).Value;

        return TypedResults.Json(new GateData(list, movement.Status, movement.Alarms), ConsularClient.Json);
    }

    private static async Task<IResult> Send(HttpContext http, Visit visit, string name)
    {
        if (http.Request.ContentLength is null or > BatchBytesMax)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            var batch = await http.Request.ReadFromJsonAsync<ScanBatchRequest>(ConsularClient.Json, visit.Stop);

            return TypedResults.Json((await visit.Api.SendScans(name, batch!, visit.Stop)).Value, ConsularClient.Json);
        }
        catch (JsonException)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>To a script a "no" is said as the API says it; that nobody is signed in is answered as on every page.</summary>
    private static async Task<IResult> Answer(Func<Task<IResult>> ask)
    {
        try
        {
            return await ask();
        }
        catch (ConsularProblemException refusal) when (refusal.Status is not System.Net.HttpStatusCode.Unauthorized)
        {
            return TypedResults.Json(refusal.Problem, ConsularClient.Json, "application/problem+json", (int)refusal.Status);
        }
    }

    /// <summary>How it is kept on a telephone (W3C Web Application Manifest).</summary>
    private static object AppOf(Visit visit) => new
    {
        name = visit.Texts["gate.title"],
        short_name = visit.Texts["wall.gate"],
        lang = visit.Language.Code,
        dir = visit.Language.Direction,
        start_url = visit.To("/gate"),
        scope = visit.To("/gate"),
        display = "standalone",
        background_color = "#fbfaf7",
        theme_color = "#14213d",
        icons = new[] { new { src = BrowserFiles.Of("gate.svg"), sizes = "any", type = "image/svg+xml" } },
    };
}

/// <summary>What a gate takes with it, and what stands at all gates of the movement.</summary>
public sealed record GateData(GateListResponse List, string Status, IReadOnlyList<GateAlarmResponse> Alarms);
