using System.Collections.Immutable;

namespace SharedConsular.Evacuation;

/// <summary>The plan while it is made.</summary>
internal sealed class PlanningBoard
{
    /// <summary>More than there can be households: who lost a promised seat, or waits at a hub, goes before all others of its class.</summary>
    private const long AheadOfOthers = 1L << 40;

    private const int Percent = 100;

    private readonly PlanningFacts _facts;
    private readonly ImmutableArray<TenantId> _states;
    private readonly FairTurns _turns;
    private readonly HashSet<string> _departurePlaces;
    private readonly List<Traveller> _onward = [];
    private readonly SortedDictionary<int, List<Traveller>> _byClass;
    private Dictionary<string, WaitingLines> _lines = new(StringComparer.Ordinal);

    public PlanningBoard(PlanningFacts facts)
    {
        _facts = facts;
        _states = [.. facts.Households.SelectMany(h => h.Members.Select(m => m.State).Append(h.State)).Distinct().Order(FairTurns.StatesInOrder)];
        _turns = new FairTurns(_states, facts);
        _departurePlaces = [.. facts.Movements.Select(m => m.From)];
        Departures =
        [
            .. facts.Movements.OrderBy(m => m.ClosesAt).ThenBy(m => m.Id, StringComparer.Ordinal)
                .Select(m => new Departure(m, m.OnlyFor.IsEmpty ? null : [.. m.OnlyFor.Select(StateOf)])),
        ];
        Travellers =
        [
            .. facts.Households.OrderBy(h => h.Class).ThenBy(h => h.Rank).ThenBy(h => Lot.Draw(facts.Seed, h.Id)).ThenBy(h => h.Id, StringComparer.Ordinal)
                .Select((h, i) => new Traveller(h, StateOf(h.State), i)),
        ];
        _byClass = new(Travellers.GroupBy(t => t.Class).ToDictionary(g => g.Key, g => g.ToList()));
    }

    /// <summary>First class first.</summary>
    public IEnumerable<int> Classes => _byClass.Keys;

    /// <summary>In the order they close.</summary>
    public ImmutableArray<Departure> Departures { get; }

    /// <summary>Every household at the first leg of its way, in the order of classes and ranks.</summary>
    public ImmutableArray<Traveller> Travellers { get; }

    /// <summary>Every leg that is planned or wanted, also those from a hub.</summary>
    public IEnumerable<Traveller> Legs => Travellers.Concat(_onward);

    public bool IsToHub(Departure departure) => _departurePlaces.Contains(departure.Movement.To);

    /// <summary>Gives back what was promised, as far as there still is room for it.</summary>
    public void KeepSeats()
    {
        var promised = _facts.Kept.ToDictionary(k => k.Household, k => k.Movement, StringComparer.Ordinal);
        var departures = Departures.ToDictionary(d => d.Movement.Id, StringComparer.Ordinal);
        foreach (var traveller in Travellers)
        {
            if (!promised.TryGetValue(traveller.Household.Id, out var movement))
            {
                continue;
            }

            if (departures.TryGetValue(movement, out var departure) && traveller.Needs.FitsIn(departure.Free))
            {
                GiveSeat(departure, traveller, SeatReason.Kept);
            }
            else
            {
                traveller.Order -= AheadOfOthers;
            }
        }
    }

    public void FillInTurn(int @class)
    {
        StandInLines(@class);
        foreach (var departure in Departures)
        {
            FillInTurn(departure, @class, departure.Free, traveller => GiveSeat(departure, traveller, traveller.Reason));
        }
    }

    /// <summary>Names who takes the seats that, by the uptake measured, will not be taken.</summary>
    public ImmutableArray<StandBy> NameStandBys()
    {
        var standBys = ImmutableArray.CreateBuilder<StandBy>();
        var places = Departures.ToDictionary(d => d, d => new SeatCounts(ExpectedNoShows(d)));
        var order = Departures.ToDictionary(d => d, _ => 0);
        foreach (var @class in Classes)
        {
            StandInLines(@class);
            foreach (var departure in Departures)
            {
                FillInTurn(departure, @class, places[departure], traveller =>
                {
                    traveller.StandsBy = true;
                    places[departure] -= traveller.Needs;
                    standBys.Add(new StandBy(traveller.Household.Id, departure.Movement.Id, ++order[departure]));
                });
            }
        }

        return standBys.ToImmutable();
    }

    public void GiveSeat(Departure departure, Traveller traveller, SeatReason reason)
    {
        departure.Seat(traveller, reason);
        traveller.TurnInClass = _turns.Charge(traveller);
        if (IsToHub(departure))
        {
            var onward = new Traveller(traveller.Household, traveller.State, traveller.Order - AheadOfOthers)
            {
                Places = [departure.Movement.To],
                ReadyAt = departure.Movement.ArrivesAt,
                Reason = SeatReason.Onward,
            };
            _onward.Add(onward);
            StandInLine(onward); // It is of the class whose turn it is, or its seat was kept and the lines are still to be made.
        }
    }

    public void TakeSeat(Departure departure, Traveller traveller)
    {
        departure.Unseat(traveller);
        _turns.Release(traveller);
        traveller.Reason = SeatReason.Turn;
    }

    private int StateOf(TenantId state) => _states.BinarySearch(state, FairTurns.StatesInOrder);

    private void StandInLines(int @class)
    {
        _lines = _departurePlaces.ToDictionary(p => p, _ => new WaitingLines(), StringComparer.Ordinal);
        foreach (var traveller in _byClass[@class].Concat(_onward.Where(t => t.Class == @class)).Where(t => !t.IsProvidedFor))
        {
            StandInLine(traveller);
        }
    }

    private void StandInLine(Traveller traveller)
    {
        foreach (var place in traveller.Places)
        {
            if (_lines.TryGetValue(place, out var lines))
            {
                lines.Add(traveller);
            }
        }
    }

    private void FillInTurn(Departure departure, int @class, SeatCounts places, Action<Traveller> give)
    {
        var lines = _lines[departure.Movement.From];
        lines.Admit(departure.Movement.ClosesAt);
        var states = lines.States.Where(departure.Takes).ToList();
        while (states.Count > 0)
        {
            var state = _turns.Next(@class, states);
            if (lines.Take(state, places) is { } traveller)
            {
                places -= traveller.Needs;
                give(traveller);
            }
            else
            {
                // Places only become fewer: of this state nobody fits any more.
                states.Remove(state);
            }
        }
    }

    /// <summary>Seats, of those offered and not yet confirmed by being kept, that will stay empty; rounded down.</summary>
    private int ExpectedNoShows(Departure departure) =>
        departure.Seated.Sum(t => t.Needs.Seats * (Percent - Math.Clamp(_facts.UptakePercent.GetValueOrDefault(t.Household.State, Percent), 0, Percent)))
        / Percent;
}

/// <summary>Draws lots between equals, the same way for the same seed on every machine.</summary>
internal static class Lot
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>FNV-1a over the name, begun from the seed, and mixed once more so that near names lie far apart.</summary>
    public static ulong Draw(ulong seed, string name)
    {
        var lot = Offset ^ (seed * Prime);
        foreach (var c in name)
        {
            lot = (lot ^ c) * Prime;
        }

        lot ^= lot >> 33;

        return (lot * 0xff51afd7ed558ccd) ^ (lot >> 29);
    }
}
