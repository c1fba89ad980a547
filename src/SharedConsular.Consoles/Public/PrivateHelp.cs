using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Public;

/// <summary>
/// For whoever fears her own state or somebody at home. All of it is sent in bodies to one address, so that no address and no history has
/// what it is about.
/// </summary>
internal static class PrivateHelp
{
    public const string Page = "/private";

    public static void MapPrivateHelp(this RouteGroupBuilder pages)
    {
        pages.MapGet(Page, async (HttpContext http, Registers registers) =>
        {
            var visit = ConsoleSite.VisitOf(http);

            return visit.Show<PrivatePage>(await Model(visit, registers, new HelpQuestion(null, null, null, null), null, null, new Faults()));
        });
        pages.MapPost(Page, async (HttpContext http, Registers registers, Sessions sessions) =>
        {
            var typed = await http.Request.ReadFormAsync(http.RequestAborted);

            return typed["step"].Count == 0
                ? await Ask(ConsoleSite.VisitOf(http), registers, typed)
                : await AskForHelp.Step(http, RequestForm.Read(typed, isQuiet: true), registers, sessions);
        });
    }

    private static async Task<IResult> Ask(Visit visit, Registers registers, IFormCollection typed)
    {
        var need = new HelpQuestion(typed["nationality"], typed["in"], typed["service"], typed["urgency"]);
        var fears = typed["fears"].ToString() is { Length: > 0 } said ? said : null;
        var faults = need.FindFaults(visit);
        if (fears is null)
        {
            faults.Add("fears", visit.Texts["private.fears-missing"]);
        }

        if (faults.Any)
        {
            return visit.Show<PrivatePage>(await Model(visit, registers, need, fears, null, faults), StatusCodes.Status422UnprocessableEntity);
        }

        var answer = (await visit.Api.Route(need.ToRequest() with { FearsOwnState = fears is "yes" }, visit.Stop)).Value;

        return visit.Show<PrivatePage>(await Model(visit, registers, need, fears, answer, faults));
    }

    private static async Task<PrivateModel> Model(
        Visit visit, Registers registers, HelpQuestion need, string? fears, RoutingResponse? answer, Faults faults) =>
        new(new HelpForm(need, await registers.States(visit), await registers.Services(visit), faults), fears, answer, Attempts.Draw());
}

/// <param name="Fears"><c>yes</c>, <c>no</c>, or null when it was not said.</param>
public sealed record PrivateModel(HelpForm Form, string? Fears, RoutingResponse? Answer, string Attempt);
