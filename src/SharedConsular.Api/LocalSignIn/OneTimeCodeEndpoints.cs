using SharedConsular.Api.Requests;
using SharedConsular.Api.Tokens;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Logins;

namespace SharedConsular.Api.LocalSignIn;

internal static class OneTimeCodeEndpoints
{
    /// <summary>RFC 5321, 4.5.3.1.3, and longer than any telephone number.</summary>
    private const int ContactLengthMax = 254;

    private static readonly Refusal NoCarrier =
        new(RefusalKind.Invalid, "sign-in.no-carrier", "No code can be sent there; give a mail address or a telephone number with its country code.");

    public static void MapOneTimeCodes(this RouteGroupBuilder api)
    {
        var codes = api.MapGroup("/sign-in/one-time-codes").WithTags("Sign-in");
        codes.MapPost("", Begin).AllowAnonymous()
            .WithSummary("Have a code sent, to sign in as a national without a passkey. The answer does not say whether anybody has a login there.")
            .Produces<OneTimeCodeResponse>();
        codes.MapPost("/answers", Finish).AllowAnonymous().WithSummary("Sign in with the code: a token for the login of the address.")
            .Produces<TokenResponse>();
    }

    private static async Task<IResult> Begin(
        Body<OneTimeCodeRequest> body, OneTimeCodes codes, SignInTries tries, WorldKeeper worlds, HttpContext http, CancellationToken ct)
    {
        var faults = new FaultList();
        var tenant = faults.State("#/tenant", body.Value.Tenant, worlds.Current);
        var contact = faults.Text("#/contact", body.Value.Contact, ContactLengthMax);
        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        if (codes.FindCarrier(contact) is not var (carrier, address))
        {
            return NoCarrier.ToHttp();
        }

        var user = await codes.NameOf(tenant, address, ct);
        if (tries.TakeSending(http, user) is { } refusal)
        {
            return refusal.ToHttp();
        }

        var (state, expiresAt) = codes.Begin(tenant, user, carrier, address, Listener.LanguageOf(http.Request));
        http.Response.Headers.CacheControl = "no-store";

        return TypedResults.Ok(new OneTimeCodeResponse(state, expiresAt));
    }

    private static async Task<IResult> Finish(
        Body<OneTimeCodeAnswerRequest> body, OneTimeCodes codes, SignInTries tries, LocalIssuer issuer, HttpContext http, CancellationToken ct)
    {
        var faults = new FaultList();
        var state = faults.Text("#/state", body.Value.State, Ceremonies.StateLengthMax);
        var code = faults.Text("#/code", body.Value.Code, 2 * OneTimeCodes.DigitsCount);
        if ((faults.Any ? faults.Refusal : tries.WhyNot(http)) is { } refusal)
        {
            return refusal.ToHttp();
        }

        var account = codes.Find(state) is { User: { } user, Tenant: { } tenant } && tries.TakeCode(TenantId.Get(tenant), user)
            ? await codes.Finish(state, code, ct)
            : null;
        if (account is null)
        {
            tries.CountFailure(http);

            return LoginRefusals.NotAccepted.ToHttp();
        }

        var (token, expiresAt) = issuer.SignFor(new Caller(account.Tenant, new UserId(account.Login.User), Role.National), account.Login.Generation);
        http.Response.Headers.CacheControl = "no-store";

        return TypedResults.Ok(new TokenResponse(token, account.Tenant.Value, Words.Of(Role.National), account.Login.User, expiresAt));
    }
}
