using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Entrance;
using SharedConsular.Consoles.Shared;
using SharedConsular.Consoles.Shared.Door;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Administrator;

/// <summary>
/// The sealed record of a party: its blocks, and who read what. A page can't prove it: what is shown here comes from whom the proof is
/// against. So the record is taken home from here, and checked there.
/// </summary>
internal static class SealedRecord
{
    private const int PageSize = 50;

    public static void MapRecord(this RouteGroupBuilder office)
    {
        office.MapGet("/record", (string party, HttpContext http, Sessions sessions) =>
            Office.Inside(http, sessions, party, visit => Blocks(visit, party, Word(http.Request.Query, "cursor"))));
        office.MapGet("/record/file", (string party, HttpContext http, ApiDoor door, Sessions sessions) => TakeHome(http, door, sessions));
        office.MapGet("/record/reads", (string party, HttpContext http, Registers registers, Sessions sessions) =>
            Office.Inside(http, sessions, party, visit => Reads(visit, registers, party, http.Request.Query)));
    }

    private static async Task<IResult> Blocks(Visit visit, string party, string? cursor)
    {
        var blocks = (await visit.Api.ListAuditBlocks(cursor, PageSize, visit.Stop)).Value;

        return blocks.Tenant == party ? visit.Show<RecordPage>(blocks) : visit.ShowNothing();
    }

    /// <summary>The API's own file, as it comes, with the credential of the session.</summary>
    private static async Task<IResult> TakeHome(HttpContext http, ApiDoor door, Sessions sessions)
    {
        if (sessions.Find(http, Sessions.Desk) is not { } token)
        {
            return TypedResults.LocalRedirect(WayIn.PageOf(http));
        }

        await door.PassOn(http, "/v1/audit/export", token);

        return TypedResults.Empty;
    }

    private static async Task<IResult> Reads(Visit visit, Registers registers, string party, IQueryCollection asked)
    {
        var filter = new ReadsForm(
            Word(asked, "case"), Word(asked, "by"), Word(asked, "user"), Word(asked, "rule"), Word(asked, "from"), Word(asked, "until"));
        var page = (await visit.Api.ListReads(filter.ToFilter(Word(asked, "cursor"), PageSize), visit.Stop)).Value;
        var next = page.Next is null ? null : QueryString.Create(asked.Where(p => p.Key != "cursor")).Add("cursor", page.Next).Value;

        return visit.Show<LooksPage>(new LooksModel(party, filter, page.Items, next, await registers.States(visit)));
    }

    private static string? Word(IQueryCollection asked, string name) => asked[name].ToString().Trim() is { Length: > 0 } word ? word : null;
}

/// <param name="By">The reader's party.</param>
/// <param name="Until">The last day.</param>
public sealed record ReadsForm(string? Case, string? By, string? User, string? Rule, string? From, string? Until)
{
    internal ReadsFilter ToFilter(string? cursor, int limit) =>
        new(Case, By, User, Rule, StartOf(Days.Find(From)), StartOf(Days.Find(Until)?.AddDays(1)), cursor, limit);

    private static DateTimeOffset? StartOf(DateOnly? day) => day is { } d ? new DateTimeOffset(d, TimeOnly.MinValue, TimeSpan.Zero) : null;
}

/// <param name="NextPage">What is asked for of the next page; null on the last.</param>
public sealed record LooksModel(string Party, ReadsForm Filter, IReadOnlyList<ReadResponse> Reads, string? NextPage, IReadOnlyList<Option> States);
