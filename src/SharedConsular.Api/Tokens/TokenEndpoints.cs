using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;

namespace SharedConsular.Api.Tokens;

internal static class TokenEndpoints
{
    private const int BlankBytesMin = 2;
    private const int BlankBytesMax = 64 * 1024;

    public static void MapTokens(this RouteGroupBuilder api)
    {
        api.MapPost("/dev/tokens", Issue)
            .AllowAnonymous()
            .WithTags("Development")
            .WithSummary("Get a token from the local issuer. Development only.")
            .Produces<TokenResponse>();
        api.MapPost("/dev/blank-answers", AnswerBlank)
            .WithOperation(Operations.ReadRegister)
            .WithTags("Development")
            .WithSummary("A blank answer of a size, behind the checks of every other: what plain HTTP costs here. Development only.")
            .Produces<string>();
    }

    /// <summary>Reads what was sent, and does nothing with it.</summary>
    private static async Task<IResult> AnswerBlank(HttpRequest request, CancellationToken ct, int bytes = BlankBytesMin)
    {
        await request.Body.CopyToAsync(Stream.Null, ct);
        var answer = new byte[Math.Clamp(bytes, BlankBytesMin, BlankBytesMax)];
        answer.AsSpan().Fill((byte)' ');
        answer[0] = answer[^1] = (byte)'"';

        return new JsonBytesResult(answer, StatusCodes.Status200OK);
    }

    private static IResult Issue(Body<TokenRequest> body, LocalIssuer issuer, WorldKeeper worlds)
    {
        var faults = new FaultList();
        var role = faults.Word<Role>("#/role", body.Value.Role);
        var tenant = role is Role.PlatformOperator && body.Value.Tenant == TenantId.Installation.Value
            ? TenantId.Installation
            : faults.State("#/tenant", body.Value.Tenant, worlds.Current);
        var user = faults.OptionalText("#/user", body.Value.User, TenantId.LengthMax) ?? $"{Words.Of(role)}-of-{tenant}";
        if (role is Role.Anonymous or Role.System || (role is Role.PlatformOperator && tenant != TenantId.Installation))
        {
            var known = string.Join(", ", Enum.GetValues<Role>().Where(r => r is not (Role.Anonymous or Role.System)).Select(r => Words.Of(r)));
            faults.Add("#/role", "unknown-word", $"Use one of: {known}.", known);
        }

        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var (token, expiresAt) = issuer.Sign(new Caller(tenant, new UserId(user), role));

        return TypedResults.Ok(new TokenResponse(token, tenant.Value, Words.Of(role), user, expiresAt));
    }
}
