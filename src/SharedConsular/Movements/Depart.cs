using SharedConsular.Cases;

namespace SharedConsular.Movements;

/// <summary>It left. Without a closed manifest nothing leaves.</summary>
public sealed record Depart : MovementCommand
{
    private protected override bool IsForStaff => true;

    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context) => movement.Status switch
    {
        MovementStatus.Departed or MovementStatus.Arrived => Decision.NoChange<MovementEvent>(),
        MovementStatus.Closed => new MovementDeparted(Actor.Of(context.Caller), context.Now),
        _ => MovementRefusals.NoManifest,
    };
}

public sealed record Arrive : MovementCommand
{
    private protected override bool IsForStaff => true;

    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context) => movement.Status switch
    {
        MovementStatus.Arrived => Decision.NoChange<MovementEvent>(),
        MovementStatus.Departed => new MovementArrived(Actor.Of(context.Caller), context.Now),
        _ => MovementRefusals.HasNotDeparted,
    };
}

/// <summary>The party at the other end signs for everyone on the manifest.</summary>
public sealed record HandOverMovement(TenantId To, string Signature) : MovementCommand
{
    private protected override bool IsForStaff => true;

    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context) =>
        movement.HandedOver is { } before && before.To == To ? Decision.NoChange<MovementEvent>()
        : movement.Status is not MovementStatus.Arrived ? MovementRefusals.HasNotDeparted
        : new MovementHandedOver(To, Signature, Actor.Of(context.Caller), context.Now);
}
