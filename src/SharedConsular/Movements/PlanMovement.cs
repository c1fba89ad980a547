using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Evacuation;
using SharedConsular.Households;

namespace SharedConsular.Movements;

/// <summary>A departure is known: seats of it can be given.</summary>
public sealed record PlanMovement(
    string Crisis,
    MovementMode Mode,
    string Operator,
    string From,
    string To,
    bool Onward,
    DateTimeOffset ClosesAt,
    DateTimeOffset DepartsAt,
    DateTimeOffset ArrivesAt,
    SeatCounts Capacity,
    ImmutableArray<TenantId> OnlyFor,
    string? Conditions) : MovementCommand
{
    private protected override bool IsFirst => true;

    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context) =>
        movement.Status is not MovementStatus.NotPlanned ? MovementRefusals.AlreadyPlanned
        : Capacity.IsAnyNegative || Capacity.Persons is 0 or > Movement.PlacesMax ? MovementRefusals.PlacesOutOfRange.With($"{Movement.PlacesMax}")
        : ClosesAt > DepartsAt || DepartsAt >= ArrivesAt ? MovementRefusals.TimesOutOfOrder
        : From == To ? MovementRefusals.GoesNowhere
        : new MovementPlanned(
            Crisis, Mode, Operator, From, To, Onward, ClosesAt, DepartsAt, ArrivesAt, Capacity, OnlyFor, Conditions, Actor.Of(context.Caller), context.Now);
}

/// <summary>
/// The aircraft is smaller, or leaves at another time. Confirmed households that do not fit any more are released; as few
/// people as possible are moved.
/// </summary>
public sealed record ChangeMovement(SeatCounts Capacity, DateTimeOffset ClosesAt, DateTimeOffset DepartsAt, DateTimeOffset ArrivesAt) : MovementCommand
{
    private protected override bool IsForOrganiser => true;

    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context)
    {
        if (!movement.IsOpen)
        {
            return MovementRefusals.ManifestClosed;
        }

        if (Capacity.IsAnyNegative || Capacity.Persons is 0 or > Movement.PlacesMax)
        {
            return MovementRefusals.PlacesOutOfRange.With($"{Movement.PlacesMax}");
        }

        if (ClosesAt > DepartsAt || DepartsAt >= ArrivesAt)
        {
            return MovementRefusals.TimesOutOfOrder;
        }

        var events = new List<MovementEvent> { new MovementChanged(Capacity, ClosesAt, DepartsAt, ArrivesAt, Actor.Of(context.Caller), context.Now) };
        events.AddRange(FewestToMove.Of(movement.Holds.Values.Where(h => h.Status is HoldStatus.Confirmed), Capacity)
            .Select(h => Release(h.Household, PromiseEnd.Withdrawn, context)));

        return AndStandBys(movement, [.. events], context);
    }
}

/// <summary>It does not leave. Every household on it waits again.</summary>
public sealed record CancelMovement(string Reason) : MovementCommand
{
    private protected override bool IsForOrganiser => true;

    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context) => movement.Status switch
    {
        MovementStatus.Cancelled => Decision.NoChange<MovementEvent>(),
        MovementStatus.Planned => ImmutableArray.CreateRange<MovementEvent>(
        [
            .. movement.Holds.Values.Select(h => Release(h.Household, PromiseEnd.Withdrawn, context)),
            new MovementCancelled(Reason, Actor.Of(context.Caller), context.Now),
        ]),
        _ => MovementRefusals.ManifestClosed,
    };
}
