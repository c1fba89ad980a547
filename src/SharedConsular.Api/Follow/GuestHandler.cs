using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using SharedConsular.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Cases;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Follow;

/// <summary>
/// Lets a person without a login act on her own case: whoever has its reference and its secret is its applicant, at the
/// addresses of that one case and under the same rules, and is nobody anywhere else. A case that was opened with a login is not
/// entered this way: its secret shows where it stands, and no more.
/// </summary>
internal sealed class GuestHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ListReader lists, EntityRuntime entities,
    FollowLimits limits)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public new const string Scheme = "guest";

    /// <summary>What the credential begins with: <c>gst_SC-0000-0000-0_7K3F-9Q2M-4XYZ-0ABC</c>.</summary>
    public const string Mark = "gst_";

    private const string Bearer = "Bearer ";

    private bool _isGuessedTooOften;

    public static bool HasKey(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(Bearer + Mark, StringComparison.Ordinal);

    /// <summary>The person as a caller: of no party, as none gave her a login.</summary>
    public static Caller? CallerOf(ClaimsPrincipal principal) =>
        principal.Identity?.AuthenticationType == Scheme && principal.FindFirstValue("sub") is { } user
            ? new Caller(TenantId.Installation, new UserId(user), Role.National)
            : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var said = Request.Headers.Authorization.ToString()[(Bearer.Length + Mark.Length)..].Split('_');
        if (said is not [var referenceSaid, var secretSaid] || CaseReference.Parse(referenceSaid) is not { } reference || !IsOf(reference, Request.Path))
        {
            return AuthenticateResult.Fail("Not a reference and a secret of the case that is asked for.");
        }

        var address = Context.Connection.RemoteIpAddress;
        if (!limits.Wrong.Take(address))
        {
            _isGuessedTooOften = true;

            return AuthenticateResult.Fail("Wrong too often.");
        }

        if (FollowSecret.Parse(secretSaid) is { } secret
            && await FollowEndpoints.Find(reference, secret.HashFor(reference.Value), lists, entities, Context.RequestAborted)
                is { Case.Applicant: { } applicant }
            && applicant.FindParty() == TenantId.Installation)
        {
            limits.Wrong.GiveBack(address);
            var claims = new ClaimsIdentity([new Claim("sub", applicant.Value), new Claim("role", Words.Of(Role.National))], Scheme);

            return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(claims), Scheme));
        }

        _isGuessedTooOften = !limits.AllowsGuess(reference.Value);

        return AuthenticateResult.Fail("No such case and secret.");
    }

    /// <summary>Whether an address is of this case: <c>/v1/cases/{reference}</c> and what is below it.</summary>
    private static bool IsOf(CaseReference reference, PathString path) =>
        path.StartsWithSegments("/v1/cases", StringComparison.Ordinal, out var rest)
        && CaseReference.Parse(rest.Value?.Split('/').ElementAtOrDefault(1)) == reference;

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        (_isGuessedTooOften ? FollowEndpoints.TooMany : RequestRefusals.NotSignedIn).ToHttp().ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AccessRefusals.NotForThisRole.ToHttp().ExecuteAsync(Context);
}
