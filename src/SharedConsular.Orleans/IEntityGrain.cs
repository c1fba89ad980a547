using SharedConsular.Routing;
using SharedConsular.Runtime;

namespace SharedConsular.Orleans;

/// <summary>
/// The place of an entity: of all nodes of the cluster, the one on which its commands are decided. A grain holds nothing of its own;
/// it hands the command to the entity runtime of its node.
/// </summary>
public interface IEntityGrain : IGrainWithStringKey
{
    /// <summary>Decides a command of the caller who stands in the context of the call.</summary>
    Task<EntityReply> Execute(PlacedCommand command);
}

/// <summary>One case.</summary>
public interface ICaseGrain : IEntityGrain;

/// <summary>One household.</summary>
public interface IHouseholdGrain : IEntityGrain;

/// <summary>One departure, whose seats nobody else counts.</summary>
public interface IMovementGrain : IEntityGrain;

/// <summary>One crisis.</summary>
public interface ICrisisGrain : IEntityGrain;

/// <summary>What one party has one of: its books of posts, services, staff and service accounts, its settings, its agreements.</summary>
public interface ITenantGrain : IEntityGrain
{
    /// <summary>Sets the reminder by which the installation's own tenant looks for clocks that nobody answers. Safe to repeat.</summary>
    Task WatchClocks();
}

/// <summary>Who may help: a pure function, so that any number of these work side by side on every node.</summary>
public interface IRoutingGrain : IGrainWithIntegerKey
{
    ValueTask<RoutingAnswer> Decide(RoutingQuestion question);
}

/// <summary>A question with the world it is asked in. It never leaves its node, so nothing of it is copied.</summary>
public sealed record RoutingQuestion(RoutingQuery Query, World World);
