using SharedConsular.Api.Requests;
using SharedConsular.Contracts;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Keys;

internal static class KeyEndpoints
{
    public static void MapKeys(this RouteGroupBuilder api) =>
        api.MapPost("/keys/rotation", Rotate)
            .WithTags("Keys")
            .WithSummary("Give your state a new key and wrap its persons' keys under it; carries a broken-off rotation to its end.")
            .Produces<KeyRotationResponse>();

    private static async Task<IResult> Rotate(Body<RotateKeysRequest> body, RequestFacts request, KeyRing keys, CancellationToken ct)
    {
        if (request.Caller.Role is not Role.Administrator || body.Value.Tenant != request.Caller.Tenant.Value)
        {
            return RequestRefusals.NotForThisRole.ToHttp();
        }

        var rotation = await keys.Rotate(request.Caller.Tenant, ct);

        return TypedResults.Ok(new KeyRotationResponse(request.Caller.Tenant.Value, rotation.Version, rotation.Rewrapped, rotation.Resumed));
    }
}
