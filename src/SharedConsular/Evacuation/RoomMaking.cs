namespace SharedConsular.Evacuation;

/// <summary>
/// Seats more of one class before the next class has its turn: by letting some of it travel on another movement, so that
/// others fit in; and by giving the turn of a household to a larger one that waits, where seats would stay empty otherwise.
/// What was promised before is not moved, and no other class is touched.
/// </summary>
internal sealed class RoomMaking
{
    /// <summary>How many waiting households room is made for on one movement; those who rank before the others come first.</summary>
    private const int TriedPerMovementMax = 64;

    private readonly PlanningBoard _board;
    private readonly int _class;
    private readonly List<Traveller> _waiting;
    private readonly Dictionary<string, List<Departure>> _byPlace;

    private RoomMaking(PlanningBoard board, int @class)
    {
        (_board, _class) = (board, @class);
        _waiting = [.. board.Travellers.Where(t => t.Class == @class && t.Seat is null).OrderBy(t => t.Order)];
        _byPlace = board.Departures.Where(d => d.Free.Persons > 0 && !board.IsToHub(d)).GroupBy(d => d.Movement.From)
            .ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
    }

    /// <returns>Whether it seated more; then others may fit in elsewhere.</returns>
    public static bool Improve(PlanningBoard board, int @class)
    {
        var making = new RoomMaking(board, @class);
        var hasSeatedMore = false;
        foreach (var departure in board.Departures.Where(d => d.Free.Persons > 0 && !board.IsToHub(d)))
        {
            while (making.SeatOne(departure))
            {
                hasSeatedMore = true;
            }
        }

        return hasSeatedMore;
    }

    /// <summary>Seats the first who waits and can be given room. Everyone is tried again after it: the room has changed.</summary>
    private bool SeatOne(Departure departure)
    {
        var inReach = _waiting.Where(departure.IsInReachOf).ToList();
        var tried = inReach.Take(TriedPerMovementMax);
        if ((inReach.Find(t => t.Needs.FitsIn(departure.Free)) ?? tried.FirstOrDefault(t => TryMove(departure, t))) is { } traveller)
        {
            _waiting.Remove(traveller);
            _board.GiveSeat(departure, traveller, SeatReason.RoomMade);

            return true;
        }

        return tried.Any(t => TryExchange(departure, t));
    }

    /// <summary>Lets the smallest who can travel on another movement do so, when the waiting household then fits in.</summary>
    private bool TryMove(Departure departure, Traveller waiting)
    {
        var moves =
            from seated in MayBeMoved(departure)
            where waiting.Needs.FitsIn(departure.Free + seated.Needs)
            orderby seated.Needs.Persons, seated.Order
            from place in seated.Places
            from other in _byPlace.GetValueOrDefault(place, [])
            where other != departure && seated.Needs.FitsIn(other.Free) && other.IsInReachOf(seated)
            select (seated, other);
        if (moves.FirstOrDefault() is not (not null, not null) move)
        {
            return false;
        }

        departure.Unseat(move.seated);
        move.other.Seat(move.seated, move.seated.Reason);

        return true;
    }

    /// <summary>Each exchange seats more people on this movement, so there is an end to them.</summary>
    private bool TryExchange(Departure departure, Traveller waiting)
    {
        var smaller = MayBeMoved(departure)
            .Where(t => t.Needs.Persons < waiting.Needs.Persons && waiting.Needs.FitsIn(departure.Free + t.Needs))
            .OrderByDescending(t => t.Needs.Persons).ThenByDescending(t => t.Order)
            .FirstOrDefault();
        if (smaller is null)
        {
            return false;
        }

        _board.TakeSeat(departure, smaller);
        _waiting.Remove(waiting);
        var place = _waiting.FindIndex(t => t.Order > smaller.Order);
        _waiting.Insert(place < 0 ? _waiting.Count : place, smaller);
        _board.GiveSeat(departure, waiting, SeatReason.FillsSeats);

        return true;
    }

    private IEnumerable<Traveller> MayBeMoved(Departure departure) =>
        departure.Seated.Where(t => t.Class == _class && t.Reason is not SeatReason.Kept and not SeatReason.Onward);
}
