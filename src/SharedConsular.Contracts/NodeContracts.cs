namespace SharedConsular.Contracts;

/// <summary>The node that was asked.</summary>
/// <param name="Node">What it calls itself as long as it runs; a lease in the store names it so.</param>
/// <param name="Release">The release it was built from.</param>
/// <param name="Status">ready, draining, starting or degraded.</param>
/// <param name="Code">Why it is not ready.</param>
/// <param name="Store">embedded, or postgresql where nodes share it.</param>
/// <param name="Placement">orleans, or null where an entity's commands are decided where they arrive.</param>
/// <param name="Works">The work that it does for all nodes: relay, clocks, notary, sweeps.</param>
/// <param name="MemoryBytes">What the process takes.</param>
public sealed record NodeResponse(
    string Node,
    string Release,
    DateTimeOffset StartedAt,
    string Status,
    string? Code,
    string? World,
    string Store,
    string? Placement,
    IReadOnlyList<string> Works,
    long MemoryBytes);

/// <param name="Drain">Whether it is to take no more from whoever asks if it is ready; false takes that back.</param>
public sealed record DrainNodeRequest(bool Drain);
