using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Administrator;

/// <summary>Who would serve a party's nationals, by place and service; and what would change if posts closed or an agreement came or went.</summary>
internal static class Coverage
{
    public static void MapCoverage(this RouteGroupBuilder office)
    {
        office.MapGet("/coverage", (string party, HttpContext http, Registers registers, Sessions sessions) =>
            Office.Inside(http, sessions, party, visit => Show(visit, registers, party, http.Request.Query)));
        office.MapGet("/coverage/what-if", (string party, HttpContext http, Registers registers, Sessions sessions) =>
            Office.Inside(http, sessions, party, async visit =>
                visit.Show<WhatIfPage>(await Model(visit, registers, party, WhatIfForm.Empty, null, new Faults()))));
        office.MapPost("/coverage/what-if", (string party, HttpContext http, Registers registers, Sessions sessions) =>
            Office.Inside(http, sessions, party, visit => Ask(http, visit, registers, party)));
    }

    private static async Task<IResult> Show(Visit visit, Registers registers, string party, IQueryCollection asked)
    {
        var (place, service) = (Word("place"), Word("service"));
        var coverage = (await visit.Api.GetCoverage(party, place, service, Days.Find(Word("on")), null, visit.Stop)).Value;

        return visit.Show<CoveragePage>(new CoverageModel(
            party, place, service, Word("on"), coverage, await registers.States(visit), await registers.Services(visit)));

        string? Word(string name) => asked[name].ToString() is { Length: > 0 } word ? word : null;
    }

    private static async Task<IResult> Ask(HttpContext http, Visit visit, Registers registers, string party)
    {
        var form = WhatIfForm.Read(await http.Request.ReadFormAsync(visit.Stop));
        try
        {
            var answer = (await visit.Api.AskWhatIf(form.ToRequest(party), visit.Stop)).Value;

            return visit.Show<WhatIfPage>(await Model(visit, registers, party, form, answer, new Faults()));
        }
        catch (ConsularProblemException refusal) when (refusal.Problem.Errors is { Count: > 0 })
        {
            return visit.Show<WhatIfPage>(
                await Model(visit, registers, party, form, null, WhatIfForm.FaultsOf(refusal.Problem.Errors)), (int)refusal.Status);
        }
    }

    private static async Task<WhatIfModel> Model(
        Visit visit, Registers registers, string party, WhatIfForm form, WhatIfResponse? answer, Faults faults) =>
        new(party, form, answer, await registers.States(visit), await registers.Services(visit), faults);
}

public sealed record CoverageModel(
    string Party, string? Place, string? Service, string? On, CoverageResponse Coverage, IReadOnlyList<Option> States, IReadOnlyList<Option> Services)
{
    /// <summary>Every state with every service is eleven thousand lines: one of the two is chosen first.</summary>
    public bool IsChosen => Place is not null || Service is not null;
}

public sealed record WhatIfModel(
    string Party, WhatIfForm Form, WhatIfResponse? Answer, IReadOnlyList<Option> States, IReadOnlyList<Option> Services, Faults Faults);

/// <param name="Closed">The ids of posts, one a line.</param>
/// <param name="Ended">The ids of agreements, one a line.</param>
/// <param name="Draft">An agreement as a file has it.</param>
public sealed record WhatIfForm(string? Place, string? Service, string Closed, string Ended, string Draft)
{
    public static WhatIfForm Empty => new(null, null, "", "", "");

    internal static WhatIfForm Read(IFormCollection typed)
    {
        return new WhatIfForm(Word("place"), Word("service"), typed["closed"].ToString(), typed["ended"].ToString(), typed["draft"].ToString());

        string? Word(string name) => typed[name].ToString() is { Length: > 0 } word ? word : null;
    }

    internal WhatIfRequest ToRequest(string state) =>
        new(state, Place, Service, null, Lines(Closed), Lines(Ended), string.IsNullOrWhiteSpace(Draft) ? null : Draft);

    /// <summary>What is wrong with the draft is said with its line, which the API names in the place of the fault.</summary>
    internal static Faults FaultsOf(IReadOnlyList<FaultResponse> errors)
    {
        const string draft = "#/draftAgreement:";
        var faults = new Faults();
        foreach (var error in errors)
        {
            if (error.Pointer.StartsWith(draft, StringComparison.Ordinal))
            {
                faults.Add("draft", $"line {error.Pointer[draft.Length..]}: {error.Detail}");
            }
            else
            {
                faults.Add(FieldOf(error.Pointer), error.Detail);
            }
        }

        return faults;
    }

    private static string FieldOf(string pointer) => pointer.Split('/') switch
    {
        ["#", "closedPosts", ..] => "closed",
        ["#", "endedAgreements", ..] => "ended",
        ["#", "place", ..] => "place",
        ["#", "service", ..] => "service",
        _ => "draft",
    };

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
