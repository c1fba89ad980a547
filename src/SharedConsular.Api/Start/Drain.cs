namespace SharedConsular.Api.Start;

/// <summary>
/// A node that is asked to stop says so first: it is not ready any more, and goes on answering until whoever sends it requests
/// has seen that. Then it takes no more and finishes those it has.
/// </summary>
internal sealed class Drain(PlatformOptions options, TimeProvider time) : IHostedLifecycleService
{
    /// <summary>All of it together; after it the process ends whatever is under way.</summary>
    public static readonly TimeSpan StopMax = TimeSpan.FromSeconds(30);

    /// <summary>Whether the process was told to stop.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Whether who runs the platform wants it to take no more, before it is stopped.</summary>
    public bool IsAskedFor { get; set; }

    public bool HasBegun => IsStopping || IsAskedFor;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        IsStopping = true;

        return options.DrainDelay == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(options.DrainDelay, time, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
