using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Administrator;

/// <summary>
/// The folder of a party: a draft of its files, what it would change, and then in force, all of it in one step; or an older version again.
/// A draft is kept in the form and nowhere else.
/// </summary>
internal static class Folder
{
    public static void MapFolder(this RouteGroupBuilder office)
    {
        office.MapGet("/folder", (string party, HttpContext http, Sessions sessions) => Office.Inside(http, sessions, party, visit => List(visit, party)));
        office.MapGet("/folder/draft", (string party, HttpContext http, Sessions sessions) =>
            Office.Inside(http, sessions, party, visit => Begin(visit, party, http.Request.Query["file"].ToString())));
        office.MapPost("/folder/draft", (string party, HttpContext http, Sessions sessions) =>
            Office.Inside(http, sessions, party, visit => Step(http, visit, party)));
        office.MapGet("/folder/versions/{version:int}", (string party, int version, HttpContext http, Sessions sessions) =>
            Office.Inside(http, sessions, party, visit => ShowVersion(visit, party, version, new Faults())));
        office.MapPost("/folder/versions/{version:int}", (string party, int version, HttpContext http, Sessions sessions) =>
            Office.Inside(http, sessions, party, visit => PutBack(http, visit, party, version)));
    }

    private static async Task<IResult> List(Visit visit, string party) =>
        visit.Show<FolderPage>(new FolderModel(party, (await visit.Api.ListTenantVersions(party, visit.Stop)).Value.Items));

    private static async Task<IResult> Begin(Visit visit, string party, string file) =>
        visit.Show<DraftPage>(new DraftModel(party, await ReadInForce(visit, party), [file], new Faults()));

    private static async Task<IResult> Step(HttpContext http, Visit visit, string party)
    {
        var typed = await http.Request.ReadFormAsync(visit.Stop);
        var before = await ReadInForce(visit, party);
        var files = FolderFiles.Read(typed, before);

        return typed["step"].ToString() switch
        {
            "plan" => await Plan(visit, party, files, new Faults()),
            "apply" => await Apply(visit, party, files, typed),
            _ => visit.Show<DraftPage>(new DraftModel(party, files, FolderFiles.Differing(files, before), new Faults())),
        };
    }

    private static async Task<IResult> Plan(Visit visit, string party, IReadOnlyDictionary<string, string> files, Faults faults)
    {
        try
        {
            var plan = await visit.Api.PlanTenant(party, new TenantFolderRequest(files), visit.Stop);

            return visit.Show<PlanPage>(
                new PlanModel(party, plan.Value, files, plan.ETag, Attempts.Draw(), faults),
                faults.Any ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
        }
        catch (ConsularProblemException refusal) when (IsAboutTheFiles(refusal))
        {
            var found = Faults.From(refusal.Problem, FolderFiles.FieldAt, FolderFiles.FieldOf(FolderFiles.Names[0]));

            return visit.Show<DraftPage>(new DraftModel(party, files, [], found), (int)refusal.Status);
        }
    }

    /// <summary>Applies what was planned to the version that was seen. When another came into force since, the difference to that one is shown.</summary>
    private static async Task<IResult> Apply(Visit visit, string party, IReadOnlyDictionary<string, string> files, IFormCollection typed)
    {
        try
        {
            await visit.Api.ApplyTenant(party, new TenantFolderRequest(files), SeenIn(typed), visit.Stop);

            return TypedResults.LocalRedirect(visit.To($"/office/{party}/folder"));
        }
        catch (ConsularProblemException refusal) when (IsAboutTheFiles(refusal))
        {
            return await Plan(visit, party, files, Faults.From(refusal.Problem, _ => null, "apply"));
        }
    }

    private static async Task<IResult> ShowVersion(Visit visit, string party, int version, Faults faults)
    {
        var folder = (await visit.Api.ExportTenant(party, version, visit.Stop)).Value;
        var applied = (await visit.Api.ListTenantVersions(party, visit.Stop)).Value.Items;
        var model = new VersionModel(party, applied.First(v => v.Version == version), folder.Files, IsInForce: applied[0].Version == version, faults);
        if (model.IsInForce)
        {
            return visit.Show<VersionPage>(model);
        }

        try
        {
            var plan = await visit.Api.PlanTenant(party, new TenantFolderRequest(folder.Files), visit.Stop);

            return visit.Show<VersionPage>(
                model with { Plan = plan.Value, Seen = plan.ETag, Attempt = Attempts.Draw() },
                faults.Any ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
        }
        catch (ConsularProblemException refusal) when (IsAboutTheFiles(refusal))
        {
            // What was good then may name a post or an agreement that is there no more.
            return visit.Show<VersionPage>(model with { Faults = Faults.From(refusal.Problem, FolderFiles.FieldAt, "files") }, (int)refusal.Status);
        }
    }

    private static async Task<IResult> PutBack(HttpContext http, Visit visit, string party, int version)
    {
        var typed = await http.Request.ReadFormAsync(visit.Stop);
        try
        {
            await visit.Api.PutBackTenant(party, new PutBackTenantRequest(version), SeenIn(typed), visit.Stop);

            return TypedResults.LocalRedirect(visit.To($"/office/{party}/folder"));
        }
        catch (ConsularProblemException refusal) when (IsAboutTheFiles(refusal))
        {
            return await ShowVersion(visit, party, version, Faults.From(refusal.Problem, _ => null, "put-back"));
        }
    }

    /// <summary>The files in force; none where no folder was ever applied.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> ReadInForce(Visit visit, string party)
    {
        try
        {
            return (await visit.Api.ExportTenant(party, null, visit.Stop)).Value.Files;
        }
        catch (ConsularProblemException nothing) when (nothing.Problem.Code is "tenant.version-not-found")
        {
            return new Dictionary<string, string>();
        }
    }

    private static SendOptions SeenIn(IFormCollection typed) =>
        new(Attempts.Of(typed), typed["version"].ToString() is { Length: > 0 } seen ? seen : null);

    /// <summary>A "no" that is told on the form; any other is a page of its own.</summary>
    private static bool IsAboutTheFiles(ConsularProblemException refusal) =>
        refusal.Status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed;
}

/// <param name="Versions">The newest first; that one is in force.</param>
public sealed record FolderModel(string Party, IReadOnlyList<TenantVersionResponse> Versions);

/// <param name="Open">The names of the files that are shown at once.</param>
public sealed record DraftModel(string Party, IReadOnlyDictionary<string, string> Files, IReadOnlyCollection<string> Open, Faults Faults);

/// <param name="Seen">The version the plan compares with (If-Match).</param>
public sealed record PlanModel(
    string Party, TenantPlanResponse Plan, IReadOnlyDictionary<string, string> Files, string? Seen, string Attempt, Faults Faults);

public sealed record VersionModel(
    string Party, TenantVersionResponse Version, IReadOnlyDictionary<string, string> Files, bool IsInForce, Faults Faults)
{
    /// <summary>What going back to it would change; null where that can't be done.</summary>
    public TenantPlanResponse? Plan { get; init; }

    public string? Seen { get; init; }

    public string? Attempt { get; init; }
}
