using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Public;

/// <summary>For whoever fears her own state. The question is sent in a body, so that no address and no history has it.</summary>
internal static class PrivateHelp
{
    public static void MapPrivateHelp(this RouteGroupBuilder pages)
    {
        pages.MapGet("/private", async (HttpContext http, Registers registers) =>
        {
            var visit = ConsoleSite.VisitOf(http);

            return visit.Show<PrivatePage>(await Model(visit, registers, new HelpQuestion(null, null, null, null), null, new Faults()));
        });
        pages.MapPost("/private", Ask);
    }

    private static async Task<IResult> Ask(HttpContext http, Registers registers)
    {
        var visit = ConsoleSite.VisitOf(http);
        var typed = await http.Request.ReadFormAsync(visit.Stop);
        var need = new HelpQuestion(typed["nationality"], typed["in"], typed["service"], typed["urgency"]);
        if (need.FindFaults(visit) is { Any: true } faults)
        {
            return visit.Show<PrivatePage>(await Model(visit, registers, need, null, faults), StatusCodes.Status422UnprocessableEntity);
        }

        var answer = (await visit.Api.Route(need.ToRequest() with { FearsOwnState = true }, visit.Stop)).Value;

        return visit.Show<PrivatePage>(await Model(visit, registers, need, answer, new Faults()));
    }

    private static async Task<PrivateModel> Model(Visit visit, Registers registers, HelpQuestion need, RoutingResponse? answer, Faults faults) =>
        new(new HelpForm(need, await registers.States(visit), await registers.Services(visit), faults), answer, Attempts.Draw());
}

public sealed record PrivateModel(HelpForm Form, RoutingResponse? Answer, string Attempt);
