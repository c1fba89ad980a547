using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Public;

/// <summary>A person without an account asks for help: for whom, who they are, once more to check, and a receipt.</summary>
internal static class AskForHelp
{
    public const string Page = "/request";

    public static void MapAskForHelp(this RouteGroupBuilder pages)
    {
        pages.MapGet(Page, Start);
        pages.MapPost(Page, async (HttpContext http, Registers registers, Sessions sessions) =>
            await Step(http, RequestForm.Read(await http.Request.ReadFormAsync(http.RequestAborted), isQuiet: false), registers, sessions));
    }

    private static async Task<IResult> Start(
        HttpContext http, Registers registers, string? nationality = null, string? @in = null, string? service = null, string? urgency = null,
        string? party = null)
    {
        var visit = ConsoleSite.VisitOf(http);
        var need = new HelpQuestion(nationality, @in, service, urgency);

        return need.FindFaults(visit).Any ? TypedResults.Redirect(visit.To("/who-may-help"))
            : await registers.IsProtected(visit, service) ? TypedResults.Redirect(visit.To(PrivateHelp.Page))
            : visit.Show<RequestPage>(await Model(
                visit, registers, new RequestForm(need, party, false, "me", [PersonFields.Empty], Attempts.Draw()), new Faults()));
    }

    /// <summary>One step on with a request as it was typed. What the platform refuses is said beside it, and nothing typed is lost.</summary>
    public static async Task<IResult> Step(HttpContext http, RequestForm form, Registers registers, Sessions sessions)
    {
        var visit = ConsoleSite.VisitOf(http);
        try
        {
            return await Take(http.Request.Form["step"].ToString(), http, visit, registers, sessions, form);
        }
        catch (ConsularProblemException refusal)
        {
            var faults = Faults.From(refusal.Problem, FieldOf, "p0-given");
            var again = form with { Attempt = Attempts.After(refusal, form.Attempt) };

            return visit.Show<RequestPage>(await Model(visit, registers, again, faults), (int)refusal.Status);
        }
    }

    private static async Task<IResult> Take(
        string step, HttpContext http, Visit visit, Registers registers, Sessions sessions, RequestForm form)
    {
        switch (step)
        {
            case "add" when form.Persons.Count < RequestForm.PersonsMax:
                form = form with { Persons = [.. form.Persons, PersonFields.Empty] };
                break;
            case "check" or "keep" when form.FindFaults(visit.Texts, isWhole: step is "check") is { Any: true } faults:
                return visit.Show<RequestPage>(await Model(visit, registers, form, faults), StatusCodes.Status422UnprocessableEntity);
            case "check":
                return visit.Show<RequestCheckPage>(await Model(visit, registers, form, new Faults()));
            case "send":
                return await Send(http, visit, registers, sessions, form);
            case "keep":
                return visit.Show<KeptPage>(await KeptHelp.Keep(http, visit, sessions, form));
            case "erase":
                await KeptHelp.Erase(http, visit, sessions, form);

                return visit.Show<KeptErasedPage>();
        }

        return visit.Show<RequestPage>(await Model(visit, registers, form, new Faults()));
    }

    private static async Task<IResult> Send(HttpContext http, Visit visit, Registers registers, Sessions sessions, RequestForm form)
    {
        var opened = (await visit.Api.OpenRequest(form.ToRequest(), new SendOptions(form.Attempt), visit.Stop)).Value;
        sessions.Open(http, Sessions.Follow, $"{opened.Reference}_{opened.Secret}");
        await KeptHelp.LetGo(http, visit, sessions, form);

        return visit.Show<RequestReceiptPage>(new RequestReceipt(opened, await registers.StateName(visit, opened.Owner), form.IsQuiet));
    }

    internal static async Task<RequestModel> Model(Visit visit, Registers registers, RequestForm form, Faults faults) => new(
        form, faults, await registers.StateName(visit, form.Need.Nationality), await registers.StateName(visit, form.Need.In),
        await registers.ServiceName(visit, form.Need.Service), form.Party is null ? null : await registers.StateName(visit, form.Party));

    private static string? FieldOf(string pointer) => pointer.Split('/') switch
    {
        ["#", "persons", var i, "birthDate", ..] => $"p{i}-day",
        ["#", "persons", var i, "contact", ..] => "contact",
        ["#", "persons", var i, "safeContact", ..] => "safe",
        ["#", "persons", var i, ..] => $"p{i}-given",
        ["#", "place", ..] => "place",
        _ => null,
    };
}

public sealed record RequestReceipt(CaseResponse Case, string Holder, bool IsQuiet);
