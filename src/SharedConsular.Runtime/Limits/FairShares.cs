namespace SharedConsular.Runtime;

/// <summary>
/// Places for work in progress, divided fairly: while many are free anyone takes one; when they run short nobody takes
/// more than an equal part of them, so that the crowd of one party never starves another's.
/// </summary>
public sealed class FairShares
{
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly int _placesMax;
    private int _total;

    /// <param name="placesMax">How many may be inside at once, of all parties together.</param>
    public FairShares(int placesMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(placesMax, 1);
        _placesMax = placesMax;
    }

    /// <summary>How many are inside.</summary>
    public int Taken
    {
        get
        {
            lock (_gate)
            {
                return _total;
            }
        }
    }

    /// <summary>Takes a place for a party. False when all are taken, or when they are short and it has its part.</summary>
    public bool TryEnter(string party)
    {
        lock (_gate)
        {
            var own = _taken.GetValueOrDefault(party);
            var areShort = _total >= _placesMax / 2;
            var parties = _taken.Count + (own == 0 ? 1 : 0);
            if (_total >= _placesMax || (areShort && own >= Math.Max(1, _placesMax / parties)))
            {
                return false;
            }

            _taken[party] = own + 1;
            _total++;

            return true;
        }
    }

    /// <summary>Gives back a place that was taken.</summary>
    /// <exception cref="InvalidOperationException">The party has none.</exception>
    public void Leave(string party)
    {
        lock (_gate)
        {
            if (!_taken.TryGetValue(party, out var own))
            {
                throw new InvalidOperationException("A place was given back that was not taken.");
            }

            _total--;
            if (own == 1)
            {
                _taken.Remove(party);
            }
            else
            {
                _taken[party] = own - 1;
            }
        }
    }
}
