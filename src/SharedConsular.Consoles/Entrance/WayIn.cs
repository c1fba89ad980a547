using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Entrance;

/// <summary>How somebody who works here comes in and goes out.</summary>
internal static class WayIn
{
    private const string OperatorRole = "platform_operator";

    /// <summary>Who runs the platform is of no party, and comes in for the installation.</summary>
    private const string Installation = "installation";

    /// <summary>What the page may say of why somebody stands before it.</summary>
    private static readonly string[] Sayings = ["ended", "removed"];

    private static readonly string[] Roles =
        ["officer", "supervisor", "protection_officer", "crisis_cell", "administrator", "auditor", OperatorRole];

    public static void MapWayIn(this RouteGroupBuilder pages)
    {
        pages.MapGet("/desk/sign-in", (HttpContext http, Registers registers) =>
            Show(http, ConsoleSite.VisitOf(http), registers, Array.Find(Sayings, s => s == http.Request.Query["said"]), new Faults()));
        pages.MapPost("/desk/sign-in", SignInInDevelopment);
        pages.MapPost("/desk/sign-in/passkey", SignIn);
        pages.MapPost("/desk/end", (HttpContext http) =>
        {
            Sessions.End(http, Sessions.Desk);

            return TypedResults.LocalRedirect(ConsoleSite.VisitOf(http).To("/desk/sign-in"));
        });
    }

    /// <summary>The page for whoever is not in: it says so when a session was there and is good no more.</summary>
    public static string PageOf(HttpContext http)
    {
        var visit = ConsoleSite.VisitOf(http);
        if (!Sessions.Has(http, Sessions.Desk))
        {
            return visit.To("/desk/sign-in");
        }

        Sessions.End(http, Sessions.Desk);

        return visit.To("/desk/sign-in?said=ended");
    }

    /// <summary>What the API says to whoever could not come in; that one answer, in all languages of the pages.</summary>
    public static Faults FaultsOf(Visit visit, ConsularProblemException refusal, string first)
    {
        if (refusal.Problem.Code is not "login.not-accepted")
        {
            return Faults.From(refusal.Problem, p => p.TrimStart('#', '/') is "tenant" or "user" or "code" ? p.TrimStart('#', '/') : null, first);
        }

        var faults = new Faults();
        faults.Add(first, visit.Texts["passkey.not-accepted"]);

        return faults;
    }

    /// <summary>What the form of a passkey carries, as the script put it there; null when it is no answer at all.</summary>
    public static CeremonyRequest? AnswerOf(IFormCollection form)
    {
        try
        {
            return new CeremonyRequest(form["state"].ToString(), JsonElement.Parse(form["credential"].ToString()));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<IResult> Show(
        HttpContext http, Visit visit, Registers registers, string? said, Faults faults, int status = StatusCodes.Status200OK) =>
        visit.Show<SignInPage>(
            new SignInModel(await FindPasskey(visit), IsDevelopment(http), await registers.States(visit), Roles, said, faults), status);

    /// <summary>The question to the person's passkey; null where nobody signs in with one.</summary>
    private static async Task<CeremonyResponse?> FindPasskey(Visit visit)
    {
        try
        {
            return (await visit.Api.BeginSignIn(visit.Stop)).Value;
        }
        catch (ConsularProblemException refusal) when (refusal.Status is HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static async Task<IResult> SignIn(HttpContext http, Registers registers, Sessions sessions)
    {
        var visit = ConsoleSite.VisitOf(http);
        if (AnswerOf(await http.Request.ReadFormAsync(visit.Stop)) is not { } answer)
        {
            return visit.ShowNothing();
        }

        try
        {
            return Enter(http, visit, sessions, (await visit.Api.FinishSignIn(answer, visit.Stop)).Value);
        }
        catch (ConsularProblemException refusal)
        {
            return await Show(http, visit, registers, null, FaultsOf(visit, refusal, "passkey"), (int)refusal.Status);
        }
    }

    /// <summary>The local issuer answers whoever asks, in Development only.</summary>
    private static async Task<IResult> SignInInDevelopment(HttpContext http, Registers registers, Sessions sessions)
    {
        var visit = ConsoleSite.VisitOf(http);
        var typed = await http.Request.ReadFormAsync(visit.Stop);
        if (!IsDevelopment(http) || !Roles.Contains(typed["role"].ToString()))
        {
            return visit.ShowNothing();
        }

        try
        {
            var user = typed["user"].ToString() is { Length: > 0 } name ? name : null;
            var party = typed["role"] == OperatorRole ? Installation : typed["tenant"].ToString();

            return Enter(http, visit, sessions, (await visit.Api.IssueToken(new TokenRequest(party, typed["role"].ToString(), user), visit.Stop)).Value);
        }
        catch (ConsularProblemException refusal)
        {
            var faults = Faults.From(refusal.Problem, p => p.TrimStart('#', '/'), "tenant");

            return await Show(http, visit, registers, null, faults, (int)refusal.Status);
        }
    }

    private static RedirectHttpResult Enter(HttpContext http, Visit visit, Sessions sessions, TokenResponse came)
    {
        sessions.Open(http, Sessions.Desk, came.Token);

        return TypedResults.LocalRedirect(visit.To(FirstPageOf(came.Role, came.Tenant)));
    }

    private static string FirstPageOf(string role, string tenant) => role switch
    {
        "crisis_cell" => "/crises",
        "administrator" => $"/office/{tenant}",
        "auditor" => $"/office/{tenant}/record",
        OperatorRole => "/operations",
        _ => "/desk",
    };

    private static bool IsDevelopment(HttpContext http) => http.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment();
}

/// <param name="Passkey">The question to a passkey; null where nobody signs in with one.</param>
/// <param name="IsDevelopment">Whether whoever asks comes in, as whom she likes.</param>
/// <param name="Said">Why somebody who was in stands here again.</param>
public sealed record SignInModel(
    CeremonyResponse? Passkey, bool IsDevelopment, IReadOnlyList<Option> States, IReadOnlyList<string> Roles, string? Said, Faults Faults);
