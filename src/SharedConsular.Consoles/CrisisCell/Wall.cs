using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Entrance;
using SharedConsular.Consoles.Officer;
using SharedConsular.Consoles.Shared;
using SharedConsular.Consoles.Shared.Door;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.CrisisCell;

/// <summary>The wall of a crisis: all its numbers as of one moment, its departures, and the people behind each number.</summary>
internal static class Wall
{
    private const int MovementPageSize = 500;

    /// <summary>So many movements has no crisis had; past this the board shows the earlier ones only.</summary>
    private const int MovementPagesMax = 8;

    /// <summary>What left longer ago is not looked for on a departure board.</summary>
    private static readonly TimeSpan ShownAfterDeparture = TimeSpan.FromHours(6);

    public static void MapWall(this RouteGroupBuilder pages)
    {
        pages.MapGet("/crises", (HttpContext http, Registers registers, Sessions sessions) => Desk.Inside(http, sessions, visit => List(visit, registers)));
        pages.MapGet("/crises/{id}/wall", (string id, HttpContext http, Registers registers, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Show(visit, registers, id)));
        pages.MapGet("/crises/{id}/wall/stream", Stream);
        pages.MapGet("/crises/{id}/people", (string id, HttpContext http, Registers registers, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => People(visit, registers, id, http.Request.Query)));
        pages.MapGet("/crises/{id}/movements", (string id, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => ShowMovements(visit, id, http.Request.Query)));
    }

    private static async Task<IResult> List(Visit visit, Registers registers) =>
        visit.Show<CrisesPage>(new CrisesModel((await visit.Api.ListCrises(visit.Stop)).Value.Items, await registers.StateNames(visit)));

    private static async Task<IResult> Show(Visit visit, Registers registers, string id)
    {
        var now = (await visit.Api.GetSituation(id, visit.Stop)).Value;
        var departures = (await Movements(visit, id, new MovementFilter())).Where(m => m.DepartsAt > now.At - ShownAfterDeparture);
        var crisis = (await visit.Api.GetCrisis(id, visit.Stop)).Value;

        return visit.Show<WallPage>(new WallModel(crisis, now, [.. departures], await registers.StateNames(visit)));
    }

    /// <summary>The API's own stream with the credential of the session: it ends with what lets the person see it.</summary>
    private static async Task<IResult> Stream(string id, HttpContext http, ApiDoor door, Sessions sessions)
    {
        if (sessions.Find(http, Sessions.Desk) is not { } token)
        {
            return TypedResults.LocalRedirect(WayIn.PageOf(http));
        }

        await door.PassOn(http, $"/v1/crises/{id}/situation/stream", token);

        return TypedResults.Empty;
    }

    private static async Task<IResult> People(Visit visit, Registers registers, string id, IQueryCollection asked)
    {
        var number = NumberOf(asked);
        var page = (await visit.Api.ListPeople(id, number, visit.Stop)).Value;
        var next = page.Next is null ? null : QueryString.Create(asked.Where(p => p.Key != "cursor")).Add("cursor", page.Next).Value;

        return visit.Show<CrisisPeoplePage>(new CrisisPeopleModel(id, number, page.Items, next, await registers.StateNames(visit)));
    }

    private static async Task<IResult> ShowMovements(Visit visit, string id, IQueryCollection asked)
    {
        var filter = new MovementFilter(Alarm: Word(asked, "alarm"), Gate: Word(asked, "gate"));

        return visit.Show<MovementsPage>(new MovementsModel(id, filter, await Movements(visit, id, filter)));
    }

    private static async Task<IReadOnlyList<MovementLineResponse>> Movements(Visit visit, string id, MovementFilter filter)
    {
        var all = new List<MovementLineResponse>();
        var next = filter with { Limit = MovementPageSize };
        for (var page = 0; page < MovementPagesMax; page++)
        {
            var read = (await visit.Api.ListMovements(id, next, visit.Stop)).Value;
            all.AddRange(read.Items);
            if (read.Next is null)
            {
                break;
            }

            next = next with { Cursor = read.Next };
        }

        return all;
    }

    private static HouseholdFilter NumberOf(IQueryCollection asked) => new(
        Word(asked, "disposition"),
        int.TryParse(asked["class"], NumberStyles.None, CultureInfo.InvariantCulture, out var of) ? of : null,
        Word(asked, "movement"),
        Word(asked, "cursor"),
        State: Word(asked, "state"),
        Alarm: Word(asked, "alarm"),
        Silent: asked["silent"] == "true" ? true : null,
        Intake: Word(asked, "intake"),
        Lapses: Word(asked, "lapses"));

    private static string? Word(IQueryCollection asked, string name) => asked[name].ToString() is { Length: > 0 } word ? word : null;
}

public sealed record CrisesModel(IReadOnlyList<CrisisLineResponse> Crises, IReadOnlyDictionary<string, string> States);

/// <param name="Departures">By departure, without those that left long ago.</param>
public sealed record WallModel(
    CrisisResponse Crisis, SituationResponse Now, IReadOnlyList<MovementLineResponse> Departures, IReadOnlyDictionary<string, string> States);

/// <param name="NextPage">What is asked for of the next page; null on the last.</param>
public sealed record CrisisPeopleModel(
    string Crisis, HouseholdFilter Number, IReadOnlyList<CrisisPersonResponse> People, string? NextPage, IReadOnlyDictionary<string, string> States);

public sealed record MovementsModel(string Crisis, MovementFilter Filter, IReadOnlyList<MovementLineResponse> Movements);
