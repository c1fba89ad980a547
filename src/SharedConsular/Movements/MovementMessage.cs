using System.Collections.Immutable;
using SharedConsular.Households;

namespace SharedConsular.Movements;

/// <summary>What a household must be told because of a movement.</summary>
public sealed record MovementMessage(MovementName Movement, HouseholdName Household)
{
    public const string Held = "movement.seats-held";
    public const string Confirmed = "movement.seats-confirmed";
    public const string StoodBy = "movement.stood-by";
    public const string Released = "movement.seats-released";
    public const string Boarded = "movement.boarded";
    public const string Arrived = "movement.arrived";

    public SeatPromise? Promise { get; init; }

    public PromiseEnd? End { get; init; }

    public ImmutableArray<int> Members { get; init; } = [];

    public string? Place { get; init; }

    public bool Onward { get; init; }

    internal static ImmutableArray<OutboxMessage> Of(EntityKey key, Movement movement, MovementEvent @event)
    {
        var name = Movements.Movement.NameOf(key);

        return @event switch
        {
            SeatsHeld held => [.. held.Holds.Select(h => Tell(Held, new MovementMessage(name, h.Household) { Promise = PromiseOf(name, movement, h) }))],
            SeatsConfirmed confirmed => [Tell(Confirmed, new MovementMessage(name, confirmed.Household))],
            HouseholdStoodBy stood => [Tell(StoodBy, new MovementMessage(name, stood.Household))],
            // The household may have said yes again meanwhile; told twice, it changes nothing.
            SeatsGivenUp givenUp => [Tell(Released, new MovementMessage(name, givenUp.Household) { End = givenUp.Reason })],
            SeatsReleased released => [Tell(Released, new MovementMessage(name, released.Household) { End = released.Reason })],
            ManifestClosed closed =>
                [.. closed.Entries.Select(e => Tell(Boarded, new MovementMessage(name, e.Household) { Members = e.Members }))],
            MovementArrived =>
            [
                .. movement.Manifest!.Entries.Select(
                    e => Tell(Arrived, new MovementMessage(name, e.Household) { Place = movement.Plan!.To, Onward = movement.Plan.Onward })),
            ],
            _ => [],
        };

        // In order for each household, and households do not wait for one another.
        static OutboxMessage Tell(string topic, MovementMessage message) => new(topic, message.Household.ToString(), message);
    }

    private static SeatPromise PromiseOf(MovementName name, Movement movement, SeatHold hold) => new(
        name, movement.Plan!.From, movement.Plan.To, movement.ClosesAt, movement.DepartsAt, hold.Until, hold.Seats, hold.Reason, hold.PolicyVersion)
    {
        Members = hold.Members,
        Instruction = hold.Instruction,
    };
}
