using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Officer;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.CrisisCell;

/// <summary>Who travels on what: the platform plans the seats, the cell looks at the plan and offers them. A plan promises nothing.</summary>
internal static class Planning
{
    private const int HouseholdsOnPage = 50;

    public static void MapPlanning(this RouteGroupBuilder pages)
    {
        pages.MapPost("/crises/{id}/plans", (string id, HttpContext http, Sessions sessions) => Desk.Inside(http, sessions, visit => Make(visit, id)));
        pages.MapGet("/crises/{id}/plans/{plan}", (string id, string plan, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Show(visit, id, plan, http.Request.Query)));
        pages.MapPost("/crises/{id}/plans/{plan}", (string id, string plan, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Offer(http, visit, id, plan)));
    }

    private static async Task<IResult> Make(Visit visit, string id)
    {
        var plan = (await visit.Api.MakePlan(id, new MakePlanRequest(), visit.Stop)).Value;

        return TypedResults.LocalRedirect(visit.To($"/crises/{plan.Crisis}/plans/{plan.Id}"));
    }

    private static async Task<IResult> Show(Visit visit, string id, string planId, IQueryCollection asked)
    {
        var plan = (await visit.Api.GetPlan(id, planId, visit.Stop)).Value;
        var usual = plan.Moved > 0 ? "moved" : plan.Waiting > 0 ? "waiting" : "seated";
        var filter = new PlannedFilter(Word("list") ?? usual, Word("reason"), Word("cursor"), HouseholdsOnPage);
        var page = (await visit.Api.ListPlanned(id, planId, filter, visit.Stop)).Value;

        return visit.Show<PlanPage>(new PlanModel(plan, filter, page.Items, page.Next, Attempts.Draw()));

        string? Word(string name) => asked[name].ToString() is { Length: > 0 } word ? word : null;
    }

    private static async Task<IResult> Offer(HttpContext http, Visit visit, string id, string plan)
    {
        var typed = await http.Request.ReadFormAsync(visit.Stop);
        int? minutes = int.TryParse(typed["minutes"], NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : null;
        var made = (await visit.Api.OfferPlan(id, plan, new OfferPlanRequest(minutes), new SendOptions(Attempts.Of(typed)), visit.Stop)).Value;

        return visit.Show<PlanOfferedPage>(new PlanOfferedModel(id, made));
    }
}

/// <param name="Filter">Which of its households are shown.</param>
/// <param name="Next">The cursor of the next page of them.</param>
public sealed record PlanModel(PlanResponse Plan, PlannedFilter Filter, IReadOnlyList<PlannedHouseholdResponse> Households, string? Next, string Attempt);

public sealed record PlanOfferedModel(string Crisis, OffersMadeResponse Made);
