namespace SharedConsular.Runtime;

/// <summary>Who of several nodes does what only one may do, as a store keeps it.</summary>
public interface ILeaseStore
{
    /// <summary>Whether other processes write to this store too.</summary>
    bool IsShared { get; }

    /// <summary>Takes a lease, or prolongs one's own, by the store's own clock. False when another holds it.</summary>
    Task<bool> TakeLease(string name, string holder, TimeSpan lifetime, CancellationToken ct);

    /// <summary>Gives a lease back, so that nobody has to wait for its end.</summary>
    Task ReturnLease(string name, string holder, CancellationToken ct);
}
