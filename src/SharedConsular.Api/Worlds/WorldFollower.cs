using SharedConsular.Agreements;
using SharedConsular.Posts;
using SharedConsular.Runtime;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Worlds;

/// <summary>Brings what other nodes record into this node's world. Where there are no others, it has nothing to do.</summary>
internal sealed partial class WorldFollower(WorldKeeper worlds, IEventStore store, TimeProvider time, ILogger<WorldFollower> log) : BackgroundService
{
    /// <summary>How long a node may route by an agreement, a post or a tenant's rule that another node has changed.</summary>
    public static readonly TimeSpan BehindMax = TimeSpan.FromSeconds(2);

    private static readonly string[] Registers = [AgreementRecord.Type.Name, PostBook.Type.Name, ServiceBook.Type.Name, TenantBook.Type.Name];

    private long _seen;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What a look and a new world take must lie within the bound, too.
        using var timer = new PeriodicTimer(BehindMax / 2, time);
        try
        {
            while (store.IsShared && await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryFollow(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task TryFollow(CancellationToken ct)
    {
        try
        {
            var count = await store.CountEvents(Registers, ct);
            if (count != _seen)
            {
                await worlds.Refresh(ct);
                _seen = count;
            }
        }
        catch (Exception ex) when (!ct.IsCancellationRequested)
        {
            LogFailed(log, ex.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What other nodes recorded could not be looked up: {Exception}. It is tried again.")]
    private static partial void LogFailed(ILogger log, string exception);
}
