using Microsoft.AspNetCore.Http.HttpResults;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Posts;

internal static class StateEndpoints
{
    public static void MapStates(this RouteGroupBuilder api) =>
        api.MapGet("/states", List).AllowAnonymous().WithTags("Posts").WithScope(ServiceScope.Routing)
            .WithSummary("Every state and place a person may come from or be in.").Produces<Page<StateResponse>>();

    /// <summary>A state has an ISO 3166-1 alpha-3 code; the operators of shared centres have none.</summary>
    private static Ok<Page<StateResponse>> List(WorldKeeper worlds) => TypedResults.Ok(new Page<StateResponse>(
        [.. worlds.Current.Tenants.ToArray().Where(t => t.Alpha3.Length > 0).Select(t => new StateResponse(t.Id.Value, t.Names))], null));
}
