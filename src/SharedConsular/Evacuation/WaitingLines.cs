using System.Collections.Immutable;

namespace SharedConsular.Evacuation;

/// <summary>Those of one class who can be at one assembly place, by state, in the order in which seats are given.</summary>
internal sealed class WaitingLines
{
    private readonly SortedDictionary<int, Line> _byState = [];
    private readonly PriorityQueue<Traveller, DateTimeOffset> _notReady = new();

    public void Add(Traveller traveller) => _notReady.Enqueue(traveller, traveller.ReadyAt);

    /// <summary>Lets those stand in line who are ready by this time.</summary>
    public void Admit(DateTimeOffset until)
    {
        while (_notReady.TryPeek(out var traveller, out var readyAt) && readyAt <= until)
        {
            _notReady.Dequeue();
            if (!_byState.TryGetValue(traveller.State, out var line))
            {
                _byState[traveller.State] = line = new Line();
            }

            line.Add(traveller);
        }
    }

    /// <summary>The states that have or had somebody in line.</summary>
    public IEnumerable<int> States => _byState.Keys;

    /// <summary>Takes the first of a state who fits; null when nobody does.</summary>
    public Traveller? Take(int state, SeatCounts places) => _byState[state].Take(places);

    /// <summary>The line of one state: one queue for each size of need, so that who does not fit holds up nobody.</summary>
    private sealed class Line
    {
        private readonly Dictionary<SeatCounts, PriorityQueue<Traveller, long>> _bySize = [];

        public void Add(Traveller traveller)
        {
            if (!_bySize.TryGetValue(traveller.Needs, out var queue))
            {
                _bySize[traveller.Needs] = queue = new PriorityQueue<Traveller, long>();
            }

            queue.Enqueue(traveller, traveller.Order);
        }

        public Traveller? Take(SeatCounts places)
        {
            PriorityQueue<Traveller, long>? best = null;
            var bestOrder = long.MaxValue;
            foreach (var (needs, queue) in _bySize)
            {
                if (needs.FitsIn(places) && FirstOf(queue) is { } order && order < bestOrder)
                {
                    (best, bestOrder) = (queue, order);
                }
            }

            return best?.Dequeue();
        }

        /// <summary>Passes over who found a seat from another place meanwhile.</summary>
        private static long? FirstOf(PriorityQueue<Traveller, long> queue)
        {
            while (queue.TryPeek(out var first, out var order))
            {
                if (!first.IsProvidedFor)
                {
                    return order;
                }

                queue.Dequeue();
            }

            return null;
        }
    }
}

/// <summary>A household at one leg of its way.</summary>
internal sealed class Traveller(HouseholdNeed household, int state, long order)
{
    public HouseholdNeed Household { get; } = household;

    /// <summary>Where it can get to for this leg.</summary>
    public ImmutableArray<string> Places { get; init; } = household.Assemblies;

    public int Class => Household.Class;

    public int State { get; } = state;

    public SeatCounts Needs => Household.Needs;

    /// <summary>Its place among all, within its class; lower goes first.</summary>
    public long Order { get; set; } = order;

    public DateTimeOffset ReadyAt { get; init; } = household.ReadyAt;

    /// <summary>The departure it was given a seat on.</summary>
    public Departure? Seat { get; set; }

    public SeatReason Reason { get; set; } = SeatReason.Turn;

    public int TurnInClass { get; set; }

    public bool StandsBy { get; set; }

    public bool IsProvidedFor => Seat is not null || StandsBy;
}

/// <summary>A movement while it is planned.</summary>
internal sealed class Departure(MovementCapacity movement, HashSet<int>? onlyFor)
{
    public MovementCapacity Movement { get; } = movement;

    public SeatCounts Free { get; set; } = movement.Capacity;

    public List<Traveller> Seated { get; } = [];

    public bool Takes(int state) => onlyFor is null || onlyFor.Contains(state);

    /// <summary>Whether a traveller could take it, if there were room.</summary>
    public bool IsInReachOf(Traveller traveller) =>
        traveller.ReadyAt <= Movement.ClosesAt && Takes(traveller.State) && traveller.Places.Contains(Movement.From);

    public void Seat(Traveller traveller, SeatReason reason)
    {
        Free -= traveller.Needs;
        Seated.Add(traveller);
        (traveller.Seat, traveller.Reason) = (this, reason);
    }

    public void Unseat(Traveller traveller)
    {
        Free += traveller.Needs;
        Seated.Remove(traveller);
        traveller.Seat = null;
    }
}
