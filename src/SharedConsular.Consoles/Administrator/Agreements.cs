using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Administrator;

/// <summary>The instruments by which one party may act for another's nationals: read as law, and as the rules they became.</summary>
internal static class Agreements
{
    public static void MapAgreements(this RouteGroupBuilder office)
    {
        office.MapGet("/agreements", (string party, HttpContext http, Registers registers, Sessions sessions) =>
            Office.Inside(http, sessions, party, visit => List(visit, registers, party, http.Request.Query["of"] == "all")));
        office.MapGet("/agreements/{id}", (string party, string id, HttpContext http, Registers registers, Sessions sessions) =>
            Office.Inside(http, sessions, party, async visit => visit.Show<AgreementPage>(new AgreementModel(
                party, (await visit.Api.GetAgreement(id, visit.Stop)).Value, await registers.StateNames(visit), await registers.Services(visit)))));
    }

    private static async Task<IResult> List(Visit visit, Registers registers, string party, bool all)
    {
        var agreements = (await visit.Api.ListAgreements(visit.Stop)).Value.Items
            .Where(a => all || a.Assisting.Contains(party) || a.Assisted.Contains(party))
            .OrderByDescending(a => a.InForceToday).ThenBy(a => a.To ?? DateOnly.MaxValue).ThenBy(a => a.Title, StringComparer.OrdinalIgnoreCase);

        return visit.Show<AgreementsPage>(new AgreementsModel(party, all, [.. agreements], await registers.StateNames(visit)));
    }
}

/// <param name="All">Also those the party is not of.</param>
/// <param name="Agreements">Those in force first, of them those that end first.</param>
/// <param name="States">Names by code.</param>
public sealed record AgreementsModel(
    string Party, bool All, IReadOnlyList<AgreementSummary> Agreements, IReadOnlyDictionary<string, string> States);

public sealed record AgreementModel(
    string Party, AgreementResponse Agreement, IReadOnlyDictionary<string, string> States, IReadOnlyList<Option> Services);
