namespace SharedConsular.Runtime;

/// <summary>
/// Where in a cluster the commands of an entity are decided. Without a placement each is decided by the node it reaches; with one,
/// by the one node that has the entity. Correct is either: the store compares what it is given.
/// </summary>
public interface IPlacement
{
    /// <summary>Whether this node has its place among the others.</summary>
    bool IsReady { get; }

    /// <summary>Has a command decided where its entity is.</summary>
    /// <returns>What was durably answered; null when this node may decide it itself: nobody else has, or will twice.</returns>
    /// <exception cref="StoreUnavailableException">The store did not confirm the decision, or the node that was to decide is gone.</exception>
    /// <exception cref="StoreOverloadedException">Too many commands wait there. Nothing was decided.</exception>
    /// <exception cref="ConcurrencyException">The entity kept changing.</exception>
    Task<PlacedAnswer?> Execute(PlacedCommand command, Caller caller, CancellationToken ct);
}
