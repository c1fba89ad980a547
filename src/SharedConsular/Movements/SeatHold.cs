using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Evacuation;
using SharedConsular.Households;

namespace SharedConsular.Movements;

public enum HoldStatus
{
    /// <summary>Offered; the household has not answered.</summary>
    Offered,
    StandingBy,
    Confirmed,
}

/// <summary>The seats of one household on one movement.</summary>
/// <param name="Members">All who travel; each of them passes the gate or none does.</param>
/// <param name="Minors">Those of them who are minors.</param>
/// <param name="States">How many seats are charged to which state.</param>
public sealed record SeatHold(
    HouseholdName Household,
    SeatCounts Seats,
    ImmutableArray<int> Members,
    ImmutableArray<int> Minors,
    ImmutableArray<StateCount> States,
    DateTimeOffset Until,
    SeatReason Reason,
    string PolicyVersion)
{
    public ImmutableArray<int> Members { get; init; } = Members.OrEmpty();

    public ImmutableArray<int> Minors { get; init; } = Minors.OrEmpty();

    public ImmutableArray<StateCount> States { get; init; } = States.OrEmpty();

    /// <summary>The number of the instruction in force when the seats were given; null when there was none.</summary>
    public int? Instruction { get; init; }

    public HoldStatus Status { get; init; }

    /// <summary>How many travel with the household who are not of it; each takes a seat and stands on no other line.</summary>
    public int Escorts { get; init; }

    /// <summary>Whether it has a place for each who travels, no more and no fewer.</summary>
    public bool IsWhole => !Members.IsEmpty && Seats.Persons == Members.Length + Escorts;

    /// <summary>Its turn among those who stand by; lower goes first.</summary>
    public int StandByOrder { get; init; }

    public ImmutableArray<CheckIn> CheckedIn { get; init; } = [];

    /// <summary>Why the household gave its seats up while it stood inside the gate; null when it did not.</summary>
    public PromiseEnd? GivenUp { get; init; }

    /// <summary>Whether this member may pass the gate.</summary>
    public bool HasPlaceFor(int member) => Status is HoldStatus.Confirmed && GivenUp is null && Members.Contains(member);

    public CheckIn? FindCheckIn(int member) => CheckedIn.FirstOrDefault(c => c.Member == member);

    public bool IsWhollyIn => Members.All(m => CheckedIn.Any(c => c.Member == m));

    /// <summary>Some passed the gate and some did not.</summary>
    public bool IsParted => !CheckedIn.IsEmpty && !IsWhollyIn;

    /// <summary>A minor passed the gate and no adult of the household did.</summary>
    public bool HasChildAlone => CheckedIn.Any(c => Minors.Contains(c.Member)) && CheckedIn.All(c => Minors.Contains(c.Member))
        && Members.Any(m => !Minors.Contains(m));
}

public sealed record CheckIn(int Member, string Gate, DateTimeOffset ScannedAt)
{
    /// <summary>The second gate that took the same token; null when there was none, or when it is settled.</summary>
    public string? AlsoAt { get; init; }

    /// <summary>Whether this is that scan, and not another.</summary>
    public bool Is(string gate, DateTimeOffset scannedAt) => Gate == gate && ScannedAt == scannedAt;
}
