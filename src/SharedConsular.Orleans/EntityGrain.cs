using Orleans.Concurrency;
using Orleans.Placement;
using SharedConsular.Runtime;

namespace SharedConsular.Orleans;

/// <summary>
/// Lives where it was first asked for: the gateway brings the requests of an entity to one node, and that is where it is. Calls may
/// interleave, because the runtime decides the commands of an entity one after another, also before earlier ones are durable.
/// </summary>
[Reentrant]
[PreferLocalPlacement]
internal abstract class EntityGrain(EntityRuntime runtime) : Grain, IEntityGrain
{
    public Task<EntityReply> Execute(PlacedCommand command) =>
        EntityReply.Of(runtime.ExecuteHere(command, CallerContext.Get(), CancellationToken.None));
}

internal sealed class CaseGrain(EntityRuntime runtime) : EntityGrain(runtime), ICaseGrain;

internal sealed class HouseholdGrain(EntityRuntime runtime) : EntityGrain(runtime), IHouseholdGrain;

internal sealed class MovementGrain(EntityRuntime runtime) : EntityGrain(runtime), IMovementGrain;

internal sealed class CrisisGrain(EntityRuntime runtime) : EntityGrain(runtime), ICrisisGrain;
