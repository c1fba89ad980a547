using System.Net;

namespace SharedConsular.Api.Follow;

/// <summary>
/// How many wrong secrets came from an address in a window of time. Each is counted before it is looked at, so that many at once are no more
/// than many in a row, and given back when it was right: whoever reads her own case uses nothing up.
/// </summary>
internal sealed class WrongSecrets(int max, TimeSpan window, TimeProvider time)
{
    /// <summary>Addresses share this many counters, so that many strangers take no more memory than few.</summary>
    private const int CountersMax = 65_536;

    private readonly Lock _gate = new();
    private readonly (long Window, int Count)[] _counters = new (long, int)[CountersMax];

    /// <summary>Counts one; false when there were so many that no more are looked at in this window.</summary>
    public bool Take(IPAddress? address)
    {
        lock (_gate)
        {
            ref var counter = ref CounterOf(address);
            if (counter.Window != Now)
            {
                counter = (Now, 0);
            }

            return counter.Count < max && ++counter.Count > 0;
        }
    }

    /// <summary>Takes one back that was right.</summary>
    public void GiveBack(IPAddress? address)
    {
        lock (_gate)
        {
            ref var counter = ref CounterOf(address);
            if (counter.Window == Now && counter.Count > 0)
            {
                counter.Count--;
            }
        }
    }

    private long Now => time.GetUtcNow().Ticks / window.Ticks;

    private ref (long Window, int Count) CounterOf(IPAddress? address) => ref _counters[(uint)(address?.GetHashCode() ?? 0) % CountersMax];
}
