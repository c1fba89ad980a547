using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Contracts;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Keys;

internal static class KeyEndpoints
{
    private static readonly Refusal NoNextRoot =
        new(RefusalKind.Conflict, "key.no-next-root", "The place of the root key has no next one; put one there and name it.");

    public static void MapKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("Keys");
        keys.MapPost("/rotation", Rotate)
            .WithOperation(Operations.RotateKeys, context => context.GetArgument<Body<RotateKeysRequest>>(0).Value.Tenant)
            .WithSummary("Give your state a new key and wrap its persons' keys under it; carries a broken-off rotation to its end.")
            .Produces<KeyRotationResponse>();
        keys.MapPost("/root-rotation", RotateRoot)
            .WithOperation(Operations.RotateRoot)
            .WithSummary("Put another root key in the place of the one in use. For who runs the platform.")
            .Produces<RootRotationResponse>();
    }

    private static async Task<IResult> RotateRoot(Body<NothingMore> body, RootRotation rotation)
    {
        try
        {
            // Carried through, whoever hangs up: a change of half of it is repaired only at the next start.
            return TypedResults.Ok(new RootRotationResponse(await rotation.Rotate(CancellationToken.None)));
        }
        catch (IOException)
        {
            return NoNextRoot.ToHttp();
        }
    }

    private static async Task<IResult> Rotate(Body<RotateKeysRequest> body, RequestFacts request, KeyRing keys, CancellationToken ct)
    {
        var rotation = await keys.Rotate(request.Caller.Tenant, ct);

        return TypedResults.Ok(new KeyRotationResponse(request.Caller.Tenant.Value, rotation.Version, rotation.Rewrapped, rotation.Resumed));
    }
}
