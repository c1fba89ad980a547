using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Officer;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.CrisisCell;

/// <summary>One departure: added, looked at, its manifest closed and printed, cancelled after a look at who is moved by it.</summary>
internal static class Movements
{
    private const int MovedOnPage = 50;

    public static void MapMovements(this RouteGroupBuilder pages)
    {
        pages.MapGet("/crises/{id}/movements/new", (string id, HttpContext http, Sessions sessions) =>
            Desk.Inside(
                http, sessions, visit => Task.FromResult<IResult>(visit.Show<NewMovementPage>(new NewMovementModel(id, MovementForm.Empty, new Faults())))));
        pages.MapPost("/crises/{id}/movements/new", (string id, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Add(http, visit, id)));
        var one = pages.MapGroup("/crises/{id}/movements/{organiser}/{movement}");
        one.MapGet("", (string id, string organiser, string movement, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Show(visit, id, NameOf(organiser, movement))));
        one.MapGet("/manifest.{format:regex(^(csv|pdf)$)}", (string organiser, string movement, string format, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => SendManifest(visit, NameOf(organiser, movement), format)));
        one.MapGet("/cancel", (string id, string organiser, string movement, HttpContext http) =>
            TypedResults.LocalRedirect(ConsoleSite.VisitOf(http).To($"/crises/{Uri.EscapeDataString(id)}/movements/{NameOf(organiser, movement)}")));
        one.MapPost("/cancel", (string id, string organiser, string movement, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Cancel(http, visit, id, NameOf(organiser, movement))));
        one.MapGet("/act/{act}", (string id, string organiser, string movement, string act, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => ShowAct(visit, id, NameOf(organiser, movement), act)));
        one.MapPost("/act/{act}", (string id, string organiser, string movement, string act, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Do(visit, id, NameOf(organiser, movement), act)));
    }

    internal static string NameOf(string organiser, string movement) => $"{Uri.EscapeDataString(organiser)}/{Uri.EscapeDataString(movement)}";

    private static async Task<IResult> Add(HttpContext http, Visit visit, string id)
    {
        var form = MovementForm.Read(await http.Request.ReadFormAsync(visit.Stop));
        try
        {
            var added = (await visit.Api.PlanMovement(id, form.ToRequest(), new SendOptions(form.Attempt), visit.Stop)).Value;

            return TypedResults.LocalRedirect(visit.To($"/crises/{id}/movements/{added.Name}"));
        }
        catch (ConsularProblemException refusal) when (refusal.Status is not System.Net.HttpStatusCode.NotFound)
        {
            var faults = Faults.From(refusal.Problem, MovementForm.FieldOf, MovementForm.FieldOfCode(refusal.Problem.Code));
            var again = form with { Attempt = Attempts.After(refusal, form.Attempt) };

            return visit.Show<NewMovementPage>(new NewMovementModel(id, again, faults), (int)refusal.Status);
        }
    }

    private static async Task<IResult> Show(Visit visit, string id, string name) =>
        await Find(visit, id, name) is { } movement ? visit.Show<MovementPage>(new MovementModel(id, movement)) : visit.ShowNothing();

    /// <summary>Null when the movement is another crisis's: an address says one thing.</summary>
    private static async Task<MovementResponse?> Find(Visit visit, string id, string name) =>
        (await visit.Api.GetMovement(name, visit.Stop)).Value is var movement && movement.Crisis == id ? movement : null;

    private static async Task<IResult> SendManifest(Visit visit, string name, string format)
    {
        var file = await visit.Api.GetManifest(name, format, visit.Stop);

        return TypedResults.File(file.Body, file.Kind, file.Name);
    }

    /// <summary>First shows whom it moves and where to; it happens when that page is sent with a reason.</summary>
    private static async Task<IResult> Cancel(HttpContext http, Visit visit, string id, string name)
    {
        if (await Find(visit, id, name) is not { } movement)
        {
            return visit.ShowNothing();
        }

        var form = await http.Request.ReadFormAsync(visit.Stop);
        var reason = form["reason"].ToString().Trim();
        if (form["step"] != "send")
        {
            return visit.Show<CancelMovementPage>(await Look(visit, movement, reason, new Faults()));
        }

        try
        {
            var cancelled = (await visit.Api.ActOnMovement(name, "cancellation", new CancelMovementRequest(reason), visit.Stop)).Value;

            return visit.Show<MovementCancelledPage>(new CancelledModel(id, cancelled.Name, form["plan"].ToString() is { Length: > 0 } plan ? plan : null));
        }
        catch (ConsularProblemException refusal) when (refusal.Status is not System.Net.HttpStatusCode.NotFound)
        {
            return visit.Show<CancelMovementPage>(
                await Look(visit, movement, reason, Faults.From(refusal.Problem, _ => "reason", "reason")), (int)refusal.Status);
        }
    }

    private static async Task<CancelModel> Look(Visit visit, MovementResponse movement, string reason, Faults faults)
    {
        try
        {
            var plan = (await visit.Api.MakePlan(movement.Crisis, new MakePlanRequest(Without: movement.Name), visit.Stop)).Value;
            var moved = (await visit.Api.ListPlanned(movement.Crisis, plan.Id, new PlannedFilter("moved", Limit: MovedOnPage), visit.Stop)).Value;

            return new CancelModel(movement, plan, moved.Items, reason, faults);
        }
        catch (ConsularProblemException refusal) when (refusal.Problem.Code is "crisis.not-lead" or "movement.manifest-closed")
        {
            return new CancelModel(movement, null, [], reason, faults);
        }
    }

    private static async Task<IResult> ShowAct(Visit visit, string id, string name, string act) =>
        MovementAct.Find(act) is not null && await Find(visit, id, name) is { } movement
            ? visit.Show<MovementActPage>(new MovementActModel(id, movement, act, new Faults()))
            : visit.ShowNothing();

    private static async Task<IResult> Do(Visit visit, string id, string name, string act)
    {
        if (MovementAct.Find(act) is null || await Find(visit, id, name) is not { } movement)
        {
            return visit.ShowNothing();
        }

        try
        {
            await visit.Api.ActOnMovement(name, act, null, visit.Stop);

            return TypedResults.LocalRedirect(visit.To($"/crises/{id}/movements/{movement.Name}"));
        }
        catch (ConsularProblemException refusal) when (refusal.Status is not System.Net.HttpStatusCode.NotFound)
        {
            var faults = Faults.From(refusal.Problem, _ => null, "act-send");

            return visit.Show<MovementActPage>(new MovementActModel(id, movement, act, faults), (int)refusal.Status);
        }
    }
}

/// <summary>What is done with a movement by one button, and when it is its turn. Whether it may be done is the API's to say.</summary>
/// <param name="Name">The last part of its address in the API.</param>
/// <param name="Status">In which the button is shown.</param>
public sealed record MovementAct(string Name, string Status)
{
    public static IReadOnlyList<MovementAct> All { get; } =
        [new("stand-by-call", "planned"), new("manifest", "planned"), new("departure", "closed"), new("arrival", "departed")];

    public static MovementAct? Find(string name) => All.FirstOrDefault(a => a.Name == name);
}

/// <summary>A departure as it is typed. All times are UTC, as on every board of a crisis.</summary>
public sealed record MovementForm(
    string Name, string? Mode, string Operator, string From, string To, string Closes, string Departs, string Arrives,
    string Seats, string Wheelchairs, string Stretchers, string Infants, string OnlyFor, string Conditions, string Attempt)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm";

    public static MovementForm Empty => new("", "air", "", "", "", "", "", "", "", "0", "0", "0", "", "", Attempts.Draw());

    internal static MovementForm Read(IFormCollection form)
    {
        return new MovementForm(
            Text("name"), Text("mode"), Text("operator"), Text("from"), Text("to"), Text("closesAt"), Text("departsAt"), Text("arrivesAt"),
            Text("seats"), Text("wheelchairs"), Text("stretchers"), Text("infants"), Text("onlyFor"), Text("conditions"),
            Attempts.Of(form));

        string Text(string field) => form[field].ToString().Trim();
    }

    internal PlanMovementRequest ToRequest() => new(
        Name, Mode, Operator, From, To, Time(Closes), Time(Departs), Time(Arrives),
        Number(Seats) is { } seats ? new SeatCountsContract(seats, Number(Wheelchairs) ?? 0, Number(Stretchers) ?? 0, Number(Infants) ?? 0) : null,
        OnlyFor: [.. OnlyFor.ToLowerInvariant().Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries)],
        Conditions: Conditions.Length > 0 ? Conditions : null);

    internal static string? FieldOf(string pointer) => pointer.Split('/') switch
    {
        ["#", "id"] => "name",
        ["#", "capacity", ..] => "seats",
        ["#", var field, ..] => field,
        _ => null,
    };

    /// <summary>Where something is wrong that is no fault of one field.</summary>
    internal static string FieldOfCode(string? code) => code switch
    {
        "movement.times-out-of-order" => "closesAt",
        "movement.places-out-of-range" => "seats",
        "movement.goes-nowhere" => "to",
        _ => "name",
    };

    private static DateTimeOffset? Time(string typed) =>
        DateTimeOffset.TryParseExact(typed, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static int? Number(string typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

public sealed record NewMovementModel(string Crisis, MovementForm Form, Faults Faults);

public sealed record MovementModel(string Crisis, MovementResponse Movement);

/// <param name="Plan">As though it did not leave; null for who may not plan.</param>
/// <param name="Moved">The first of those that have a seat and would not keep it.</param>
public sealed record CancelModel(
    MovementResponse Movement, PlanResponse? Plan, IReadOnlyList<PlannedHouseholdResponse> Moved, string Reason, Faults Faults);

/// <param name="Plan">The plan that was looked at before.</param>
public sealed record CancelledModel(string Crisis, string Movement, string? Plan);

public sealed record MovementActModel(string Crisis, MovementResponse Movement, string Act, Faults Faults);
