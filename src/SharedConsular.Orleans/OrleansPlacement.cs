using Microsoft.Extensions.Logging;
using SharedConsular.Agreements;
using SharedConsular.Cases;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Posts;
using SharedConsular.Routing;
using SharedConsular.Runtime;
using SharedConsular.Services;
using SharedConsular.Staff;
using SharedConsular.Tenants;

namespace SharedConsular.Orleans;

/// <summary>
/// Brings commands to the one activation of their entity. What nobody changes twice, such as a message that was sent, has no
/// place and is decided where it arrives.
/// </summary>
public sealed partial class OrleansPlacement : IPlacement, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly IGrainFactory _grains;
    private readonly ILogger<OrleansPlacement> _log;
    private readonly Dictionary<string, Func<EntityKey, IEntityGrain>> _places;
    private volatile bool _isActive;

    public OrleansPlacement(IGrainFactory grains, ILogger<OrleansPlacement> log)
    {
        (_grains, _log) = (grains, log);
        Func<EntityKey, IEntityGrain> ofTenant = key => grains.GetGrain<ITenantGrain>(key.Tenant.Value);
        _places = new(StringComparer.Ordinal)
        {
            [Case.Type.Name] = key => grains.GetGrain<ICaseGrain>(key.ToString()),
            [Household.Type.Name] = key => grains.GetGrain<IHouseholdGrain>(key.ToString()),
            [Movement.Type.Name] = key => grains.GetGrain<IMovementGrain>(key.ToString()),
            [Crisis.Type.Name] = key => grains.GetGrain<ICrisisGrain>(key.ToString()),
            [TenantBook.Type.Name] = ofTenant,
            [PostBook.Type.Name] = ofTenant,
            [ServiceBook.Type.Name] = ofTenant,
            [StaffBook.Type.Name] = ofTenant,
            [ServiceAccountBook.Type.Name] = ofTenant,
            [AgreementRecord.Type.Name] = ofTenant,
        };
    }

    public bool IsReady => _isActive;

    public async Task<PlacedAnswer?> Execute(PlacedCommand command, Caller caller, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!_isActive || !_places.TryGetValue(command.Key.Type, out var placeOf))
        {
            return null;
        }

        try
        {
            using var asks = CallerContext.Begin(caller);

            return (await placeOf(command.Key).Execute(command).ConfigureAwait(false)).Open(command.Key);
        }
        catch (Exception ex) when (ex is OrleansException or TimeoutException)
        {
            LogLost(_log, command.Key.Type, ex.GetType().Name);

            // With a key the request is answered once, whoever decides it: here, now. Without, nobody knows what became of it.
            return command.RequestKey is not null
                ? null
                : throw new StoreUnavailableException(
                    StoreUnavailableException.NodeLost, "The node that was to decide this did not answer; look before trying again.", ex);
        }
    }

    /// <summary>Decides a routing question by one of this node's workers; before the node has its place, at once.</summary>
    public ValueTask<RoutingAnswer> Decide(RoutingQuery query, World world) => _isActive
        ? _grains.GetGrain<IRoutingGrain>(0).Decide(new RoutingQuestion(query, world))
        : ValueTask.FromResult(Router.Decide(query, world));

    void ILifecycleParticipant<ISiloLifecycle>.Participate(ISiloLifecycle observer) => observer.Subscribe(
        nameof(OrleansPlacement), ServiceLifecycleStage.Active,
        async _ =>
        {
            await _grains.GetGrain<ITenantGrain>(TenantId.Installation.Value).WatchClocks().ConfigureAwait(false);
            _isActive = true;
        },
        _ =>
        {
            _isActive = false;

            return Task.CompletedTask;
        });

    [LoggerMessage(LogLevel.Warning, "The node of a {Type} did not answer: {Failure}.")]
    private static partial void LogLost(ILogger log, string type, string failure);
}
