using System.Collections.Immutable;
using SharedConsular.Evacuation;

namespace SharedConsular.Households;

/// <summary>Names a movement: the party that organises it, and its own name for it.</summary>
public sealed record MovementName(TenantId Organiser, string Id)
{
    public override string ToString() => $"{Organiser}/{Id}";
}

public enum PromiseStatus
{
    /// <summary>Held until the household answers.</summary>
    Offered,

    /// <summary>The household said yes; the movement has not answered yet.</summary>
    Accepted,

    /// <summary>The movement has the seats.</summary>
    Confirmed,

    /// <summary>The household said yes, and travels if others do not come.</summary>
    StandingBy,
}

/// <summary>The one offer a household has: the whole of it, on one movement, until a time.</summary>
/// <param name="Until">When the offer lapses, if nobody answered.</param>
/// <param name="Reason">Why this household has its turn, as the planner said it.</param>
/// <param name="PolicyVersion">The triage policy the plan was made with.</param>
public sealed record SeatPromise(
    MovementName Movement,
    string From,
    string To,
    DateTimeOffset ReportBy,
    DateTimeOffset DepartsAt,
    DateTimeOffset Until,
    SeatCounts Seats,
    SeatReason Reason,
    string PolicyVersion,
    PromiseStatus Status = PromiseStatus.Offered)
{
    /// <summary>Those whom the seats are for, by number.</summary>
    public ImmutableArray<int> Members { get; init; } = [];

    /// <summary>The number of the instruction in force when the offer was decided; null when there was none.</summary>
    public int? Instruction { get; init; }

    /// <summary>Since when the household knows that its route is closed; null while it knows of no closure.</summary>
    public DateTimeOffset? RouteShutAt { get; init; }
}

/// <summary>Why a household has an offer no more.</summary>
public enum PromiseEnd
{
    Declined,

    /// <summary>Nobody answered in time.</summary>
    Lapsed,

    /// <summary>The movement was cancelled, shrank, or closed without the household.</summary>
    Withdrawn,

    /// <summary>Confirmed, and not there when the manifest was closed.</summary>
    DidNotCome,

    /// <summary>The household left by its own means, stays, or is counted elsewhere.</summary>
    NotNeeded,
}

/// <summary>Why a household said no; counted, because it says what to change (Canada 2006 and Australia 2024 boarded 42 to 62 of 100 offered).</summary>
public enum DeclineReason
{
    CannotReachThePlace,
    TooLittleTime,
    DestinationNotWanted,
    FamilyNotTogether,
    FoundOtherMeans,
    WantsToStay,
    Other,
}
