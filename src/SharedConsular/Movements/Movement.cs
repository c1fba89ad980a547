using System.Collections.Immutable;
using System.Diagnostics;
using SharedConsular.Evacuation;
using SharedConsular.Households;

namespace SharedConsular.Movements;

public enum MovementStatus
{
    NotPlanned,
    Planned,

    /// <summary>The manifest is closed; nobody boards any more.</summary>
    Closed,
    Departed,
    Arrived,
    Cancelled,
}

/// <summary>One departure as its events leave it. It alone gives its seats, so none is sold twice.</summary>
public sealed partial record Movement
{
    /// <summary>The largest ferry of DOMAIN 4.1 took 2,800.</summary>
    public const int PlacesMax = 5_000;

    /// <summary>How many times its places may be offered at once: 42 to 62 of 100 offers are taken up (DOMAIN 4.2).</summary>
    public const int OfferedTimesMax = 2;

    public static EntityType<Movement, MovementCommand, MovementEvent> Type { get; } = new(
        Name: "movement",
        Initial: new Movement(),
        Decide: (movement, command, context) => command.Decide(movement, context),
        Evolve: (movement, @event) => movement.Evolve(@event))
    {
        Rows = MovementRow.Of,
        Tallies = MovementTallies.Of,
        Messages = MovementMessage.Of,
    };

    public MovementStatus Status { get; init; }

    public MovementPlanned? Plan { get; init; }

    public SeatCounts Capacity { get; init; }

    public DateTimeOffset ClosesAt { get; init; }

    public DateTimeOffset DepartsAt { get; init; }

    public DateTimeOffset ArrivesAt { get; init; }

    public ImmutableSortedDictionary<string, SeatHold> Holds { get; init; } = ImmutableSortedDictionary.Create<string, SeatHold>(StringComparer.Ordinal);

    public int StoodBySoFar { get; init; }

    public ManifestClosed? Manifest { get; init; }

    public MovementHandedOver? HandedOver { get; init; }

    public DateTimeOffset? DepartedAt { get; init; }

    public DateTimeOffset? ArrivedAt { get; init; }

    public ImmutableArray<MovementCostRecorded> Costs { get; init; } = [];

    public ImmutableArray<MovementContributionRecorded> Contributions { get; init; } = [];

    public ImmutableArray<Dispute> Disputes { get; init; } = [];

    public static EntityKey KeyOf(MovementName name) => new(name.Organiser, Type.Name, name.Id);

    public static MovementName NameOf(EntityKey key) => new(key.Tenant, key.Id);

    public SeatHold? FindHold(HouseholdName household) => Holds.GetValueOrDefault(household.ToString());

    /// <summary>The places that are promised for sure.</summary>
    public SeatCounts Confirmed => Sum(h => h.Status is HoldStatus.Confirmed);

    /// <summary>All places offered, accepted or not.</summary>
    public SeatCounts Held => Sum(_ => true);

    public SeatCounts Free => Capacity - Confirmed;

    /// <summary>Seats offered by a plan so far and seats of them that were boarded, by the state they are charged to.</summary>
    public ImmutableSortedDictionary<TenantId, int> OfferedSoFar { get; init; } = ImmutableSortedDictionary<TenantId, int>.Empty;

    public ImmutableSortedDictionary<TenantId, int> BoardedOfOffered { get; init; } = ImmutableSortedDictionary<TenantId, int>.Empty;

    /// <summary>Confirmed seats whose people were not there, by the state they are charged to.</summary>
    public ImmutableSortedDictionary<TenantId, int> DidNotCome { get; init; } = ImmutableSortedDictionary<TenantId, int>.Empty;

    /// <summary>When the last scan of its gates arrived; null while none did.</summary>
    public DateTimeOffset? LastScanAt { get; init; }

    /// <summary>Whether its operator takes this household: somebody of it is of a state it flies for.</summary>
    public bool Takes(SeatHold hold) => Plan is not { OnlyFor.IsEmpty: false } plan || hold.States.Any(s => plan.OnlyFor.Contains(s.State));

    public bool IsOpen => Status is MovementStatus.Planned;

    /// <summary>The party that has the aircraft, ship or bus.</summary>
    public TenantId? Organiser => Plan?.By.Party;

    private SeatCounts Sum(Func<SeatHold, bool> which) => Holds.Values.Where(which).Aggregate(default(SeatCounts), (sum, h) => sum + h.Seats);

    private Movement Evolve(MovementEvent @event) => @event switch
    {
        MovementPlanned planned => this with
        {
            Status = MovementStatus.Planned,
            Plan = planned,
            Capacity = planned.Capacity,
            ClosesAt = planned.ClosesAt,
            DepartsAt = planned.DepartsAt,
            ArrivesAt = planned.ArrivesAt,
        },
        MovementChanged changed => this with
        {
            Capacity = changed.Capacity,
            ClosesAt = changed.ClosesAt,
            DepartsAt = changed.DepartsAt,
            ArrivesAt = changed.ArrivesAt,
        },
        SeatsHeld held => this with
        {
            Holds = Holds.SetItems(held.Holds.Select(h => KeyValuePair.Create(h.Household.ToString(), h))),
            OfferedSoFar = held.PlanId == BoardWalkIn.WalkInPlan ? OfferedSoFar : Add(OfferedSoFar, held.Holds),
        },
        SeatsConfirmed confirmed => Change(confirmed.Household, h => h with { Status = HoldStatus.Confirmed }),
        HouseholdStoodBy stood => Change(stood.Household, h => h with { Status = HoldStatus.StandingBy, StandByOrder = StoodBySoFar + 1 }) with
        {
            StoodBySoFar = StoodBySoFar + 1,
        },
        SeatsReleased released => this with
        {
            Holds = Holds.Remove(released.Household.ToString()),
            DidNotCome = released.Reason is PromiseEnd.DidNotCome && FindHold(released.Household) is { } absent ? Add(DidNotCome, [absent]) : DidNotCome,
        },
        SeatsGivenUp givenUp => Change(givenUp.Household, h => h with { GivenUp = givenUp.Reason }),
        MembersCheckedIn @in => Change(
            @in.Household, h => h with { CheckedIn = [.. h.CheckedIn, .. @in.Members.Select(m => new CheckIn(m, @in.Gate, @in.ScannedAt))] }) with
        {
            LastScanAt = @in.At,
        },
        TokenUsedTwice twice => ChangeCheckIn(twice.Household, twice.Member, c => c with { AlsoAt = twice.SecondGate }),
        DoubleUseSettled settled => ChangeCheckIn(settled.Household, settled.Member, c => c with { AlsoAt = null }),
        MembersTakenOff off => Change(off.Household, h => h with { CheckedIn = [] }),
        ManifestClosed closed => this with
        {
            Status = MovementStatus.Closed,
            Manifest = closed,
            BoardedOfOffered = Add(
                BoardedOfOffered, closed.Entries.Select(e => FindHold(e.Household)).OfType<SeatHold>().Where(h => h.Reason is not SeatReason.WalkIn)),
        },
        MovementDeparted => this with { Status = MovementStatus.Departed, DepartedAt = @event.At },
        MovementArrived => this with { Status = MovementStatus.Arrived, ArrivedAt = @event.At },
        MovementHandedOver handedOver => this with { HandedOver = handedOver },
        MovementCancelled => this with { Status = MovementStatus.Cancelled, Holds = Holds.Clear() },
        MovementCostRecorded cost => this with { Costs = Costs.Add(cost) },
        MovementContributionRecorded contribution => this with { Contributions = Contributions.Add(contribution) },
        CostDisputed disputed => this with { Disputes = Disputes.Add(new Dispute(disputed.Id, disputed.CostId, disputed.By.Party, disputed.Note, null)) },
        CostDisputeSettled settled => this with { Disputes = [.. Disputes.Select(d => d.Id == settled.Id ? d with { Settled = settled.Outcome } : d)] },
        _ => throw new UnreachableException($"Movement does not evolve on {@event.GetType().Name}."),
    };

    private static ImmutableSortedDictionary<TenantId, int> Add(ImmutableSortedDictionary<TenantId, int> counts, IEnumerable<SeatHold> holds) =>
        holds.SelectMany(h => h.States).Aggregate(counts, (all, s) => all.SetItem(s.State, all.GetValueOrDefault(s.State) + s.Persons));

    private Movement Change(HouseholdName household, Func<SeatHold, SeatHold> change) =>
        FindHold(household) is { } hold ? this with { Holds = Holds.SetItem(household.ToString(), change(hold)) } : this;

    private Movement ChangeCheckIn(HouseholdName household, int member, Func<CheckIn, CheckIn> change) =>
        Change(household, h => h with { CheckedIn = [.. h.CheckedIn.Select(c => c.Member == member ? change(c) : c)] });
}
