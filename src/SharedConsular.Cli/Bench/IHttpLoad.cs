namespace SharedConsular.Cli.Bench;

/// <summary>People at many connections, each of whom sends the next request when the one before was answered.</summary>
internal interface IHttpLoad : IDisposable
{
    /// <summary>Every request ever sent, also while warming up.</summary>
    long Sent { get; }

    /// <summary>Sends for both times, and tells of the second.</summary>
    Task<LoadResult> Run(TimeSpan warmUp, TimeSpan time, CancellationToken ct);
}
