using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Officer;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.CrisisCell;

/// <summary>Two records that may be of one household, side by side with what speaks for it: made one, kept apart, or given back.</summary>
internal static class Matching
{
    private const int PagesMax = 40;

    public static void MapMatching(this RouteGroupBuilder pages)
    {
        pages.MapGet("/crises/{id}/matches", (string id, HttpContext http, Sessions sessions, string? reference = null, string? cursor = null) =>
            Desk.Inside(http, sessions, visit => List(visit, id, reference, cursor)));
        pages.MapGet("/crises/{id}/matches/{one}/{other}", (string id, string one, string other, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, async visit => visit.Show<MatchPage>(await Compare(visit, id, one, other, new Faults()))));
        pages.MapPost("/crises/{id}/matches/{one}/{other}", (string id, string one, string other, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Decide(http, visit, id, one, other)));
    }

    private static async Task<IResult> List(Visit visit, string id, string? reference, string? cursor)
    {
        var page = (await visit.Api.ListMatches(id, cursor, visit.Stop)).Value;
        var faults = new Faults();
        if (string.IsNullOrWhiteSpace(reference))
        {
            return visit.Show<MatchesPage>(new MatchesModel(id, page.Items, page.Next, null, null, faults));
        }

        try
        {
            var sought = (await visit.Api.GetHousehold(reference.Trim(), visit.Stop)).Value;

            return visit.Show<MatchesPage>(new MatchesModel(id, page.Items, page.Next, reference, sought, faults));
        }
        catch (ConsularProblemException refusal) when (refusal.Status is System.Net.HttpStatusCode.NotFound)
        {
            faults.Add("reference", refusal.Problem.Detail ?? "");

            return visit.Show<MatchesPage>(new MatchesModel(id, page.Items, page.Next, reference, null, faults), StatusCodes.Status404NotFound);
        }
    }

    private static async Task<MatchModel> Compare(Visit visit, string id, string one, string other, Faults faults) => new(
        id, (await visit.Api.GetHousehold(one, visit.Stop)).Value, (await visit.Api.GetHousehold(other, visit.Stop)).Value,
        await FindProposal(visit, id, one, other), faults);

    /// <summary>What speaks for it, while it waits for somebody; null when nothing waits.</summary>
    private static async Task<ProposedMatchResponse?> FindProposal(Visit visit, string id, string one, string other)
    {
        string? cursor = null;
        for (var read = 0; read < PagesMax; read++)
        {
            var page = (await visit.Api.ListMatches(id, cursor, visit.Stop)).Value;
            if (page.Items.FirstOrDefault(m => m.Reference == one)?.Others.FirstOrDefault(o => o.Reference == other) is { } proposed)
            {
                return proposed;
            }

            if ((cursor = page.Next) is null)
            {
                break;
            }
        }

        return null;
    }

    private static async Task<IResult> Decide(HttpContext http, Visit visit, string id, string one, string other)
    {
        var form = await http.Request.ReadFormAsync(visit.Stop);
        var decision = form["decision"].ToString();
        if (decision is not ("merges" or "rejected-matches" or "splits"))
        {
            return visit.ShowNothing();
        }

        try
        {
            await visit.Api.ActForHousehold(one, decision, new OtherHouseholdRequest(other), visit.Stop);

            // Whoever made two one sees the two as one, and can give them back; otherwise the next pair waits.
            return TypedResults.LocalRedirect(visit.To(
                $"/crises/{Uri.EscapeDataString(id)}/matches" + (decision is "merges" ? $"/{Uri.EscapeDataString(one)}/{Uri.EscapeDataString(other)}" : "")));
        }
        catch (ConsularProblemException refusal) when (refusal.Status is not System.Net.HttpStatusCode.NotFound)
        {
            var faults = Faults.From(refusal.Problem, _ => null, decision);

            return visit.Show<MatchPage>(await Compare(visit, id, one, other, faults), (int)refusal.Status);
        }
    }
}

/// <param name="Reference">What was looked for.</param>
/// <param name="Sought">The household that was looked for.</param>
public sealed record MatchesModel(
    string Crisis, IReadOnlyList<MatchLineResponse> Lines, string? Next, string? Reference, HouseholdResponse? Sought, Faults Faults);

public sealed record MatchModel(string Crisis, HouseholdResponse One, HouseholdResponse Other, ProposedMatchResponse? Proposal, Faults Faults)
{
    /// <summary>The record that goes on, and the one that it took in; null when they are two.</summary>
    public (string Into, string Taken)? Merged =>
        One.MergedInto == Other.Reference ? (Other.Reference, One.Reference)
        : Other.MergedInto == One.Reference ? (One.Reference, Other.Reference)
        : null;
}
