namespace SharedConsular.Cluster.Tests.Chaos.Faults;

/// <summary>Something that goes wrong in an installation, and is mended again.</summary>
internal interface IFault
{
    /// <summary>As the report counts it.</summary>
    string Kind { get; }

    /// <summary>Whether others may go wrong while it lasts.</summary>
    bool IsGentle => false;

    Task Begin(Installation on, Random random, CancellationToken ct);

    Task End(Installation on, CancellationToken ct);
}
