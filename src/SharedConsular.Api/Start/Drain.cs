namespace SharedConsular.Api.Start;

/// <summary>
/// A node that is asked to stop says so first: it is not ready any more, and goes on answering until whoever sends it requests
/// has seen that. Then it takes no more and finishes those it has.
/// </summary>
internal sealed class Drain(PlatformOptions options, TimeProvider time) : IHostedLifecycleService
{
    /// <summary>All of it together; after it the process ends whatever is under way.</summary>
    public static readonly TimeSpan StopMax = TimeSpan.FromSeconds(30);

    public bool HasBegun { get; private set; }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        HasBegun = true;

        return options.DrainDelay == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(options.DrainDelay, time, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
