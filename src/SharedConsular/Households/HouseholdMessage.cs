using System.Collections.Immutable;

namespace SharedConsular.Households;

/// <summary>What others must do because of a household: a movement gives seats up or confirms them, the matching looks at it.</summary>
public sealed record HouseholdMessage(HouseholdName Household, string Crisis, MovementName? Movement, PromiseEnd? End = null, HouseholdName? Other = null)
{
    public const string Registered = "household.registered";
    public const string Accepted = "household.offer-accepted";
    public const string Ended = "household.offer-ended";

    /// <summary>The other record is part of this one: it counts no more.</summary>
    public const string TookIn = "household.took-in";

    /// <summary>The other record counts for itself again.</summary>
    public const string GaveBack = "household.gave-back";

    internal static ImmutableArray<OutboxMessage> Of(EntityKey key, Household household, HouseholdEvent @event)
    {
        return @event switch
        {
            // Of who fears its state nobody is told, not even the platform's own matching; triage finds it when it ranks all.
            HouseholdRegistered { FearsOwnState: false } => Tell(Registered, null),
            PromiseAccepted accepted => Tell(Accepted, accepted.Movement),
            PromiseEnded { End: not (PromiseEnd.Withdrawn or PromiseEnd.DidNotCome) } ended => Tell(Ended, ended.Movement, ended.End),
            RecordTakenIn taken => Tell(TookIn, null, other: taken.Other),
            RecordGivenBack back => Tell(GaveBack, null, other: back.Other),
            _ => [],
        };

        ImmutableArray<OutboxMessage> Tell(string topic, MovementName? movement, PromiseEnd? end = null, HouseholdName? other = null) =>
            [new OutboxMessage(topic, key.ToString(), new HouseholdMessage(HouseholdName.Of(key), household.Crisis, movement, end, other))];
    }
}
