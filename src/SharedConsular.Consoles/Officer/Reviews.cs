using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Officer;

/// <summary>
/// Broken glass that waits for a supervisor: what is overdue first, one taken up, and closed with words. The file itself is not opened for
/// it: a review is of the reason, and who may read no more than that reviews all the same.
/// </summary>
internal static class Reviews
{
    public const string Page = "/desk/reviews";

    /// <summary>Of so many pages one is looked for; what stands behind them comes forward as the first are closed.</summary>
    private const int PagesMax = 20;

    public static void MapReviews(this RouteGroupBuilder pages)
    {
        pages.MapGet(Page, (HttpContext http, Registers registers, Sessions sessions) => Desk.Inside(http, sessions, async visit =>
        {
            var cursor = http.Request.Query["cursor"].ToString() is { Length: > 0 } said ? said : null;
            var page = (await visit.Api.ListReviews(cursor, null, visit.Stop)).Value;

            return visit.Show<ReviewsPage>(new ReviewsModel(page.Items, page.Next, await registers.StateNames(visit)));
        }));
        pages.MapGet(Page + "/{reference}/{number:int}", (string reference, int number, HttpContext http, Registers registers, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Show(visit, registers, reference, number, null, Attempts.Draw(), new Faults())));
        pages.MapPost(Page + "/{reference}/{number:int}", (string reference, int number, HttpContext http, Registers registers, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Close(http, visit, registers, reference, number)));
    }

    /// <summary>What waits for this person; null for whoever reviews nothing.</summary>
    public static async Task<IReadOnlyList<ReviewResponse>?> Waiting(Visit visit) =>
        (await visit.Api.GetOwnAccess(visit.Stop)).Value.Items.Any(a => a is { Does: "read-reviews", Allowed: true })
            ? (await visit.Api.ListReviews(null, null, visit.Stop)).Value.Items
            : null;

    public static string AddressOf(ReviewResponse review) => string.Create(CultureInfo.InvariantCulture, $"{Page}/{review.Reference}/{review.Number}");

    private static async Task<IResult> Show(
        Visit visit, Registers registers, string reference, int number, ActSaid? said, string attempt, Faults faults)
    {
        string? cursor = null;
        for (var look = 0; look < PagesMax; look++)
        {
            var page = (await visit.Api.ListReviews(cursor, null, visit.Stop)).Value;
            if (page.Items.FirstOrDefault(r => r.Reference == reference && r.Number == number) is { } review)
            {
                return visit.Show<ReviewPage>(
                    new ReviewModel(review, await registers.StateName(visit, review.Party), said, attempt, faults),
                    faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
            }

            if ((cursor = page.Next) is null)
            {
                break;
            }
        }

        return TypedResults.LocalRedirect(visit.To(Page)); // Somebody else closed it meanwhile.
    }

    private static async Task<IResult> Close(HttpContext http, Visit visit, Registers registers, string reference, int number)
    {
        var typed = await http.Request.ReadFormAsync(visit.Stop);
        var (said, attempt) = (new ActSaid(typed), Attempts.Of(typed));
        if (FindMissing(said, visit) is { Any: true } missing)
        {
            return await Show(visit, registers, reference, number, said, attempt, missing);
        }

        try
        {
            await visit.Api.ReviewBreakGlass(
                reference, new ReviewBreakGlassRequest(number, said["verdict"], said["note"]), new SendOptions(attempt), visit.Stop);

            return TypedResults.LocalRedirect(visit.To(Page));
        }
        catch (ConsularProblemException refusal) when (refusal.Status is not System.Net.HttpStatusCode.NotFound)
        {
            var faults = Faults.From(refusal.Problem, pointer => pointer is "#/verdict" ? "verdict" : "note", "note");

            return await Show(visit, registers, reference, number, said, Attempts.After(refusal, attempt), faults);
        }
    }

    private static Faults FindMissing(ActSaid said, Visit visit)
    {
        var faults = new Faults();
        if (said["verdict"] is null)
        {
            faults.Add("verdict", visit.Texts["review.verdict-missing"]);
        }

        if (said["note"] is null)
        {
            faults.Add("note", visit.Texts["review.note-missing"]);
        }

        return faults;
    }
}

/// <param name="Next">The cursor of the next page.</param>
/// <param name="States">Names by code.</param>
public sealed record ReviewsModel(IReadOnlyList<ReviewResponse> Reviews, string? Next, IReadOnlyDictionary<string, string> States);

/// <param name="Party">The name of the party whose officer broke the glass.</param>
/// <param name="Said">What was typed; null before anything was.</param>
public sealed record ReviewModel(ReviewResponse Review, string Party, ActSaid? Said, string Attempt, Faults Faults);
