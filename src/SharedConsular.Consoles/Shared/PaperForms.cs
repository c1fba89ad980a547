using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Shared;

/// <summary>What the forms beside the files of a case do: send one, open one, take one back.</summary>
internal sealed class PaperForms
{
    /// <summary>The largest file the API takes, 10 MB, with room for the rest of the form.</summary>
    private const int FormBytesMax = 11 * 1024 * 1024;

    /// <summary>All of it stays in memory: the framework would else lay a scanned passport open on the disk until the request is over.</summary>
    private static readonly FormOptions InMemory = new()
    {
        MemoryBufferThreshold = FormBytesMax,
        MultipartBodyLengthLimit = FormBytesMax,
    };

    /// <summary>Says of an address that its form carries a file.</summary>
    public static PaperForms Here { get; } = new();

    private PaperForms() { }

    /// <summary>To be called before anything reads the form.</summary>
    /// <returns>Whether it may be read: it says its size, and that is not too large.</returns>
    public static bool Prepare(HttpContext http)
    {
        if (http.Request.ContentLength is not <= FormBytesMax)
        {
            return false;
        }

        http.Features.Set<IFormFeature>(new FormFeature(http.Request, InMemory));

        return true;
    }

    /// <param name="http">The form was sent with it.</param>
    /// <param name="visit">Who sent it.</param>
    /// <param name="reference">Of the case.</param>
    /// <param name="back">Where it goes on when it was done.</param>
    /// <param name="showAgain">Shows the case with what was wrong.</param>
    public static async Task<IResult> Do(HttpContext http, Visit visit, string reference, string back, Func<IFormCollection, Faults, Task<IResult>> showAgain)
    {
        var form = await http.Request.ReadFormAsync(visit.Stop);
        var faults = new Faults();
        try
        {
            switch (form["do"].ToString())
            {
                case "open":
                    var opened = await visit.Api.ReadPaperFile(reference, form["id"].ToString(), visit.Stop);

                    return TypedResults.File(opened.Body, opened.Kind, opened.Name ?? reference);
                case "take-back":
                    await visit.Api.TakeBackPaperFile(reference, form["id"].ToString(), new SendOptions(Attempts.Of(form)), visit.Stop);

                    return TypedResults.LocalRedirect(back);
                default:
                    if (await Chosen(form, visit) is { } file)
                    {
                        await visit.Api.SendPaperFile(reference, form["kind"].ToString(), file, new SendOptions(Attempts.Of(form)), visit.Stop);

                        return TypedResults.LocalRedirect(back);
                    }

                    faults.Add("file", visit.Texts["files.choose"]);
                    break;
            }
        }
        catch (ConsularProblemException refusal) when (refusal.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Unauthorized))
        {
            faults = Faults.From(refusal.Problem, _ => null, "file");
        }

        return await showAgain(form, faults);
    }

    private static async Task<SentFile?> Chosen(IFormCollection form, Visit visit)
    {
        if (form.Files["file"] is not { Length: > 0 } chosen)
        {
            return null;
        }

        using var bytes = new MemoryStream((int)chosen.Length);
        await chosen.CopyToAsync(bytes, visit.Stop);

        return new SentFile(bytes.ToArray(), chosen.ContentType);
    }
}
