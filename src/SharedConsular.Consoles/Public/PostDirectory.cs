using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Public;

/// <summary>Which posts there are, of a state or in one, in words and on a map. Where nothing is asked, those that serve for many.</summary>
internal static class PostDirectory
{
    public const string Page = "/posts";

    private const int PostsOnPage = 100;
    private const string Centres = "shared_centre";

    public static void MapDirectory(this RouteGroupBuilder pages) => pages.MapGet(Page, Show);

    private static async Task<IResult> Show(
        HttpContext http, Registers registers, string? sending = null, string? country = null, string? cursor = null)
    {
        var visit = ConsoleSite.VisitOf(http);
        (sending, country) = (NullIfEmpty(sending), NullIfEmpty(country));
        var isAsked = sending is not null || country is not null;
        var whose = isAsked ? sending : visit.Brand?.State;
        var page = (await visit.Api.ListPosts(
            country, whose, whose is null && country is null ? Centres : null, NullIfEmpty(cursor), PostsOnPage, visit.Stop)).Value;

        return visit.MayBeKept().Show<DirectoryPage>(new DirectoryModel(
            whose, country, page.Items, page.Next, await registers.States(visit), await registers.StateNames(visit)));
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <param name="Sending">Of which state; null for all.</param>
/// <param name="Country">In which state; null for all.</param>
/// <param name="Next">The cursor of the next page.</param>
public sealed record DirectoryModel(
    string? Sending, string? Country, IReadOnlyList<PostResponse> Posts, string? Next, IReadOnlyList<Option> States, IReadOnlyDictionary<string, string> Names)
{
    public string NameOf(string code) => Names.GetValueOrDefault(code, code);
}
