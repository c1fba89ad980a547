using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Households;

namespace SharedConsular.Movements;

/// <summary>Something someone asks of a movement. Each command decides for itself; see the files beside this one.</summary>
public abstract record MovementCommand
{
    /// <summary>Who organises a departure: the crisis cell of the party that has the aircraft, and the platform for it.</summary>
    private static readonly Role[] Organisers = [Role.CrisisCell, Role.System];

    /// <summary>Who works at gates and on arrival.</summary>
    private static readonly Role[] Staff = [Role.CrisisCell, Role.Officer, Role.Supervisor, Role.ProtectionOfficer, Role.System];

    private protected MovementCommand() { }

    /// <summary>Whether staff at a gate may ask for it, and not the crisis cell alone.</summary>
    private protected virtual bool IsForStaff => false;

    private protected virtual bool IsFirst => false;

    /// <summary>Whether it is for who organises the movement and who leads the crisis, and for no other party of the joint team.</summary>
    private protected virtual bool IsForOrganiser => false;

    /// <summary>
    /// The caller's party leads the crisis or is of its joint team. Set by who looked it up, never taken from a request.
    /// </summary>
    public bool ForJointTeam { get; init; }

    /// <summary>The caller's cell leads the crisis. Set likewise.</summary>
    public bool ForLead { get; init; }

    internal Decision<MovementEvent> Decide(Movement movement, DecisionContext context) =>
        !(IsForStaff ? Staff : Organisers).Contains(context.Caller.Role) ? MovementRefusals.NotYours
        : movement.Status is MovementStatus.NotPlanned && !IsFirst ? MovementRefusals.NotFound
        : IsOfOthers(movement, context.Caller) ? MovementRefusals.NotYours
        : DecideAllowed(movement, context);

    private protected abstract Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context);

    /// <summary>Another party organises it, and the crisis gives the caller no part in this.</summary>
    private bool IsOfOthers(Movement movement, Caller caller) =>
        movement.Organiser is { } organiser && organiser != caller.Tenant && caller.Role is not Role.System && !(IsForOrganiser ? ForLead : ForJointTeam);

    /// <summary>Gives the places that are free now to those who stand by, in their order; who does not fit holds up nobody.</summary>
    private protected static ImmutableArray<MovementEvent> GiveToStandBys(Movement movement, DecisionContext context)
    {
        var events = ImmutableArray.CreateBuilder<MovementEvent>();
        var free = movement.Free;
        foreach (var hold in movement.Holds.Values.Where(h => h.Status is HoldStatus.StandingBy).OrderBy(h => h.StandByOrder))
        {
            if (hold.Seats.FitsIn(free))
            {
                free -= hold.Seats;
                events.Add(new SeatsConfirmed(hold.Household, Actor.Of(context.Caller), context.Now));
            }
        }

        return events.ToImmutable();
    }

    /// <summary>What follows, with the places it leaves free given to those who stand by.</summary>
    private protected static ImmutableArray<MovementEvent> AndStandBys(Movement movement, ImmutableArray<MovementEvent> events, DecisionContext context) =>
        [.. events, .. GiveToStandBys(events.Aggregate(movement, Movement.Type.Evolve), context)];

    private protected static SeatsReleased Release(HouseholdName household, PromiseEnd reason, DecisionContext context) =>
        new(household, reason, Actor.Of(context.Caller), context.Now);
}
