using System.Globalization;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Contracts;
using SharedConsular.Logins;
using SharedConsular.Runtime;

namespace SharedConsular.Api.LocalSignIn;

/// <summary>What an administrator does with the logins of the own tenant. No request names a tenant: it is the token's.</summary>
internal static class LoginEndpoints
{
    public static void MapLogins(this RouteGroupBuilder api)
    {
        var logins = api.MapGroup("/logins").WithTags("Logins");
        logins.MapPost("", Invite).WithOperation(Operations.KeepLogins)
            .WithSummary("Invite a person of your state; the enrolment code is shown once.").Produces<InvitationResponse>();
        logins.MapGet("", List).WithOperation(Operations.ReadLogins).WithSummary("The logins of your state's staff, by name.").Produces<Page<LoginResponse>>();
        logins.MapDelete("/{user}", Close).WithOperation(Operations.KeepLogins).WithSummary("Close a login; its tokens are refused from now on.");
        logins.MapPost("/{user}/enrolment", Renew).WithOperation(Operations.KeepLogins)
            .WithSummary("A new enrolment code for a person who lost everything; what was registered before is gone.").Produces<InvitationResponse>();
    }

    private static async Task<IResult> Invite(
        Body<InviteLoginRequest> body, RequestFacts request, EntityRuntime entities, HttpContext http, CancellationToken ct)
    {
        var faults = new FaultList();
        var user = faults.Text("#/user", body.Value.User, Login.UserLengthMax);
        var role = faults.Word<Role>("#/role", body.Value.Role);
        if (!faults.Any && !Login.IsUser(user))
        {
            var limit = Login.UserLengthMax.ToString(CultureInfo.InvariantCulture);
            faults.Add("#/user", "not-a-user", $"A user has small letters a to z, digits and . _ - @, at most {limit}.", limit);
        }

        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var code = Codes.Make();
        var outcome = await entities.Execute(
            Login.Type, Login.KeyOf(request.Caller.Tenant, user), new InviteLogin(user, role, LoginCode.HashOf(code)), request.Caller,
            request.Identity(body.Fingerprint), request.IfVersion, ct);

        return View(outcome, code, http);
    }

    private static async Task<IResult> Renew(string user, RequestFacts request, EntityRuntime entities, HttpContext http, CancellationToken ct)
    {
        var code = Codes.Make();
        var outcome = await entities.Execute(
            Login.Type, Login.KeyOf(request.Caller.Tenant, user), new RenewEnrolment(LoginCode.HashOf(code)), request.Caller,
            request.Identity([]), request.IfVersion, ct);

        return View(outcome, code, http);
    }

    private static async Task<IResult> Close(string user, RequestFacts request, EntityRuntime entities, CancellationToken ct)
    {
        var outcome = await entities.Execute(
            Login.Type, Login.KeyOf(request.Caller.Tenant, user), new CloseLogin(), request.Caller, request.Identity([]), request.IfVersion, ct);

        return outcome.Refusal is { } refusal ? refusal.ToHttp() : TypedResults.NoContent();
    }

    private static async Task<IResult> List(RequestFacts request, ListReader lists, CancellationToken ct, string? cursor = null, int? limit = null)
    {
        var query = new ListQuery(request.Caller.Tenant.Value, Login.Staff) { Cursor = cursor, PageSize = limit ?? ListReader.PageSizeDefault };

        return await lists.Read(query, ct) switch
        {
            ListAnswer.Read { Page: var page } => TypedResults.Ok(new Page<LoginResponse>(
                [.. page.Rows.Select(r => View(StoredJson.Read<LoginRow>(r.Body.Span)))], page.Next)),
            ListAnswer.Refused { Reason: var refusal } => refusal.ToHttp(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static IResult View(Outcome<Login, LoginEvent> outcome, string code, HttpContext http)
    {
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToHttp();
        }

        var login = outcome.State;
        http.Response.Headers.CacheControl = "no-store";

        // Of a request that was answered before only the hash of its code is known.
        return TypedResults.Ok(new InvitationResponse(
            outcome.Key.Tenant.Value, login.User, Words.Of(login.Role), outcome.Replayed ? null : code, login.Enrolment?.ExpiresAt));
    }

    private static LoginResponse View(LoginRow row) => new(
        row.User, Words.Of(row.Role), Words.Of(row.Status), row.Passkeys, row.RecoveryCodesLeft, row.CodeExpiresAt, row.LastUsedAt);
}
