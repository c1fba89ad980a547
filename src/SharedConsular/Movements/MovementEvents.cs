using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Evacuation;
using SharedConsular.Households;

namespace SharedConsular.Movements;

/// <summary>
/// What has happened to a movement. This is the stored format: add to it, never rename or remove. Nobody is named here:
/// a seat is a household's reference and the numbers of its members.
/// </summary>
public abstract record MovementEvent
{
    private protected MovementEvent() { }

    public abstract Actor By { get; init; }

    public abstract DateTimeOffset At { get; init; }
}

public enum MovementMode
{
    Air,
    Sea,
    Land,
}

/// <param name="OnlyFor">The only states whose people the operator takes; all when empty.</param>
/// <param name="Onward">The place it goes to is a hub, from which people travel on.</param>
/// <param name="Conditions">What the operator asks of passengers, in words.</param>
[StoredAs("movement-planned")]
public sealed record MovementPlanned(
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
    string? Conditions,
    Actor By,
    DateTimeOffset At) : MovementEvent
{
    public ImmutableArray<TenantId> OnlyFor { get; init; } = OnlyFor.OrEmpty();
}

/// <summary>Fewer or more places, or another time. Who no longer fits is released in the same step.</summary>
[StoredAs("movement-changed")]
public sealed record MovementChanged(
    SeatCounts Capacity, DateTimeOffset ClosesAt, DateTimeOffset DepartsAt, DateTimeOffset ArrivesAt, Actor By, DateTimeOffset At) : MovementEvent;

[StoredAs("seats-held")]
public sealed record SeatsHeld(ImmutableArray<SeatHold> Holds, string PlanId, Actor By, DateTimeOffset At) : MovementEvent
{
    public ImmutableArray<SeatHold> Holds { get; init; } = Holds.OrEmpty();
}

[StoredAs("seats-confirmed")]
public sealed record SeatsConfirmed(HouseholdName Household, Actor By, DateTimeOffset At) : MovementEvent;

/// <summary>It said yes when all places were confirmed to others.</summary>
[StoredAs("household-stood-by")]
public sealed record HouseholdStoodBy(HouseholdName Household, Actor By, DateTimeOffset At) : MovementEvent;

[StoredAs("seats-released")]
public sealed record SeatsReleased(HouseholdName Household, PromiseEnd Reason, Actor By, DateTimeOffset At) : MovementEvent;

/// <summary>The household gave its seats up while some of it stood inside the gate; they are free when it has come out.</summary>
[StoredAs("seats-given-up")]
public sealed record SeatsGivenUp(HouseholdName Household, PromiseEnd Reason, Actor By, DateTimeOffset At) : MovementEvent;

/// <summary>Members passed the gate.</summary>
/// <param name="Gate">The device that let them through.</param>
/// <param name="ScannedAt">When, by the gate's clock; it may have been without a network.</param>
[StoredAs("members-checked-in")]
public sealed record MembersCheckedIn(
    HouseholdName Household, ImmutableArray<int> Members, string Gate, DateTimeOffset ScannedAt, Actor By, DateTimeOffset At) : MovementEvent
{
    public ImmutableArray<int> Members { get; init; } = Members.OrEmpty();
}

/// <summary>One token opened two gates. The first stands; somebody must find out who the second was.</summary>
[StoredAs("token-used-twice")]
public sealed record TokenUsedTwice(
    HouseholdName Household, int Member, string FirstGate, string SecondGate, DateTimeOffset SecondScannedAt, Actor By, DateTimeOffset At) : MovementEvent;

/// <param name="Note">What was found out, in words that name nobody.</param>
[StoredAs("double-use-settled")]
public sealed record DoubleUseSettled(HouseholdName Household, int Member, string Note, Actor By, DateTimeOffset At) : MovementEvent;

/// <summary>Members came back out before the manifest was closed: nobody travels without the others.</summary>
[StoredAs("members-taken-off")]
public sealed record MembersTakenOff(HouseholdName Household, Actor By, DateTimeOffset At) : MovementEvent;

/// <summary>From here on nobody boards and nobody leaves.</summary>
/// <param name="Entries">All who travel, whole households.</param>
/// <param name="NotThere">Confirmed and not at the gate.</param>
[StoredAs("manifest-closed")]
public sealed record ManifestClosed(
    ImmutableArray<ManifestEntry> Entries, ImmutableArray<HouseholdName> NotThere, Actor By, DateTimeOffset At) : MovementEvent
{
    public ImmutableArray<ManifestEntry> Entries { get; init; } = Entries.OrEmpty();

    public ImmutableArray<HouseholdName> NotThere { get; init; } = NotThere.OrEmpty();
}

public sealed record ManifestEntry(HouseholdName Household, ImmutableArray<int> Members)
{
    public ImmutableArray<int> Members { get; init; } = Members.OrEmpty();
}

[StoredAs("movement-departed")]
public sealed record MovementDeparted(Actor By, DateTimeOffset At) : MovementEvent;

[StoredAs("movement-arrived")]
public sealed record MovementArrived(Actor By, DateTimeOffset At) : MovementEvent;

/// <summary>The party at the other end signed for everyone on the manifest.</summary>
/// <param name="Signature">Over the manifest, as the receiving party made it.</param>
[StoredAs("movement-handed-over")]
public sealed record MovementHandedOver(TenantId To, string Signature, Actor By, DateTimeOffset At) : MovementEvent;

[StoredAs("movement-cancelled")]
public sealed record MovementCancelled(string Reason, Actor By, DateTimeOffset At) : MovementEvent;

public enum CostKind
{
    Charter,
    Fuel,
    Crew,
    Handling,
    Insurance,
    Overflight,
    GroundTransport,
    Other,
}

/// <summary>A cost as it arose, with the paper it stands on.</summary>
/// <param name="Id">Made outside; the same cost sent twice is one.</param>
/// <param name="MinorUnits">In the smallest unit of the currency (ISO 4217).</param>
/// <param name="Document">The invoice or contract it stands on.</param>
[StoredAs("movement-cost-recorded")]
public sealed record MovementCostRecorded(
    string Id, CostKind Kind, long MinorUnits, string Currency, string Document, Actor By, DateTimeOffset At) : MovementEvent;

/// <summary>Money of a mechanism, for example the Union Civil Protection Mechanism: deducted before states share the rest.</summary>
[StoredAs("movement-contribution-recorded")]
public sealed record MovementContributionRecorded(
    string Id, string Mechanism, long MinorUnits, string Currency, string Document, Actor By, DateTimeOffset At) : MovementEvent;
