using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Entrance;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Officer;

/// <summary>The desk of somebody who works cases: the queue, a case and what may be done with it, search, and who walks in.</summary>
internal static class Desk
{
    public static void MapDesk(this RouteGroupBuilder pages)
    {
        pages.MapGet("/desk", (HttpContext http, Registers registers, Sessions sessions) => Inside(http, sessions, visit => Queue(http, visit, registers)));
        pages.MapPost("/desk/search", (HttpContext http, Registers registers, Sessions sessions) =>
            Inside(http, sessions, visit => Search(http, visit, registers)));
        pages.MapGet("/desk/cases/{reference}", (string reference, HttpContext http, Registers registers, Sessions sessions) =>
            Inside(http, sessions, visit => ShowCase(visit, registers, reference)));
        pages.MapPost("/desk/cases/{reference}/papers", (string reference, HttpContext http, Registers registers, Sessions sessions) =>
            Inside(http, sessions, visit => PaperForms.Do(
                http, visit, reference, visit.To($"/desk/cases/{Uri.EscapeDataString(reference)}"),
                (_, faults) => ShowCase(visit, registers, reference, faults)))).WithMetadata(PaperForms.Here);
        pages.MapGet("/desk/cases/{reference}/act/{act}", (string reference, string act, HttpContext http, Sessions sessions) =>
            Inside(http, sessions, visit => ShowAct(visit, reference, act)));
        pages.MapPost("/desk/cases/{reference}/act/{act}", (string reference, string act, HttpContext http, Sessions sessions) =>
            Inside(http, sessions, visit => Do(http, visit, reference, act)));
        pages.MapGet("/desk/walk-in", (HttpContext http, Registers registers, Sessions sessions) =>
            Inside(http, sessions, async visit => visit.Show<WalkInPage>(await WalkIn(visit, registers, WalkInForm.Empty, new Faults()))));
        pages.MapPost("/desk/walk-in", (HttpContext http, Registers registers, Sessions sessions) =>
            Inside(http, sessions, visit => TakeIn(http, visit, registers)));
    }

    private static async Task<IResult> Queue(HttpContext http, Visit visit, Registers registers)
    {
        var asked = http.Request.Query;
        var filter = new CaseFilter(Word("status"), Word("service"), Word("actsFor"), Word("in"), Word("cursor"));
        var all = asked["list"] == "all";
        var page = (all ? await visit.Api.ListCases(filter, visit.Stop) : await visit.Api.ListQueue(filter, visit.Stop)).Value;

        return visit.Show<QueuePage>(new QueueModel(
            filter, all, page.Items, page.Next, await registers.States(visit), await registers.Services(visit), await Reviews.Waiting(visit)));

        string? Word(string name) => asked[name].ToString() is { Length: > 0 } word ? word : null;
    }

    private static async Task<IResult> Search(HttpContext http, Visit visit, Registers registers)
    {
        var words = (await http.Request.ReadFormAsync(visit.Stop))["words"].ToString().Trim();
        try
        {
            var found = (await visit.Api.Search(words, null, null, visit.Stop)).Value.Items;

            // A scanned receipt leads to its case at once.
            return found is [var only] && only.Reference.Equals(words, StringComparison.OrdinalIgnoreCase)
                ? TypedResults.LocalRedirect(visit.To($"/desk/cases/{only.Reference}"))
                : visit.Show<SearchPage>(await Found(found, new Faults()));
        }
        catch (ConsularProblemException refusal) when (refusal.Status is System.Net.HttpStatusCode.UnprocessableEntity)
        {
            return visit.Show<SearchPage>(await Found([], Faults.From(refusal.Problem, _ => null, "find")), (int)refusal.Status);
        }

        async Task<SearchModel> Found(IReadOnlyList<CaseLineResponse> lines, Faults faults) =>
            new(words, lines, await registers.States(visit), await registers.Services(visit), faults);
    }

    private static async Task<IResult> ShowCase(Visit visit, Registers registers, string reference, Faults? faults = null)
    {
        try
        {
            var @case = (await visit.Api.GetCase(reference, inFull: false, visit.Stop)).Value;
            var history = (await visit.Api.GetHistory(reference, inFull: false, visit.Stop)).Value.Items;

            // Who may not know the persons may not know their papers.
            var files = @case.Persons is null ? [] : (await visit.Api.ListPaperFiles(reference, inFull: false, visit.Stop)).Value.Items;

            return visit.Show<DeskCasePage>(
                new DeskCase(@case, history, await registers.StateNames(visit), CaseAct.All) { Files = files, Faults = faults ?? new() },
                faults is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        }
        catch (ConsularProblemException refusal) when (refusal.Problem.Code is "access.certificate-needed")
        {
            // That there is a protected file is known here; what it is about is behind the glass.
            return visit.Show<ProtectedPage>(reference, StatusCodes.Status403Forbidden);
        }
    }

    private static async Task<IResult> ShowAct(Visit visit, string reference, string name) =>
        await Form(visit, reference, name) is { } form ? visit.Show<ActPage>(form) : visit.ShowNothing();

    private static async Task<IResult> Do(HttpContext http, Visit visit, string reference, string name)
    {
        if (await Form(visit, reference, name) is not { } form)
        {
            return visit.ShowNothing();
        }

        if (await form.Send(visit, reference, await http.Request.ReadFormAsync(visit.Stop)) is { } again)
        {
            return visit.Show<ActPage>(again, StatusCodes.Status422UnprocessableEntity);
        }

        // Whoever gave the case away reads it no more.
        var given = name is "return-case" or "decline-handover";

        return TypedResults.LocalRedirect(visit.To(given ? "/desk" : $"/desk/cases/{reference}"));
    }

    private static async Task<ActModel?> Form(Visit visit, string reference, string name)
    {
        if (CaseAct.Find(name) is not { } act)
        {
            return null;
        }

        var back = visit.To($"/desk/cases/{Uri.EscapeDataString(reference)}");

        var form = name is "break-glass"
            ? ActModel.Before(act, visit, back)
            : ActModel.Of(act, await visit.Api.GetCase(reference, inFull: false, visit.Stop), visit, back);

        return form with { Top = DeskTop.AtTheTop };
    }

    private static async Task<IResult> TakeIn(HttpContext http, Visit visit, Registers registers)
    {
        var form = WalkInForm.Read(await http.Request.ReadFormAsync(visit.Stop));
        try
        {
            var opened = (await visit.Api.OpenCase(form.ToRequest(), new SendOptions(form.Attempt), visit.Stop)).Value;

            return visit.Show<WalkInDonePage>(opened);
        }
        catch (ConsularProblemException refusal)
        {
            return visit.Show<WalkInPage>(
                await WalkIn(
                    visit, registers, form with { Attempt = Attempts.After(refusal, form.Attempt) },
                    Faults.From(refusal.Problem, WalkInForm.FieldOf, "nationality")),
                (int)refusal.Status);
        }
    }

    private static async Task<WalkInModel> WalkIn(Visit visit, Registers registers, WalkInForm form, Faults faults) =>
        new(form, await registers.States(visit), await registers.Services(visit), faults);

    /// <summary>Shows a page to somebody who came in, and the way in to everybody else.</summary>
    internal static async Task<IResult> Inside(HttpContext http, Sessions sessions, Func<Visit, Task<IResult>> show)
    {
        var visit = ConsoleSite.VisitOf(http);
        if (sessions.Find(http, Sessions.Desk) is not { } token)
        {
            return TypedResults.LocalRedirect(WayIn.PageOf(http));
        }

        try
        {
            return await show(visit.As(token));
        }
        catch (ConsularProblemException refusal) when (refusal.Status is System.Net.HttpStatusCode.Unauthorized)
        {
            return TypedResults.LocalRedirect(WayIn.PageOf(http));
        }
    }
}

/// <param name="Reviews">Broken glass that waits for this person; null for whoever reviews nothing.</param>
public sealed record QueueModel(
    CaseFilter Filter, bool All, IReadOnlyList<CaseLineResponse> Lines, string? Next, IReadOnlyList<Option> States, IReadOnlyList<Option> Services,
    IReadOnlyList<ReviewResponse>? Reviews);

public sealed record SearchModel(
    string Words, IReadOnlyList<CaseLineResponse> Lines, IReadOnlyList<Option> States, IReadOnlyList<Option> Services, Faults Faults);

/// <param name="Acts">Those that have a page.</param>
public sealed record DeskCase(
    CaseResponse Case, IReadOnlyList<HistoryLineResponse> History, IReadOnlyDictionary<string, string> States, IReadOnlyList<CaseAct> Acts)
{
    public IReadOnlyList<PaperFileResponse> Files { get; init; } = [];

    /// <summary>What was wrong with the file that was sent.</summary>
    public Faults Faults { get; init; } = new();
}

public sealed record WalkInModel(WalkInForm Form, IReadOnlyList<Option> States, IReadOnlyList<Option> Services, Faults Faults);

/// <summary>What is asked of somebody at the counter: enough to open a case in under a minute; the rest comes after.</summary>
public sealed record WalkInForm(
    string? Nationality, string? In, string? Service, string Urgency, string Given, string Family, string? Contact, string Attempt)
{
    public static WalkInForm Empty => new(null, null, null, "routine", "", "", null, Attempts.Draw());

    internal static WalkInForm Read(IFormCollection form)
    {
        return new WalkInForm(
            Text("nationality"), Text("in"), Text("service"), Text("urgency") is { Length: > 0 } urgency ? urgency : "routine", Text("given"), Text("family"),
            Text("contact") is { Length: > 0 } contact ? contact : null, Attempts.Of(form));

        string Text(string field) => form[field].ToString().Trim();
    }

    internal OpenCaseRequest ToRequest() => new(
        new RoutingRequest([new NationalityRequest(Nationality)], In, Service, Urgency),
        [new PersonContract([new PersonNameContract(null, Given: Given, Family: Family)], Contact: Contact)]);

    internal static string? FieldOf(string pointer) => pointer.Split('/') switch
    {
        ["#", "need", "in"] => "in",
        ["#", "need", "service"] => "service",
        ["#", "persons", ..] => "given",
        _ => null,
    };
}
