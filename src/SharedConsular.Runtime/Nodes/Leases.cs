using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SharedConsular.Runtime;

/// <summary>
/// The work that one node at a time does for all. A node that holds a lease prolongs it as long as it lives; when it dies,
/// another takes it once it has run out. What is done twice at such a moment is done twice harmlessly: messages have ids,
/// and the answer to a clock finds the clock stopped.
/// </summary>
public sealed partial class Leases(ILeaseStore store, TimeProvider time, ILogger<Leases> log) : BackgroundService
{
    public const string Relay = "relay";
    public const string Clocks = "clocks";
    public const string Notary = "notary";
    public const string Sweeps = "sweeps";

    /// <summary>How long the work rests after its node has died.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ProlongDelay = TimeSpan.FromSeconds(3);

    private const int HolderBytes = 8;

    /// <summary>When each was asked for, by a clock that nobody sets: here it runs out no later than in the store.</summary>
    private readonly ConcurrentDictionary<string, long> _held = new(StringComparer.Ordinal);

    /// <summary>This node, as long as it runs.</summary>
    public string Holder { get; } = RandomNumberGenerator.GetHexString(HolderBytes * 2, lowercase: true);

    /// <summary>The work that is this node's now; all of it where there are no other nodes.</summary>
    public IReadOnlyList<string> Held => store.IsShared
        ? [.. _held.Where(h => time.GetElapsedTime(h.Value) < Lifetime).Select(h => h.Key).Order(StringComparer.Ordinal)]
        : [Clocks, Notary, Relay, Sweeps];

    /// <summary>Whether the work is this node's now: it holds the lease, or has just taken it.</summary>
    public async ValueTask<bool> Hold(string name, CancellationToken ct)
    {
        if (!store.IsShared || (_held.TryGetValue(name, out var asked) && time.GetElapsedTime(asked) < Lifetime))
        {
            return true;
        }

        return await Take(name, ct).ConfigureAwait(false);
    }

    /// <summary>Waits for a lease, does something, and gives it back: of all nodes one does it at a time.</summary>
    /// <exception cref="StoreOverloadedException">Others held it for too long.</exception>
    public async Task<T> Alone<T>(string name, Func<Task<T>> work, CancellationToken ct)
    {
        const int triesMax = 400;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(25), time);
        for (var i = 0; i < triesMax; i++)
        {
            if (await Hold(name, ct).ConfigureAwait(false))
            {
                try
                {
                    return await work().ConfigureAwait(false);
                }
                finally
                {
                    await Return(name).ConfigureAwait(false);
                }
            }

            await timer.WaitForNextTickAsync(ct).ConfigureAwait(false);
        }

        throw new StoreOverloadedException("Another node did the same for too long; try again shortly.");
    }

    /// <summary>Gives everything back; another node goes on at once.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        foreach (var name in _held.Keys)
        {
            await Return(name).ConfigureAwait(false);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(ProlongDelay, time);
        try
        {
            while (store.IsShared && await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                foreach (var name in _held.Keys)
                {
                    await TryProlong(name, stoppingToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task TryProlong(string name, CancellationToken ct)
    {
        try
        {
            await Take(name, ct).ConfigureAwait(false);
        }
        catch (StoreUnavailableException ex)
        {
            // It runs out by itself, here before it does in the store.
            LogNotProlonged(log, name, ex.Code);
        }
    }

    private async Task<bool> Take(string name, CancellationToken ct)
    {
        var asked = time.GetTimestamp();
        if (await store.TakeLease(name, Holder, Lifetime, ct).ConfigureAwait(false))
        {
            _held[name] = asked;

            return true;
        }

        if (_held.TryRemove(name, out _))
        {
            LogLost(log, name);
        }

        return false;
    }

    private async Task Return(string name)
    {
        if (!store.IsShared || !_held.TryRemove(name, out _))
        {
            return;
        }

        try
        {
            await store.ReturnLease(name, Holder, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreUnavailableException ex)
        {
            LogNotProlonged(log, name, ex.Code);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The lease of {Name} could not be written: {Code}.")]
    private static partial void LogNotProlonged(ILogger log, string name, string code);

    [LoggerMessage(LogLevel.Warning, "The lease of {Name} went to another node.")]
    private static partial void LogLost(ILogger log, string name);
}
