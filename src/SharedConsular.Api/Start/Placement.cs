using Microsoft.Extensions.Options;
using SharedConsular.Routing;
using SharedConsular.Runtime;
#if ORLEANS
using SharedConsular.Orleans;
#endif

namespace SharedConsular.Api.Start;

/// <summary>Decides a routing question in a world.</summary>
internal delegate ValueTask<RoutingAnswer> AskRouter(RoutingQuery query, World world);

/// <summary>Where entities are: with the node that is asked, or each with one node of a cluster that Orleans keeps.</summary>
internal static class Placement
{
    private const string Orleans = "Orleans";

    public static void AddPlacement(this WebApplicationBuilder builder, PlatformOptions options)
    {
        builder.Services.AddSingleton<AskRouter>((query, world) => ValueTask.FromResult(Router.Decide(query, world)));
        if (options.Placement is null)
        {
            return;
        }

        if (!Orleans.Equals(options.Placement, StringComparison.OrdinalIgnoreCase))
        {
            builder.Refuse($"Runtime:Placement is {Orleans}, or nothing.");
        }
        else if (options.Store is not { } store)
        {
            builder.Refuse("Runtime:Placement=Orleans needs a store that nodes share; set ConnectionStrings:Store.");
        }
        else
        {
#if ORLEANS
            builder.UseOrleans(silo => silo.AddPlacement(store));
            builder.Services.AddSingleton<AskRouter>(s => s.GetRequiredService<OrleansPlacement>().Decide);
#else
            _ = store;
            builder.Refuse("Runtime:Placement=Orleans needs a build with WithOrleans=true.");
#endif
        }
    }

    /// <summary>Thrown where the start first asks for it, so that it is said as every other fault of the settings is.</summary>
    private static void Refuse(this WebApplicationBuilder builder, string why) =>
        builder.Services.AddSingleton<IPlacement>(_ => throw new OptionsValidationException(nameof(Placement), typeof(PlatformOptions), [why]));
}
