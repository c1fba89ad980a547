using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Officer;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Entrance;

/// <summary>The passkeys of somebody who works here: the first by a code, more of them, and one less.</summary>
internal static class Passkeys
{
    public static void MapPasskeys(this RouteGroupBuilder pages)
    {
        pages.MapGet("/desk/enrolment", async (HttpContext http, Registers registers) =>
            await ShowEnrolment(ConsoleSite.VisitOf(http), registers, null, null, new Faults()));
        pages.MapPost("/desk/enrolment", Enrol);
        pages.MapPost("/desk/enrolment/passkey", FinishEnrolment);
        pages.MapGet("/desk/passkeys", (HttpContext http, Sessions sessions) => Desk.Inside(http, sessions, visit => ShowOwn(visit, null)));
        pages.MapPost("/desk/passkeys", (HttpContext http, Sessions sessions) => Desk.Inside(http, sessions, Add));
        pages.MapPost("/desk/passkeys/new", (HttpContext http, Sessions sessions) => Desk.Inside(http, sessions, visit => FinishAdding(http, visit)));
        pages.MapPost("/desk/passkeys/removal", (HttpContext http, Sessions sessions) => Desk.Inside(http, sessions, visit => Remove(http, visit)));
    }

    private static async Task<IResult> Enrol(HttpContext http, Registers registers)
    {
        var visit = ConsoleSite.VisitOf(http);
        var typed = await http.Request.ReadFormAsync(visit.Stop);

        // A telephone begins every line with a capital, and no login has one.
        var (tenant, user) = (typed["tenant"].ToString(), typed["user"].ToString().Trim().ToLowerInvariant());
        try
        {
            var ceremony = (await visit.Api.BeginEnrolment(new EnrolRequest(tenant, user, typed["code"].ToString().Trim()), visit.Stop)).Value;

            return visit.Show<NewPasskeyPage>(new NewPasskey(
                ceremony, visit.To("/desk/enrolment/passkey"), visit.To("/desk/enrolment"), IsFurther: false));
        }
        catch (ConsularProblemException refusal)
        {
            return await ShowEnrolment(visit, registers, tenant, user, WayIn.FaultsOf(visit, refusal, "code"), refusal.Status);
        }
    }

    private static async Task<IResult> FinishEnrolment(HttpContext http, Registers registers)
    {
        var visit = ConsoleSite.VisitOf(http);
        if (WayIn.AnswerOf(await http.Request.ReadFormAsync(visit.Stop)) is not { } answer)
        {
            return visit.ShowNothing();
        }

        try
        {
            return visit.Show<RecoveryCodesPage>((await visit.Api.FinishRegistration(answer, visit.Stop)).Value);
        }
        catch (ConsularProblemException refusal)
        {
            return await ShowEnrolment(visit, registers, null, null, WayIn.FaultsOf(visit, refusal, "code"), refusal.Status);
        }
    }

    private static async Task<IResult> Add(Visit visit)
    {
        try
        {
            var ceremony = (await visit.Api.BeginPasskey(visit.Stop)).Value;

            return visit.Show<NewPasskeyPage>(new NewPasskey(ceremony, visit.To("/desk/passkeys/new"), visit.To("/desk/passkeys"), IsFurther: true));
        }
        catch (ConsularProblemException refusal) when (refusal.Status is not HttpStatusCode.Unauthorized)
        {
            return await ShowOwn(visit, refusal.Problem);
        }
    }

    private static async Task<IResult> FinishAdding(HttpContext http, Visit visit)
    {
        if (WayIn.AnswerOf(await http.Request.ReadFormAsync(visit.Stop)) is not { } answer)
        {
            return visit.ShowNothing();
        }

        try
        {
            await visit.Api.FinishRegistration(answer, visit.Stop);

            return TypedResults.LocalRedirect(visit.To("/desk/passkeys"));
        }
        catch (ConsularProblemException refusal) when (refusal.Status is not HttpStatusCode.Unauthorized)
        {
            return await ShowOwn(visit, refusal.Problem);
        }
    }

    /// <summary>Asks once more, since with the passkey every session ends that may have been begun with it, this one too.</summary>
    private static async Task<IResult> Remove(HttpContext http, Visit visit)
    {
        var typed = await http.Request.ReadFormAsync(visit.Stop);
        var id = typed["id"].ToString();
        if (typed["sure"] != "yes")
        {
            return visit.Show<SurePage>(new SureModel(visit.Texts["passkeys.remove"], visit.Texts["passkeys.remove-before"], visit.To("/desk/passkeys"))
            {
                Fields = [("id", id)],
                Top = Leaving.Top,
            });
        }

        try
        {
            await visit.Api.RemovePasskey(id, visit.Stop);
            Sessions.End(http, Sessions.Desk);

            return TypedResults.LocalRedirect(visit.To("/desk/sign-in?said=removed"));
        }
        catch (ConsularProblemException refusal) when (refusal.Status is not HttpStatusCode.Unauthorized)
        {
            return await ShowOwn(visit, refusal.Problem);
        }
    }

    /// <summary>Who came in by a sign-in service has no passkey here.</summary>
    private static async Task<IResult> ShowOwn(Visit visit, ProblemResponse? why)
    {
        try
        {
            return visit.Show<PasskeysPage>(new OwnPasskeys((await visit.Api.ListPasskeys(visit.Stop)).Value.Items, why));
        }
        catch (ConsularProblemException refusal) when (refusal.Status is HttpStatusCode.NotFound)
        {
            return visit.Show<PasskeysPage>(new OwnPasskeys(null, why));
        }
    }

    private static async Task<IResult> ShowEnrolment(
        Visit visit, Registers registers, string? tenant, string? user, Faults faults, HttpStatusCode status = HttpStatusCode.OK) =>
        visit.Show<EnrolPage>(new EnrolModel(await registers.States(visit), tenant, user, faults), (int)status);
}

public sealed record EnrolModel(IReadOnlyList<Option> States, string? Tenant, string? User, Faults Faults);

/// <param name="Action">Where what the authenticator answers is sent.</param>
/// <param name="IsFurther">Whether somebody who is in makes one more.</param>
public sealed record NewPasskey(CeremonyResponse Ceremony, string Action, string Back, bool IsFurther);

/// <param name="Passkeys">Null for whoever has none here, having come in another way.</param>
/// <param name="Why">Why something was not done.</param>
public sealed record OwnPasskeys(IReadOnlyList<PasskeyResponse>? Passkeys, ProblemResponse? Why);
