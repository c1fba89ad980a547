using System.Net;
using Microsoft.AspNetCore.Http;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Public;

/// <summary>
/// A request that is not finished is kept, and taken up again on any device by its reference and its secret, at the door where one comes
/// back to a case. What is taken up is quiet from there on: nobody remembers here on which page it was begun.
/// </summary>
internal static class KeptHelp
{
    public const string Inside = "/follow/kept";

    public static readonly ReceiptDoor Door = new("/follow", Inside, Sessions.Kept, async (visit, reference, secret) =>
    {
        var kept = (await visit.Api.TakeUpRequest(reference, new KeptRequestSecretRequest(secret), visit.Stop)).Value;

        return CredentialOf(kept.Reference, kept.Secret);
    });

    /// <summary>Whether the reference that was typed is of a kept request: SR, and that of a case is SC.</summary>
    public static async Task<bool> IsAskedFor(HttpContext http) =>
        (await http.Request.ReadFormAsync(http.RequestAborted))["reference"].ToString().Trim().StartsWith("SR", StringComparison.OrdinalIgnoreCase);

    public static async Task<IResult> Show(HttpContext http, Registers registers, Sessions sessions)
    {
        var visit = ConsoleSite.VisitOf(http);
        if (Find(http, sessions) is not var (reference, secret))
        {
            return TypedResults.LocalRedirect(visit.To(Door.Page));
        }

        var kept = (await visit.Api.TakeUpRequest(reference, new KeptRequestSecretRequest(secret), visit.Stop)).Value;

        return visit.Show<RequestPage>(await AskForHelp.Model(visit, registers, RequestForm.Of(kept, AttemptOf(secret)), new Faults()));
    }

    /// <summary>Keeps the form as it stands: in the place of what it was taken up from while that is there, else anew.</summary>
    public static async Task<KeptModel> Keep(HttpContext http, Visit visit, Sessions sessions, RequestForm form)
    {
        if (FindOf(http, sessions, form) is { } secret)
        {
            try
            {
                var again = await visit.Api.KeepRequestAgain(form.Kept!, new KeepAgainRequest(secret, form.ToRequest()), null, visit.Stop);

                return new KeptModel(again.Value, form.IsQuiet);
            }
            catch (ConsularProblemException gone) when (gone.Status is HttpStatusCode.NotFound)
            {
                // Its time ran out, or it was erased or sent from another device.
            }
        }

        var kept = (await visit.Api.KeepRequest(form.ToRequest(), new SendOptions(KeyOf(form)), visit.Stop)).Value;
        sessions.Open(http, Sessions.Kept, CredentialOf(kept.Reference, kept.Secret!));

        return new KeptModel(kept, form.IsQuiet);
    }

    /// <summary>What is gone already needs no erasing.</summary>
    public static async Task Erase(HttpContext http, Visit visit, Sessions sessions, RequestForm form)
    {
        if (FindOf(http, sessions, form) is { } secret)
        {
            try
            {
                await visit.Api.EraseKeptRequest(form.Kept!, new KeptRequestSecretRequest(secret), null, visit.Stop);
            }
            catch (ConsularProblemException gone) when (gone.Status is HttpStatusCode.NotFound)
            {
                // Its time ran out, or it was erased or sent from another device.
            }

            Sessions.End(http, Sessions.Kept);
        }
    }

    /// <summary>What was sent is not kept any longer. Where that fails the request was sent all the same, and the time of what is kept runs out.</summary>
    public static async Task LetGo(HttpContext http, Visit visit, Sessions sessions, RequestForm form)
    {
        try
        {
            await Erase(http, visit, sessions, form);
        }
        catch (ConsularProblemException)
        {
            Sessions.End(http, Sessions.Kept);
        }
    }

    /// <summary>The secret for this form. Another person's form in the same browser is not written over what is kept.</summary>
    private static string? FindOf(HttpContext http, Sessions sessions, RequestForm form) =>
        Find(http, sessions) is var (reference, secret) && reference == form.Kept ? secret : null;

    private static (string Reference, string Secret)? Find(HttpContext http, Sessions sessions) =>
        sessions.Find(http, Sessions.Kept)?.Split('_') is [var reference, var secret] ? (reference, secret) : null;

    private static string CredentialOf(string reference, string secret) => $"{reference}_{secret}";

    /// <summary>What is sent from two devices is sent once: the key of sending follows from the secret, and nobody can find the secret by it.</summary>
    private static string AttemptOf(string secret) => Attempts.From($"send\n{secret}");

    /// <summary>The same form kept twice by a second click is one; when more was typed meanwhile it is another.</summary>
    private static string KeyOf(RequestForm form) =>
        Attempts.From($"keep\n{form.Attempt}\n" + string.Join('\n', form.Hidden.Concat(form.Typed).Select(f => $"{f.Name}={f.Value}")));
}

/// <param name="Kept">Without a secret when the person has it already.</param>
/// <param name="IsQuiet">Whether the pages of the request leave no trace.</param>
public sealed record KeptModel(KeptRequestResponse Kept, bool IsQuiet);
