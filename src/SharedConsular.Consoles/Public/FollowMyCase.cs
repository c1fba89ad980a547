using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Public;

/// <summary>A person comes back by reference and secret: what happens now, what she must do, who looked, and what she may do.</summary>
internal static class FollowMyCase
{
    /// <summary>What a person does on her own case; what the API does not allow now is not offered.</summary>
    private static readonly string[] Acts = ["provide-papers", "complain", "withdraw-case", "reopen-case", "disclose-fear", "erase-persons"];

    private static readonly ReceiptDoor Door = new("/follow", "/follow/case", Sessions.Follow, async (visit, reference, secret) =>
    {
        var found = (await visit.Api.Follow(new FollowRequest(reference, secret), visit.Stop)).Value;

        return $"{found.Reference}_{string.Concat(secret.Where(char.IsAsciiLetterOrDigit))}";
    });

    public static void MapFollowMyCase(this RouteGroupBuilder pages)
    {
        pages.MapGet(Door.Page, Door.Show);
        pages.MapPost(Door.Page, async (HttpContext http, Sessions sessions) =>
            await (await KeptHelp.IsAskedFor(http) ? KeptHelp.Door : Door).ComeIn(http, sessions));
        pages.MapGet(KeptHelp.Inside, KeptHelp.Show);
        pages.MapGet("/follow/case", (HttpContext http, Registers registers, Sessions sessions) =>
            Inside(http, sessions, (visit, reference, secret) => ShowCase(visit, registers, reference, secret)));
        pages.MapGet("/follow/reads", (HttpContext http, Registers registers, Sessions sessions) =>
            Inside(http, sessions, async (visit, reference, _) => visit.Show<ReadsPage>(new ReadsModel(
                (await visit.Api.ListReadsOfCase(reference, null, null, visit.Stop)).Value.Items, await registers.StateNames(visit)))));
        pages.MapPost("/follow/case", (HttpContext http, Registers registers, Sessions sessions) => Inside(http, sessions, (visit, reference, secret) =>
            Do(http, visit, registers, reference, secret)));
        pages.MapPost("/follow/papers", (HttpContext http, Registers registers, Sessions sessions) => Inside(http, sessions, (visit, reference, secret) =>
            PaperForms.Do(http, visit, reference, visit.To("/follow/case"), (form, faults) =>
                ShowCase(visit, registers, reference, secret, form["full"] == "yes", faults)))).WithMetadata(PaperForms.Here);
        pages.MapPost("/follow/end", (HttpContext http) =>
        {
            Sessions.End(http, Sessions.Follow);

            return TypedResults.LocalRedirect(ConsoleSite.VisitOf(http).To(""));
        });
    }

    /// <summary>Who has the secret of a case that an officer opened sees where it stands, and acts through the post.</summary>
    private static async Task<IResult> ShowCase(Visit visit, Registers registers, string reference, string secret, bool inFull = false, Faults? faults = null)
    {
        try
        {
            var @case = (await visit.Api.GetCase(reference, inFull, visit.Stop)).Value;
            var history = (await visit.Api.GetHistory(reference, inFull, visit.Stop)).Value.Items;

            var shown = new MyCase(@case, history, await registers.StateNames(visit), Acts) { IsInFull = inFull, Faults = faults ?? new() };
            shown = shown.IsQuiet ? shown : shown with { Files = (await visit.Api.ListPaperFiles(reference, inFull, visit.Stop)).Value.Items };

            return visit.Show<MyCasePage>(shown, shown.Faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
        }
        catch (ConsularProblemException refusal) when (refusal.Status is System.Net.HttpStatusCode.Unauthorized)
        {
            return visit.Show<FollowSummaryPage>((await visit.Api.As(null).Follow(new FollowRequest(reference, secret), visit.Stop)).Value);
        }
    }

    /// <summary>What is done has no address of its own: nothing in the history of a browser says what somebody thought of doing.</summary>
    private static async Task<IResult> Do(HttpContext http, Visit visit, Registers registers, string reference, string secret)
    {
        var typed = await http.Request.ReadFormAsync(visit.Stop);
        var inFull = typed["full"] == "yes";
        if (inFull && typed["act"].Count == 0)
        {
            return await ShowCase(visit, registers, reference, secret, inFull);
        }

        if (Acts.FirstOrDefault(a => a == typed["act"]) is not { } name || CaseAct.Find(name) is not { } act)
        {
            return visit.ShowNothing();
        }

        var form = ActModel.Of(act, await visit.Api.GetCase(reference, inFull, visit.Stop), visit, visit.To("/follow/case")) with
        {
            IsOwn = true,
            IsInFull = inFull,
        };
        if (typed["send"].Count == 0)
        {
            return visit.Show<ActPage>(form);
        }

        return await form.Send(visit, reference, typed) is { } again
            ? visit.Show<ActPage>(again, StatusCodes.Status422UnprocessableEntity)
            : TypedResults.LocalRedirect(visit.To("/follow/case"));
    }

    private static async Task<IResult> Inside(HttpContext http, Sessions sessions, Func<Visit, string, string, Task<IResult>> show)
    {
        var visit = ConsoleSite.VisitOf(http);
        if (sessions.Find(http, Sessions.Follow) is not { } credential)
        {
            return TypedResults.LocalRedirect(visit.To("/follow"));
        }

        var parts = credential.Split('_');

        return await show(visit.As($"gst_{credential}"), parts[0], parts[1]);
    }
}

/// <param name="Page">The address the form is sent to.</param>
public sealed record FollowModel(string Page, string? Reference, Faults Faults);

/// <param name="States">Names by code.</param>
public sealed record MyCase(
    CaseResponse Case, IReadOnlyList<HistoryLineResponse> History, IReadOnlyDictionary<string, string> States, IReadOnlyList<string> Acts)
{
    /// <summary>She asked for every word of it.</summary>
    public bool IsInFull { get; init; }

    public IReadOnlyList<PaperFileResponse> Files { get; init; } = [];

    /// <summary>What was wrong with the file she sent.</summary>
    public Faults Faults { get; init; } = new();

    /// <summary>The matter is a secret, and no word of what it is about is here.</summary>
    public bool IsQuiet => Case.FearsOwnState is null;
}

public sealed record ReadsModel(IReadOnlyList<ReadResponse> Reads, IReadOnlyDictionary<string, string> States);
