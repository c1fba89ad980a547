using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Public;

/// <summary>In a crisis: register a household, see where it stands, answer an offer, say who left, is safe, stays or is missing.</summary>
internal static class Emergencies
{
    private static readonly ReceiptDoor Door = new("/household", "/household/now", Sessions.Household, async (visit, reference, secret) =>
        $"{(await visit.Api.GetHouseholdStatus(new HouseholdStatusRequest(reference, secret), visit.Stop)).Value.Reference}_{secret}");

    public static void MapEmergencies(this RouteGroupBuilder pages)
    {
        pages.MapGet("/emergencies", (Delegate)List);
        pages.MapGet("/emergencies/{id}", Start);
        pages.MapPost("/emergencies/{id}", Register);
    }

    /// <summary>What a household does with its receipt.</summary>
    public static void MapHouseholds(this RouteGroupBuilder pages)
    {
        pages.MapGet(Door.Page, Door.Show);
        pages.MapPost(Door.Page, Door.ComeIn);
        pages.MapGet("/household/now", (HttpContext http, Sessions sessions) => Inside(http, sessions, (visit, reference, secret) =>
            Status(visit, reference, secret, new Faults())));
        pages.MapPost("/household/{act}", (string act, HttpContext http, Sessions sessions) => Inside(http, sessions, (visit, reference, secret) =>
            Do(http, visit, reference, secret, act)));
        pages.MapGet("/household/tokens", (HttpContext http, Sessions sessions) => Inside(http, sessions, async (visit, reference, secret) =>
            visit.Show<BoardingPage>((await visit.Api.IssueBoardingTokens(reference, new HouseholdSecretRequest(secret), visit.Stop)).Value)));
    }

    private static async Task<IResult> List(HttpContext http)
    {
        var visit = ConsoleSite.VisitOf(http);

        return visit.Show<EmergenciesPage>(await Running(visit));
    }

    private static async Task<IReadOnlyList<CrisisLineResponse>> Running(Visit visit) =>
        [.. (await visit.Api.ListCrises(visit.Stop)).Value.Items.Where(c => c.EndedAt is null)];

    private static async Task<IResult> Start(string id, HttpContext http, Registers registers, string? persons = null)
    {
        var visit = ConsoleSite.VisitOf(http);
        if ((await Running(visit)).FirstOrDefault(c => c.Id == id) is not { } crisis)
        {
            return visit.ShowNothing();
        }

        return visit.Show<RegisterPage>(new RegisterModel(crisis, HouseholdForm.Empty(Count(persons)), await registers.States(visit), new Faults()));
    }

    private static async Task<IResult> Register(string id, HttpContext http, Registers registers, Sessions sessions)
    {
        var visit = ConsoleSite.VisitOf(http);
        if ((await Running(visit)).FirstOrDefault(c => c.Id == id) is not { } crisis)
        {
            return visit.ShowNothing();
        }

        var typed = await http.Request.ReadFormAsync(visit.Stop);
        var form = HouseholdForm.Read(typed, Count(typed["count"]));
        if (form.FindFaults(visit.Texts) is { Any: true } faults)
        {
            return await Again(faults, StatusCodes.Status422UnprocessableEntity);
        }

        try
        {
            var receipt = (await visit.Api.RegisterHousehold(id, form.ToRequest(), new SendOptions(form.Attempt), visit.Stop)).Value;
            sessions.Open(http, Sessions.Household, $"{receipt.Reference}_{receipt.Secret}");

            return visit.Show<RegisteredPage>(receipt);
        }
        catch (ConsularProblemException refusal)
        {
            form = form with { Attempt = Attempts.After(refusal, form.Attempt) };

            return await Again(Faults.From(refusal.Problem, HouseholdForm.FieldOf, "m0-given"), (int)refusal.Status);
        }

        async Task<IResult> Again(Faults found, int status) =>
            visit.Show<RegisterPage>(new RegisterModel(crisis, form, await registers.States(visit), found), status);
    }

    private static async Task<IResult> Status(Visit visit, string reference, string secret, Faults faults)
    {
        var status = (await visit.Api.GetHouseholdStatus(new HouseholdStatusRequest(reference, secret), visit.Stop)).Value;

        return visit.Show<HouseholdPage>(new HouseholdModel(status, faults), faults.Any ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Do(HttpContext http, Visit visit, string reference, string secret, string act)
    {
        var typed = await http.Request.ReadFormAsync(visit.Stop);
        var movement = typed["movement"].ToString();
        object? request = act switch
        {
            "acceptance" => new AcceptOfferRequest(movement, secret),
            "refusal" => new DeclineOfferRequest(movement, typed["reason"], secret),
            "reports" => new ReportMembersRequest(typed["disposition"], MembersOf(typed), null, secret),
            _ => null,
        };
        if (act is "end")
        {
            Sessions.End(http, Sessions.Household);

            return TypedResults.LocalRedirect(visit.To("/emergencies"));
        }

        if (request is null)
        {
            return visit.ShowNothing();
        }

        try
        {
            await visit.Api.ActForHousehold(reference, act, request, visit.Stop);

            return TypedResults.LocalRedirect(visit.To("/household/now"));
        }
        catch (ConsularProblemException refusal)
        {
            return await Status(visit, reference, secret, Faults.From(refusal.Problem, _ => null, "offer"));
        }
    }

    private static List<int>? MembersOf(IFormCollection typed)
    {
        var members = typed["member"]
            .Select(m => int.TryParse(m, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).Where(n => n > 0).ToList();

        return members.Count == 0 ? null : members;
    }

    private static async Task<IResult> Inside(HttpContext http, Sessions sessions, Func<Visit, string, string, Task<IResult>> show)
    {
        var visit = ConsoleSite.VisitOf(http);

        return sessions.Find(http, Sessions.Household)?.Split('_') is [var reference, var secret]
            ? await show(visit, reference, secret)
            : TypedResults.LocalRedirect(visit.To("/household"));
    }

    private static int Count(string? said) =>
        Math.Clamp(int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 1, 1, HouseholdForm.PersonsMax);
}

public sealed record RegisterModel(CrisisLineResponse Crisis, HouseholdForm Form, IReadOnlyList<Option> States, Faults Faults);

public sealed record HouseholdModel(HouseholdStatusResponse Status, Faults Faults);
