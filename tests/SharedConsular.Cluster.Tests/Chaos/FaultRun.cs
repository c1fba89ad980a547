using System.Globalization;
using SharedConsular.Cluster.Tests.Chaos.Faults;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>Lets one thing after another go wrong at random moments: every kind once, and then any until the time is over.</summary>
internal sealed class FaultRun(Installation on, History history, Random random, TimeSpan lastMax, TimeSpan time, Action<string> say)
{
    private static readonly TimeSpan LastMin = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan QuietMax = TimeSpan.FromSeconds(1);

    /// <summary>How many others go wrong while a gentle one lasts.</summary>
    private const int GentleLastsMax = 3;

    private static readonly Func<IFault>[] Kinds =
    [
        () => new NodeKilled(), () => new NodeHung(), () => new NodeCutOff(), () => new ClockMoved(),
        () => new DatabaseKilled(), () => new BackendKilled(), () => new DatabaseHung(), () => new StoreSlow(), () => new ConnectionsTaken(),
        () => new DiskFull(),
        () => new ReceiverFails(), () => new PoisonMessage(),
    ];

    private readonly List<(IFault Fault, int Left)> _gentle = [];
    private readonly long _began = TimeProvider.System.GetTimestamp();

    /// <summary>What went wrong, by kind.</summary>
    public List<string> Injected { get; } = [];

    /// <summary>From the moment a fault was mended until every node was well and a command given since was answered.</summary>
    public List<TimeSpan> Recoveries { get; } = [];

    public async Task Go(CancellationToken ct)
    {
        var possible = Kinds.Where(k => k() is not ClockMoved || on.LastNodesClock is not null).ToArray();
        var order = possible.ToArray();
        random.Shuffle(order);

        // Calls that were not taken come again later and later; what fails first is made up for by the end.
        var first = new Queue<Func<IFault>>(order.OrderBy(k => !k().IsGentle));
        while (first.Count > 0 || TimeProvider.System.GetElapsedTime(_began) < time)
        {
            await Pause.For(QuietMax * random.NextDouble(), ct);
            var fault = first.TryDequeue(out var next) ? next() : possible[random.Next(possible.Length)]();
            await Inject(fault, ct);
        }

        await EndGentle(_ => true, ct);
    }

    private async Task Inject(IFault fault, CancellationToken ct)
    {
        if (_gentle.Any(g => g.Fault.Kind == fault.Kind))
        {
            return;
        }

        Say($"{fault.Kind} …");
        Injected.Add(fault.Kind);
        await fault.Begin(on, random, ct);
        if (fault.IsGentle)
        {
            _gentle.Add((fault, random.Next(1, GentleLastsMax + 1)));
            return;
        }

        await Pause.For(LastMin + ((lastMax - LastMin) * random.NextDouble()), ct);
        await Mend(fault, ct);
        for (var i = 0; i < _gentle.Count; i++)
        {
            _gentle[i] = _gentle[i] with { Left = _gentle[i].Left - 1 };
        }

        await EndGentle(g => g.Left <= 0, ct);
    }

    private async Task EndGentle(Func<(IFault Fault, int Left), bool> which, CancellationToken ct)
    {
        foreach (var ended in _gentle.Where(which).ToList())
        {
            _gentle.Remove(ended);
            await Mend(ended.Fault, ct);
        }
    }

    private async Task Mend(IFault fault, CancellationToken ct)
    {
        await fault.End(on, ct);
        var took = await on.UntilWell(history, ct);
        if (!fault.IsGentle)
        {
            Recoveries.Add(took);
        }

        Say(string.Create(CultureInfo.InvariantCulture, $"{fault.Kind} is over; all was well after {took.TotalSeconds:0.0} s"));
    }

    private void Say(string what) =>
        say(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(_began).TotalSeconds,6:0.0} s  {what}"));
}
