using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Contracts;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Keys;

internal static class KeyEndpoints
{
    public static void MapKeys(this RouteGroupBuilder api) =>
        api.MapPost("/keys/rotation", Rotate)
            .WithOperation(Operations.RotateKeys, context => context.GetArgument<Body<RotateKeysRequest>>(0).Value.Tenant)
            .WithTags("Keys")
            .WithSummary("Give your state a new key and wrap its persons' keys under it; carries a broken-off rotation to its end.")
            .Produces<KeyRotationResponse>();

    private static async Task<IResult> Rotate(Body<RotateKeysRequest> body, RequestFacts request, KeyRing keys, CancellationToken ct)
    {
        var rotation = await keys.Rotate(request.Caller.Tenant, ct);

        return TypedResults.Ok(new KeyRotationResponse(request.Caller.Tenant.Value, rotation.Version, rotation.Rewrapped, rotation.Resumed));
    }
}
