using System.Collections.Immutable;

namespace SharedConsular.Evacuation;

/// <summary>Who travels on what, who stands by, who waits, and why.</summary>
public sealed record SeatPlan(ImmutableArray<PlannedSeat> Seats, ImmutableArray<StandBy> StandBys, ImmutableArray<PlannedWait> Waits);

public enum SeatReason
{
    /// <summary>It was promised before and still holds.</summary>
    Kept,

    /// <summary>Its class and its state's share brought its turn.</summary>
    Turn,

    /// <summary>Others could travel on another movement, and so there was room.</summary>
    RoomMade,

    /// <summary>It fills seats that a smaller household of its class, whose turn it was, would have left empty.</summary>
    FillsSeats,

    /// <summary>It travels on from a hub.</summary>
    Onward,

    /// <summary>It came to the gate, and places were free. No plan gives this one.</summary>
    WalkIn,

    /// <summary>By the uptake measured, not all who were offered these seats will come.</summary>
    StandBy,
}

/// <param name="TurnInClass">How many households of its class were seated before it.</param>
public sealed record PlannedSeat(string Household, string Movement, SeatReason Reason, int TurnInClass);

/// <summary>Not a seat: a place in the order in which seats that are not taken up are given away.</summary>
/// <param name="Order">From 1.</param>
public sealed record StandBy(string Household, string Movement, int Order);

public enum WaitReason
{
    /// <summary>Every seat it could take went to classes before it, or to its own class in turn.</summary>
    NoSeatLeft,

    /// <summary>No movement has room for all of it at once; it is not parted.</summary>
    NoRoomForAll,

    /// <summary>No movement has enough places of a kind it needs.</summary>
    NoPlaceOfItsKind,

    /// <summary>The last movement it could take closes before it can be there.</summary>
    NotReadyInTime,

    /// <summary>No movement leaves from a place it can get to.</summary>
    NoMovementFromItsPlace,

    /// <summary>The operators of all movements it could take do not take its people.</summary>
    NotTakenByOperator,
}

/// <summary>A household without a seat, and the least that would have to change.</summary>
/// <param name="Household">Who waits.</param>
/// <param name="AtHub">Where it waits to travel on; null when it has not left yet.</param>
/// <param name="Reason">Why.</param>
/// <param name="Movement">The movement that comes nearest; null when there is none.</param>
/// <param name="Missing">The places that movement lacks for it; zero when places are not what is missing.</param>
public sealed record PlannedWait(string Household, string? AtHub, WaitReason Reason, string? Movement, SeatCounts Missing);
