using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Public;

/// <summary>The way in for somebody who has the reference and the secret of a receipt.</summary>
/// <param name="Page">The address of the form, and where it is sent.</param>
/// <param name="Inside">Where it leads.</param>
/// <param name="Session">The kind of session that begins.</param>
/// <param name="Find">Asks for what the receipt is of, and gives what the session keeps; the API says whether there is such a thing.</param>
internal sealed record ReceiptDoor(string Page, string Inside, string Session, Func<Visit, string, string, Task<string>> Find)
{
    public RazorComponentResult Show(HttpContext http) => Again(ConsoleSite.VisitOf(http), null, new Faults(), StatusCodes.Status200OK);

    public async Task<IResult> ComeIn(HttpContext http, Sessions sessions)
    {
        var visit = ConsoleSite.VisitOf(http);
        var typed = await http.Request.ReadFormAsync(visit.Stop);
        var (reference, secret) = (typed["reference"].ToString().Trim(), typed["secret"].ToString().Trim());
        try
        {
            sessions.Open(http, Session, await Find(visit, reference, secret));

            return TypedResults.LocalRedirect(visit.To(Inside));
        }
        catch (ConsularProblemException refusal)
        {
            return Again(visit, reference, Faults.From(refusal.Problem, _ => null, "reference"), (int)refusal.Status);
        }
    }

    private RazorComponentResult Again(Visit visit, string? reference, Faults faults, int status) =>
        visit.Show<FollowPage>(new FollowModel(Page, reference, faults), status);
}
