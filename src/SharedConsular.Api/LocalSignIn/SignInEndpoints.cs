using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Tokens;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Logins;
using SharedConsular.Runtime;

namespace SharedConsular.Api.LocalSignIn;

internal static class SignInEndpoints
{
    /// <summary>Twice the letters of a code, for hyphens and blanks.</summary>
    private const int CodeLengthMax = 2 * LoginCode.LettersCount;

    /// <summary>How long after signing in a further passkey may be registered.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(10);

    public static void MapSignIn(this RouteGroupBuilder api)
    {
        var signIn = api.MapGroup("/sign-in").WithTags("Sign-in");
        signIn.MapPost("/registration-options", BeginEnrolment).AllowAnonymous()
            .WithSummary("Begin to register a passkey with an enrolment code, or with a recovery code after the passkeys were lost.")
            .Produces<CeremonyResponse>();
        signIn.MapPost("/nationals/registration-options", BeginSignUp).AllowAnonymous()
            .WithSummary("Begin a national's login, with a passkey and without a name.").Produces<CeremonyResponse>();
        signIn.MapPost("/registration", FinishRegistration).AllowAnonymous()
            .WithSummary("Register the passkey; recovery codes are shown once.").Produces<RegistrationResponse>();
        signIn.MapPost("/options", BeginSignIn).AllowAnonymous().WithSummary("Begin to sign in with a passkey.").Produces<CeremonyResponse>();
        signIn.MapPost("", FinishSignIn).AllowAnonymous().WithSummary("Sign in: a token for the passkey's login.").Produces<TokenResponse>();
        signIn.MapGet("/passkeys", ListPasskeys).WithOperation(Operations.KeepOwnPasskeys).WithSummary("Your own passkeys.").Produces<Page<PasskeyResponse>>();
        signIn.MapPost("/passkeys", BeginPasskey).WithOperation(Operations.KeepOwnPasskeys)
            .WithSummary("Begin to register a further passkey; it ends like every registration.").Produces<CeremonyResponse>();
        signIn.MapDelete("/passkeys/{id}", RemovePasskey).WithOperation(Operations.KeepOwnPasskeys)
            .WithSummary("Remove a passkey of yours; every token of your login ends.");
    }

    private static async Task<IResult> BeginEnrolment(
        Body<EnrolRequest> body, SignInDesk desk, SignInTries tries, WorldKeeper worlds, HttpContext http)
    {
        var faults = new FaultList();
        var tenant = faults.State("#/tenant", body.Value.Tenant, worlds.Current);
        var user = faults.Text("#/user", body.Value.User, Login.UserLengthMax);
        var code = faults.Text("#/code", body.Value.Code, CodeLengthMax);
        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        if (tries.WhyNot(http) is { } refusal)
        {
            return refusal.ToHttp();
        }

        var begun = tries.TakeCode(tenant, user) ? await desk.BeginEnrolment(tenant, user, code, http) : null;

        return begun is null ? NotAccepted(tries, http) : View(begun);
    }

    private static async Task<IResult> BeginSignUp(Body<SignUpRequest> body, SignInDesk desk, SignInTries tries, WorldKeeper worlds, HttpContext http)
    {
        var faults = new FaultList();
        var tenant = faults.State("#/tenant", body.Value.Tenant, worlds.Current);

        return faults.Any ? faults.Refusal.ToHttp()
            : tries.TakeSignUp(http) is { } refusal ? refusal.ToHttp()
            : View(await desk.BeginSignUp(tenant, http));
    }

    private static async Task<IResult> FinishRegistration(Body<CeremonyRequest> body, SignInDesk desk, SignInTries tries, HttpContext http)
    {
        if (Check(body.Value, tries, http) is { } refusal)
        {
            return refusal.ToHttp();
        }

        var (account, codes, why) = await desk.FinishRegistration(body.Value.State, body.Value.Credential.GetRawText(), http);
        if (account is null)
        {
            return why is null || why == LoginRefusals.NotAccepted ? NotAccepted(tries, http) : why.ToHttp();
        }

        return Secret(http, new RegistrationResponse(account.Tenant.Value, account.Login.User, codes));
    }

    private static async Task<IResult> BeginSignIn(SignInDesk desk, HttpContext http) => View(await desk.BeginSignIn(http));

    private static async Task<IResult> FinishSignIn(
        Body<CeremonyRequest> body, SignInDesk desk, SignInTries tries, LocalIssuer issuer, HttpContext http)
    {
        if (Check(body.Value, tries, http) is { } refusal)
        {
            return refusal.ToHttp();
        }

        if (await desk.FinishSignIn(body.Value.State, body.Value.Credential.GetRawText(), http) is not { Login: var login } account)
        {
            return NotAccepted(tries, http);
        }

        var (token, expiresAt) = issuer.SignFor(new Caller(account.Tenant, new UserId(login.User), login.Role), login.Generation);

        return Secret(http, new TokenResponse(token, account.Tenant.Value, Words.Of(login.Role), login.User, expiresAt));
    }

    private static async Task<IResult> ListPasskeys(RequestFacts request, AccountStore accounts, HttpContext http) =>
        await FindOwn(http, accounts) is { } account
            ? TypedResults.Ok(new Page<PasskeyResponse>(
                [.. account.Login.Passkeys.Select(p => new PasskeyResponse(p.Id, p.RegisteredAt, p.UsedAt, p.IsBackedUp))], Next: null))
            : LoginRefusals.NotFound.ToHttp();

    private static async Task<IResult> BeginPasskey(RequestFacts request, AccountStore accounts, SignInDesk desk, TimeProvider time, HttpContext http) =>
        await FindOwn(http, accounts) is not { } account ? LoginRefusals.NotFound.ToHttp()
        : IsFresh(http, time) ? View(await desk.BeginPasskey(account, http))
        : LoginRefusals.SignInAgain.With(FreshFor.TotalMinutes.ToString(CultureInfo.InvariantCulture)).ToHttp();

    private static async Task<IResult> RemovePasskey(
        string id, RequestFacts request, AccountStore accounts, EntityRuntime entities, HttpContext http, CancellationToken ct)
    {
        if (await FindOwn(http, accounts) is not { } account)
        {
            return LoginRefusals.NotFound.ToHttp();
        }

        var outcome = await entities.Execute(
            Login.Type, account.Key, new RemovePasskey(account.Login.Generation, id), account.Caller, request.Identity([]), request.IfVersion, ct);

        return outcome.Refusal is { } refusal ? refusal.ToHttp() : TypedResults.NoContent();
    }

    /// <summary>The login of the token. One of a sign-in service has none here, even when its subject is named like one.</summary>
    private static async Task<Account?> FindOwn(HttpContext http, AccountStore accounts) =>
        LoginToken.Find(http.User) is { } token && await accounts.Find(token.Key, http.RequestAborted) is { } account
            && account.Login.Generation == token.Generation ? account : null;

    /// <summary>A token that was left lying about makes nobody a way in that stays when the token is gone.</summary>
    private static bool IsFresh(HttpContext http, TimeProvider time) =>
        long.TryParse(http.User.FindFirst(LocalIssuer.AuthTimeClaim)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) <= FreshFor;

    private static Refusal? Check(CeremonyRequest request, SignInTries tries, HttpContext http)
    {
        var faults = new FaultList();
        faults.Text("#/state", request.State, Ceremonies.StateLengthMax);
        if (request.Credential.ValueKind is not JsonValueKind.Object)
        {
            faults.Add("#/credential", "not-a-credential", "Send the authenticator's answer as a JSON object.");
        }

        return faults.Any ? faults.Refusal : tries.WhyNot(http);
    }

    private static IResult NotAccepted(SignInTries tries, HttpContext http)
    {
        tries.CountFailure(http);

        return LoginRefusals.NotAccepted.ToHttp();
    }

    private static Ok<CeremonyResponse> View(Begun begun) =>
        TypedResults.Ok(new CeremonyResponse(JsonElement.Parse(begun.Options), begun.State, begun.ExpiresAt));

    private static Ok<T> Secret<T>(HttpContext http, T value)
    {
        http.Response.Headers.CacheControl = "no-store";

        return TypedResults.Ok(value);
    }
}
