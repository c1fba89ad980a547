using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Officer;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.CrisisCell;

/// <summary>A crisis is declared, and what holds in it is said: where it is, its phase, who leads, and instructions that are acknowledged.</summary>
internal static class Declaring
{
    public static void MapDeclaring(this RouteGroupBuilder pages)
    {
        pages.MapGet("/declare", (HttpContext http, Registers registers, Sessions sessions) => Desk.Inside(http, sessions, async visit =>
            visit.Show<DeclarePage>(new DeclareModel(DeclareForm.Empty, await registers.States(visit), new Faults()))));
        pages.MapPost("/declare", (HttpContext http, Registers registers, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Declare(http, visit, registers)));
        pages.MapGet("/crises/{id}", (string id, HttpContext http, Registers registers, Sessions sessions) => Desk.Inside(http, sessions, async visit =>
            visit.Show<CrisisPage>(new CrisisModel((await visit.Api.GetCrisis(id, visit.Stop)).Value, await registers.StateNames(visit)))));
        pages.MapPost("/crises/{id}/instructions/{number:int}", (string id, int number, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Acknowledge(visit, id, number)));
        pages.MapGet("/crises/{id}/change/{what}", (string id, string what, HttpContext http, Registers registers, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => ShowChange(visit, registers, id, what)));
        pages.MapPost("/crises/{id}/change/{what}", (string id, string what, HttpContext http, Registers registers, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Change(http, visit, registers, id, what)));
    }

    private static async Task<IResult> Declare(HttpContext http, Visit visit, Registers registers)
    {
        var form = DeclareForm.Read(await http.Request.ReadFormAsync(visit.Stop));
        try
        {
            var declared = (await visit.Api.DeclareCrisis(form.ToRequest(), new SendOptions(form.Attempt), visit.Stop)).Value;

            return TypedResults.LocalRedirect(visit.To($"/crises/{declared.Id}"));
        }
        catch (ConsularProblemException refusal)
        {
            var faults = Faults.From(refusal.Problem, DeclareForm.FieldOf, refusal.Problem.Code is "crisis.area-unusable" ? "states" : "name");
            var again = form with { Attempt = Attempts.After(refusal, form.Attempt) };

            return visit.Show<DeclarePage>(new DeclareModel(again, await registers.States(visit), faults), (int)refusal.Status);
        }
    }

    private static async Task<IResult> Acknowledge(Visit visit, string id, int number)
    {
        await visit.Api.ChangeCrisis(id, string.Create(CultureInfo.InvariantCulture, $"instructions/{number}/acknowledgement"), null, null, visit.Stop);

        return TypedResults.LocalRedirect(visit.To($"/crises/{Uri.EscapeDataString(id)}"));
    }

    private static async Task<IResult> ShowChange(Visit visit, Registers registers, string id, string what) =>
        CrisisChange.Find(what) is { } change
            ? visit.Show<CrisisChangePage>(await Model(visit, registers, id, change, null, Attempts.Draw(), new Faults()))
            : visit.ShowNothing();

    private static async Task<IResult> Change(HttpContext http, Visit visit, Registers registers, string id, string what)
    {
        if (CrisisChange.Find(what) is not { } change)
        {
            return visit.ShowNothing();
        }

        var form = await http.Request.ReadFormAsync(visit.Stop);
        var (said, attempt) = (new ActSaid(form), Attempts.Of(form));
        try
        {
            await visit.Api.ChangeCrisis(id, change.Name, change.Request(said), new SendOptions(attempt), visit.Stop);

            return TypedResults.LocalRedirect(visit.To($"/crises/{Uri.EscapeDataString(id)}"));
        }
        catch (ConsularProblemException refusal) when (refusal.Status is not System.Net.HttpStatusCode.NotFound)
        {
            var faults = Faults.From(refusal.Problem, CrisisChange.FieldOf, change.First);

            return visit.Show<CrisisChangePage>(
                await Model(visit, registers, id, change, said, Attempts.After(refusal, attempt), faults), (int)refusal.Status);
        }
    }

    private static async Task<CrisisChangeModel> Model(
        Visit visit, Registers registers, string id, CrisisChange change, ActSaid? said, string attempt, Faults faults)
    {
        var crisis = (await visit.Api.GetCrisis(id, visit.Stop)).Value;
        var states = await registers.States(visit);
        var team = crisis.Leads.Concat(crisis.JointTeam).ToHashSet(StringComparer.Ordinal);

        return new CrisisChangeModel(crisis, change, said, attempt, states, [.. states.Where(s => team.Contains(s.Value))], faults);
    }
}

/// <summary>What a lead changes about a crisis, and the request it becomes.</summary>
/// <param name="Name">The last part of its address in the API.</param>
/// <param name="First">The field that stands for what is wrong with no field.</param>
public sealed record CrisisChange(string Name, string First, Func<ActSaid, object?> Request)
{
    /// <summary>It can't be taken back, or somebody else is told of it: said before it is done.</summary>
    public bool IsGrave { get; init; }

    public static IReadOnlyList<CrisisChange> All { get; } =
    [
        new("instructions", "text", said => new GiveInstructionRequest(said["text"], said.All("mustAcknowledge"))) { IsGrave = true },
        new("phase", "phase", said => new ChangePhaseRequest(said["phase"])),
        new("area", "states", said => AreaForm.Read(said).ToContract()),
        new("roles", "lead", said => new AgreeRolesRequest([.. said.All("lead"), .. said.All("otherLeads")], said.All("jointTeam"))) { IsGrave = true },
        new("end", "change-send", _ => null) { IsGrave = true },
    ];

    public static CrisisChange? Find(string name) => All.FirstOrDefault(c => c.Name == name);

    internal static string? FieldOf(string pointer) => pointer.Split('/') switch
    {
        ["#", "area", ..] => AreaForm.FieldOf(pointer),
        ["#", var field, ..] when field is "text" or "mustAcknowledge" or "phase" or "jointTeam" => field,
        _ => null,
    };
}

/// <summary>Where a crisis is, as it is typed: states, a circle, a polygon, or several of these.</summary>
/// <param name="Polygon">A corner a line: latitude and longitude in degrees.</param>
public sealed record AreaForm(IReadOnlyList<string> States, string? Latitude, string? Longitude, string? RadiusKm, string? Polygon)
{
    private const int CornersMax = 200;

    public static AreaForm Empty { get; } = new([], null, null, null, null);

    internal static AreaForm Read(ActSaid said) => new(said.All("states"), said["latitude"], said["longitude"], said["radiusKm"], said["polygon"]);

    internal static AreaForm Of(CrisisAreaContract area) => new(
        area.States ?? [], Say(area.Centre?.Latitude), Say(area.Centre?.Longitude), Say(area.RadiusKm),
        string.Join('\n', (area.Polygon ?? []).Select(p => $"{Say(p.Latitude)}, {Say(p.Longitude)}")));

    internal CrisisAreaContract ToContract() => new(
        States,
        [.. (Polygon ?? "").Split('\n', CornersMax + 1, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Corner)],
        (Latitude ?? Longitude) is null ? null : new PositionRequest(Number(Latitude), Number(Longitude)), Number(RadiusKm));

    internal static string? FieldOf(string pointer) => pointer.Split('/') switch
    {
        ["#", "area", "polygon", ..] => "polygon",
        ["#", "area", "centre", ..] => "latitude",
        ["#", "area", ..] => "states",
        _ => null,
    };

    private static PositionRequest Corner(string line) =>
        line.Split([',', ';', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is [var latitude, var longitude]
            ? new PositionRequest(Number(latitude), Number(longitude))
            : new PositionRequest(null, null);

    private static double? Number(string? typed) => double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Say(double? number) => number?.ToString(CultureInfo.InvariantCulture);
}

public sealed record DeclareForm(string? Id, string? Name, string? Phase, bool Exercise, AreaForm Area, string Attempt)
{
    public static DeclareForm Empty => new(null, null, "response", false, AreaForm.Empty, Attempts.Draw());

    internal static DeclareForm Read(IFormCollection form)
    {
        var said = new ActSaid(form);

        return new DeclareForm(said["short"], said["name"], said["phase"], said["exercise"] is "yes", AreaForm.Read(said), Attempts.Of(form));
    }

    internal DeclareCrisisRequest ToRequest() => new(Id, Name, Area.ToContract(), Exercise, Phase);

    internal static string? FieldOf(string pointer) => pointer switch
    {
        "#/id" => "short",
        "#/name" => "name",
        "#/phase" => "phase",
        _ => AreaForm.FieldOf(pointer),
    };
}

public sealed record DeclareModel(DeclareForm Form, IReadOnlyList<Option> States, Faults Faults);

public sealed record CrisisModel(CrisisResponse Crisis, IReadOnlyDictionary<string, string> States);

/// <param name="Said">What was typed; null before anything was.</param>
/// <param name="Team">The states that lead or are of the joint team.</param>
public sealed record CrisisChangeModel(
    CrisisResponse Crisis, CrisisChange Change, ActSaid? Said, string Attempt, IReadOnlyList<Option> States, IReadOnlyList<Option> Team, Faults Faults);
