using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Papers;

/// <summary>The papers of a case as files: sent, listed, opened, and taken back before anybody has opened them.</summary>
internal static class PaperFileEndpoints
{
    private const string Inside = "/cases/{reference}/paper-files";

    public static void MapPaperFiles(this RouteGroupBuilder api)
    {
        var files = api.MapGroup(Inside).WithTags("Cases").WithScope(ServiceScope.CasesRead, ServiceScope.CasesWrite);
        files.MapPost("", Send).WithCaseAction(CaseAction.ProvidePapers).WithMetadata(PaperKinds.Taken)
            .WithSummary("Send a paper as a file; the body is the file itself. Sent again it is the same file.")
            .Produces<PaperFileResponse>(StatusCodes.Status201Created);
        files.MapGet("", List).WithCaseAction(CaseAction.ReadPersons).WithSummary("Which files the case has.").Produces<Page<PaperFileResponse>>();
        var one = files.MapGroup("/{file}");
        one.MapGet("", Read).WithCaseAction(CaseAction.ReadPersons)
            .WithSummary("What is in a file. Opened by another than who sent it, it can't be taken back any more.")
            .Produces(StatusCodes.Status200OK, contentType: PaperKinds.TypeOf(PaperFormat.Pdf));
        one.MapDelete("", TakeBack).WithCaseAction(CaseAction.ProvidePapers)
            .WithSummary("Have a file removed that nobody else has opened.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> Send(
        string reference, RequestFacts request, PaperDesk papers, HttpContext http, CancellationToken ct, string? kind = null)
    {
        var (sent, refusal) = await papers.Send(reference, kind, request, http.Request, ct);

        return refusal?.ToHttp() ?? TypedResults.Created($"/v1/cases/{reference}/paper-files/{sent!.Id}", View(sent, request.Caller, isQuiet: false));
    }

    private static async Task<IResult> List(string reference, RequestFacts request, PaperDesk papers, CancellationToken ct, bool? inFull = null)
    {
        var (listed, isQuiet, refusal) = await papers.List(reference, request.Caller, ct);

        return refusal?.ToHttp() ?? TypedResults.Ok(new Page<PaperFileResponse>(
            [.. listed.Select(f => View(f, request.Caller, isQuiet && inFull is not true))], null));
    }

    private static async Task<IResult> Read(
        string reference, string file, RequestFacts request, PaperDesk papers, HttpContext http, CancellationToken ct)
    {
        var (contents, format, refusal) = await papers.Read(reference, file, request.Caller, ct);
        if (refusal is not null)
        {
            return refusal.ToHttp();
        }

        // Never shown within a page of ours, whatever is in it.
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{reference}-{file[..PaperDesk.ShortId]}.{Words.Of(format)}\"";
        http.Response.Headers.CacheControl = "no-store";

        return TypedResults.Bytes(contents!, PaperKinds.TypeOf(format));
    }

    private static async Task<IResult> TakeBack(string reference, string file, RequestFacts request, PaperDesk papers, CancellationToken ct) =>
        await papers.TakeBack(reference, file, request, ct) is { } refusal ? refusal.ToHttp() : TypedResults.NoContent();

    private static PaperFileResponse View(PaperFile file, Caller caller, bool isQuiet) => new(
        file.Id, isQuiet ? Cases.CaseView.NeutralPaper : file.Kind, Words.Of(file.Format), file.Bytes, file.Digest, file.At, file.By.Party.Value,
        file.Seen, file.By.User == caller.User);
}
